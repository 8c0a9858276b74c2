import { checks } from '../../checks/index.ts';
import { waiversOf, type Config, type RuleSetting } from '../../rules/config.ts';
import type { RuleCore } from '../../rules/rule.ts';
import { validate } from '../../schema/validate.ts';
import { nearestNames } from '../call/did-you-mean.ts';
import type { ChainLink } from './policy-chain.ts';
import { rightConfig } from './right-examples.ts';
import { placeOf, problemAt, type FileProblem } from './yaml-file.ts';

/** What the files of a policy chain say of rules that do not exist, and options that a rule's check does not take. */
export function policyProblems(
  links: readonly ChainLink[],
  rules: readonly RuleCore[],
): readonly FileProblem[] {
  return links
    .filter(({ shipped }) => !shipped)
    .flatMap((link) => [...ruleProblems(link, rules), ...namedProblems(link, rules)]);
}

function ruleProblems(link: ChainLink, rules: readonly RuleCore[]): readonly FileProblem[] {
  const families = new Set(rules.map(({ id }) => `${familyOf(id)}/*`));
  return Object.entries(link.config.rules ?? {}).flatMap(([id, setting]) => {
    const rule = rules.find((known) => known.id === id);
    if (rule !== undefined) return optionProblems(link, rule, setting);
    if (!families.has(id)) return [unknownRule(link, ['rules', id], id, rules)];
    return optionsOf(setting) === undefined
      ? []
      : [
          {
            path: link.from,
            ...placeOf(link.root, ['rules', id, 'options']),
            message: `rules.${id}: options are a matter of one rule, not of a family`,
            expected: 'options under the id of a rule',
            example: 'tag/registry-is-allowed: { options: { allowed: [harbor.bank.example] } }',
          },
        ];
  });
}

function optionProblems(link: ChainLink, rule: RuleCore, setting: RuleSetting): readonly FileProblem[] {
  const changed = optionsOf(setting);
  const schema = checks.get(rule.check)?.options;
  if (changed === undefined || schema === undefined) return [];
  const example = `${rule.id}: { options: ${JSON.stringify(rule.options)} }`;
  return validate(schema, { ...rule.options, ...changed }).map((problem) =>
    problemAt(
      link.from,
      link.root,
      { ...problem, path: ['rules', rule.id, 'options', ...problem.path] },
      example,
    ),
  );
}

function optionsOf(setting: RuleSetting): Readonly<Record<string, unknown>> | undefined {
  return typeof setting === 'string' ? undefined : setting.options;
}

/** Rules that waivers and `notWaivable` name. */
function namedProblems(link: ChainLink, rules: readonly RuleCore[]): readonly FileProblem[] {
  const named = [
    ...waiversOf(link.config).map(({ rule }, index) => ({
      name: rule,
      path: [...waiverPath(link.config), index, 'rule'],
    })),
    ...(link.config.notWaivable ?? []).map((name, index) => ({ name, path: ['notWaivable', index] })),
  ];
  return named
    .filter(({ name }) => !rules.some(({ id, code }) => id === name || code === name))
    .map(({ name, path }) => unknownRule(link, path, name, rules));
}

/** Waivers stand in a list, or under `list` beside `inline`. */
export function waiverPath(config: Config): readonly string[] {
  return config.waivers !== undefined && !('length' in config.waivers) ? ['waivers', 'list'] : ['waivers'];
}

function unknownRule(
  link: ChainLink,
  path: readonly (string | number)[],
  name: string,
  rules: readonly RuleCore[],
): FileProblem {
  const near = nearestNames(
    name,
    rules.flatMap(({ id, code }) => [id, code]),
  );
  return {
    path: link.from,
    ...placeOf(link.root, path),
    message: `${path.filter((step) => step !== name).join('.')}: there is no rule "${name}"`,
    expected:
      near.length > 0 ? `perhaps ${near.join(' or ')}` : 'the id or code of a rule that `rules list` prints',
    example: rightConfig(path),
  };
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
