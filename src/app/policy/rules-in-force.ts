import { diskSource } from '../../adapters/files/disk-source.ts';
import type { SelectedRule } from '../../rules/policy.ts';
import { textsOf, type Language, type RuleCore, type RuleTexts } from '../../rules/rule.ts';
import type { InForce } from '../../report/explained.ts';
import { loadCatalog, loadTexts } from '../catalog.ts';
import { findConfig, loadConfiguration, type Configuration } from './configuration.ts';
import { originsOf, type Origins } from '../check/origins.ts';
import { followChain, type Chain, type ChainLink } from './policy-chain.ts';
import { readConfigFile } from './team-files.ts';

export interface CatalogRequest {
  readonly cwd: string;
  /** --policy, --config and --rules of the call. */
  readonly policy: string | null;
  readonly config: string | null;
  readonly ruleFolders: readonly string[];
  readonly language: Language;
}

/** A rule, its texts, and what the policy in force makes of it. */
export interface RuleInForce {
  readonly rule: RuleCore;
  readonly texts: RuleTexts;
  readonly choice: SelectedRule | null;
  readonly origins: Origins;
  readonly inForce: InForce;
}

export interface Catalogue {
  readonly configuration: Configuration;
  readonly chain: Chain;
  readonly rules: readonly RuleInForce[];
}

/** Every rule that is shipped or comes from the team's folders, under the policy in force. */
export async function rulesInForce(request: CatalogRequest): Promise<Catalogue> {
  const { cwd, policy, config, ruleFolders, language } = request;
  const source = diskSource(cwd, ['/']);
  const configuration = await loadConfiguration({
    cwd,
    policy,
    config,
    ruleFolders,
    failOn: null,
    fleet: null,
    source,
  });
  const file = config ?? findConfig(cwd, source);
  const own = file === null ? null : await ownLink(file, source);
  const chain = await followChain({ policy, own, source, shipped: loadCatalog().policies });
  const texts: Record<string, RuleTexts> = { ...loadTexts(language) };
  for (const rule of configuration.teamRules) texts[rule.id] = textsOf(rule, language);
  const choices = new Map(configuration.policy.selected.map((choice) => [choice.rule.id, choice]));
  const team = new Set(configuration.teamRules.map(({ id }) => id));
  const rules = configuration.rules.flatMap((rule): readonly RuleInForce[] => {
    const words = texts[rule.id];
    if (words === undefined) return [];
    const choice = choices.get(rule.id) ?? null;
    const origins = originsOf(rule, chain.links, team.has(rule.id) ? 'team rule' : null);
    return [
      { rule, texts: words, choice, origins, inForce: inForceOf(rule, choice, origins, configuration) },
    ];
  });
  return { configuration, chain, rules };
}

async function ownLink(from: string, source: ReturnType<typeof diskSource>): Promise<ChainLink> {
  const { value, root } = await readConfigFile(from, source);
  return { from, shipped: false, config: value, root };
}

function inForceOf(
  rule: RuleCore,
  choice: SelectedRule | null,
  origins: Origins,
  { policy }: Configuration,
): InForce {
  return {
    policy: policy.name,
    selected: choice !== null,
    severity: choice?.severity ?? rule.severity,
    required: choice?.required ?? false,
    severityFrom: origins.severity,
    selectedBy: choice === null ? selectorOf(rule, origins) : null,
  };
}

/** What would select a rule that is not: a flag, or a line of a configuration. A rule that a file switched off says where. */
function selectorOf(rule: RuleCore, origins: Origins): string {
  if (origins.selection !== null) return `${origins.selection} (off → ${rule.severity})`;
  if (rule.level === 'fleet') return '--fleet fleet.yaml';
  return rule.level === 'production'
    ? '--policy production'
    : `paddle-verify.yaml: rules: { ${rule.id}: ${rule.severity} }`;
}
