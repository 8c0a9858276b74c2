import type { RuleSetting } from '../../rules/config.ts';
import type { RuleCore } from '../../rules/rule.ts';
import type { ChainLink } from '../policy/policy-chain.ts';
import { placeOf } from '../policy/yaml-file.ts';

/** Where what a policy says of a rule was written. */
export interface Origins {
  /** `shipped`, `policy production`, or `paddle-verify.yaml:4:3`. */
  readonly severity: string;
  /** The last place that switched the rule on or off, or null: its level decides. */
  readonly selection: string | null;
  readonly options: string;
}

const RULE_ITSELF = 'shipped';

/** Follows the chain as the policy does: a later file wins, and within a file the rule's own line over its family's. */
export function originsOf(rule: RuleCore, links: readonly ChainLink[], teamRule: string | null): Origins {
  const shipped = teamRule ?? RULE_ITSELF;
  let origins: Origins = { severity: shipped, selection: null, options: shipped };
  for (const link of links) {
    for (const key of [`${rule.id.slice(0, rule.id.indexOf('/'))}/*`, rule.id]) {
      const setting = link.config.rules?.[key];
      if (setting !== undefined) origins = after(origins, setting, placeText(link, key));
    }
  }
  return origins;
}

function after(origins: Origins, setting: RuleSetting, place: string): Origins {
  if (setting === 'off') return { ...origins, selection: place };
  if (typeof setting === 'string') return { ...origins, selection: place, severity: place };
  return {
    selection: place,
    severity: setting.severity === undefined ? origins.severity : place,
    options: setting.options === undefined ? origins.options : place,
  };
}

function placeText({ from, shipped, root }: ChainLink, key: string): string {
  if (shipped) return `policy ${from}`;
  const { line, column } = placeOf(root, ['rules', key]);
  return `${from}:${String(line)}:${String(column)}`;
}
