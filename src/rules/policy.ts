import type { Severity } from '../findings/severity.ts';
import { inlineWaiversDenied, waiversOf, type Config, type RuleSetting, type WaiverEntry } from './config.ts';
import type { Level, RuleCore } from './rule.ts';

/** A rule as the policy wants it judged. */
export interface SelectedRule {
  readonly rule: RuleCore;
  readonly severity: Severity;
  /** An unmade judgement of this rule makes the verdict incomplete. */
  readonly required: boolean;
  readonly options: Readonly<Record<string, unknown>>;
  /** Options differ from the rule's own: they must be validated before use. */
  readonly optionsChanged: boolean;
}

export interface Policy {
  readonly name: string;
  readonly failOn: Severity | 'never';
  readonly incompleteAllowed: boolean;
  readonly selected: readonly SelectedRule[];
  readonly notSelected: readonly RuleCore[];
  readonly waivers: readonly WaiverEntry[];
  readonly inlineWaiversAllowed: boolean;
  readonly notWaivable: readonly string[];
  readonly unsignedBundlesAllowed: boolean;
}

export interface PolicyProblem {
  readonly path: readonly string[];
  readonly message: string;
  readonly expected: string;
}

export type PolicyResult = { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Which rules a shipped policy starts from, before `rules:` changes them. */
type Basis = 'baseline' | 'production' | 'audit';

/**
 * Resolves a chain of configurations into a policy. `chain` goes from the shipped policy (first) to the team's own file
 * (last); a later one wins over an earlier one. `basis` is the shipped policy that the chain starts from.
 */
export function resolvePolicy(basis: Basis, chain: readonly Config[], rules: readonly RuleCore[], overrides: { readonly failOn?: Severity | 'never' | undefined; readonly fleet?: boolean } = {}): PolicyResult {
  const problems = unknownRules(chain, rules);
  if (problems.length > 0) return { ok: false, problems };
  const selected: SelectedRule[] = [];
  const notSelected: RuleCore[] = [];
  for (const rule of rules) {
    const settings = chain.map((config) => settingsOf(config, rule.id)).flat();
    const choice = selectRule(basis, rule, settings, overrides.fleet === true);
    if (choice === null) notSelected.push(rule);
    else selected.push(choice);
  }
  const last = <T>(pick: (config: Config) => T | undefined): T | undefined =>
    chain.map(pick).filter((value) => value !== undefined).at(-1);
  return {
    ok: true,
    policy: {
      name: chain.at(-1)?.name ?? basis,
      failOn: overrides.failOn ?? last((config) => config.failOn) ?? 'medium',
      incompleteAllowed: last((config) => config.incomplete) === 'allow',
      selected,
      notSelected,
      waivers: chain.flatMap((config) => [...waiversOf(config)]),
      // A prohibition cannot be lifted by a later file: the strictest wins.
      inlineWaiversAllowed: !chain.some(inlineWaiversDenied),
      notWaivable: chain.flatMap((config) => [...(config.notWaivable ?? [])]),
      unsignedBundlesAllowed: !chain.some((config) => config.bundles?.unsigned === 'deny'),
    },
  };
}

/** `tag/*` first, then the exact id: the exact one wins within one file. */
function settingsOf(config: Config, id: string): readonly RuleSetting[] {
  const family = `${id.slice(0, id.indexOf('/'))}/*`;
  return [config.rules?.[family], config.rules?.[id]].filter((setting) => setting !== undefined);
}

function selectRule(
  basis: Basis,
  rule: RuleCore,
  settings: readonly RuleSetting[],
  fleet: boolean,
): SelectedRule | null {
  let on = isOn(rule.level, basis, fleet);
  let severity = rule.severity;
  let required = rule.required === 'baseline' || (rule.required === 'production' && basis === 'production');
  let options = rule.options;
  for (const setting of settings) {
    on = setting !== 'off';
    if (setting === 'off') continue;
    if (typeof setting === 'string') {
      severity = setting;
      continue;
    }
    severity = setting.severity ?? severity;
    required = setting.required ?? required;
    if (setting.options !== undefined) options = { ...options, ...setting.options };
  }
  if (!on) return null;
  return { rule, severity, required, options, optionsChanged: options !== rule.options };
}

function isOn(level: Level, basis: Basis, fleet: boolean): boolean {
  switch (level) {
    case 'baseline':
      return true;
    case 'production':
      return basis !== 'baseline';
    case 'fleet':
      return fleet;
    case 'optional':
      return false;
  }
}

function unknownRules(chain: readonly Config[], rules: readonly RuleCore[]): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const known = new Set(rules.flatMap((rule) => [rule.id, `${rule.id.slice(0, rule.id.indexOf('/'))}/*`]));
  for (const config of chain) {
    for (const id of Object.keys(config.rules ?? {})) {
      if (known.has(id)) continue;
      problems.push({ path: ['rules', id], message: `there is no rule "${id}"`, expected: 'an id that `paddle-verify rules list` prints, such as tag/is-pinned' });
    }
    const named = [...waiversOf(config).map((waiver) => waiver.rule), ...(config.notWaivable ?? [])];
    for (const id of named) {
      if (known.has(id) || rules.some((rule) => rule.code === id)) continue;
      problems.push({ path: ['waivers'], message: `there is no rule "${id}" to waive`, expected: 'the id or the code of a rule, such as tag/is-pinned or PV1001' });
    }
  }
  return problems;
}
