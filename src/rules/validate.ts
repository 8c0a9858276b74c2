import type { AnyCheck } from '../checks/define.ts';
import { validate, type DataProblem } from '../schema/validate.ts';
import configSchema from '../../rules/schemas/config.schema.json' with { type: 'json' };
import ruleSchema from '../../rules/schemas/rule.schema.json' with { type: 'json' };
import type { Config } from './config.ts';
import type { RuleFile } from './rule.ts';

export type Validated<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly DataProblem[] };

/** A rule file as a plain value → a rule, or what is wrong with it. `path` is where it lies, without `.yaml`. */
export function validateRule(data: unknown, path: string, checks: ReadonlyMap<string, AnyCheck>): Validated<RuleFile> {
  const problems = validate(ruleSchema, data);
  if (problems.length > 0) return { ok: false, problems };
  // The schema has just said so.
  const rule = data as RuleFile;
  const more = [...unfilled(data, []), ...ruleProblems(rule, path), ...exampleProblems(rule, checks), ...checkProblems(rule, checks)];
  return more.length > 0 ? { ok: false, problems: more } : { ok: true, value: rule };
}

/** Places that `npm run new:rule` marked and nobody has filled: such a rule must not get into a release. */
function unfilled(value: unknown, path: readonly (string | number)[]): readonly DataProblem[] {
  if (typeof value === 'string' && value.includes('FILL:'))
    return [{ path, message: 'this place is still to be filled', expected: 'a text of your own instead of FILL' }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unfilled(inner, [...path, key]));
}

function ruleProblems(rule: RuleFile, path: string): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  if (!`/${path}`.endsWith(`/${rule.id}`)) {
    problems.push({ path: ['id'], message: `"${rule.id}" differs from where the file lies (${path})`, expected: 'an id that equals the path below the folder of rules' });
  }
  return problems;
}

/** Facts that are our own and always known: nothing can leave a rule unchecked that needs no others. */
const ALWAYS_KNOWN: readonly string[] = ['waiver.state', 'change.configuration', 'file.content'];

function exampleProblems(rule: RuleFile, checks: ReadonlyMap<string, AnyCheck>): readonly DataProblem[] {
  const problems: DataProblem[] = [];
  const check = checks.get(rule.check);
  const known = check?.needs.every((kind) => ALWAYS_KNOWN.includes(kind)) ?? false;
  const wantedAll = check?.subject === 'change' ? [] : known ? (['pass', 'fail'] as const) : (['pass', 'fail', 'notChecked'] as const);
  for (const wanted of wantedAll) {
    if (rule.examples.some((example) => example.expect === wanted)) continue;
    problems.push({ path: ['examples'], message: `no example expects ${wanted}`, expected: `at least one example with "expect: ${wanted}"` });
  }
  for (const [index, example] of rule.examples.entries()) {
    if (example.message === undefined || example.message in rule.messages) continue;
    problems.push({ path: ['examples', index, 'message'], message: `"${example.message}" is no message of this rule`, expected: `one of ${Object.keys(rule.messages).join(', ')}` });
  }
  return problems;
}

function checkProblems(rule: RuleFile, checks: ReadonlyMap<string, AnyCheck>): readonly DataProblem[] {
  const check = checks.get(rule.check);
  if (check === undefined) {
    return [{ path: ['check'], message: `there is no check "${rule.check}"`, expected: 'the id of a check that `paddle-verify rules list --checks` prints' }];
  }
  return validate(check.options, rule.options ?? {}).map((problem) => ({ ...problem, path: ['options', ...problem.path] }));
}

export function validateConfig(data: unknown): Validated<Config> {
  const problems = validate(configSchema, data ?? {});
  // The schema has just said so.
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: (data ?? {}) };
}
