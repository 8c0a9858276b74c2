import type { RuleCore, RuleExample } from '../../rules/rule.ts';
import { runExample } from './rule-examples.ts';
import type { PlacedRule } from '../policy/team-files.ts';
import { placeOf, type FileProblem } from '../policy/yaml-file.ts';

/** The examples of a team's rules are their tests: every one that comes out otherwise than it says. */
export async function exampleProblems(
  team: readonly PlacedRule[],
  all: readonly RuleCore[],
  at: number,
): Promise<readonly FileProblem[]> {
  const problems: FileProblem[] = [];
  for (const rule of team)
    for (const [index, example] of rule.file.examples.entries()) {
      const wrong = await differenceOf(rule.core.id, example, all, at);
      if (wrong === null) continue;
      problems.push({
        path: rule.path,
        ...placeOf(rule.root, ['examples', index, 'expect']),
        message: `examples.${String(index)} (${example.name}): ${wrong}`,
        expected: `${example.expect}, as it says itself`,
        example: '',
      });
    }
  return problems;
}

async function differenceOf(
  id: string,
  example: RuleExample,
  all: readonly RuleCore[],
  at: number,
): Promise<string | null> {
  const { run, outcome, messages } = await runExample(id, example, all, at);
  if (outcome !== example.expect) {
    if (outcome === 'none') return 'the rule meets nothing in these files that it judges';
    const cause = run.tally.errors.find(({ rule }) => rule === id)?.cause.split('\n', 1)[0];
    return `the rule says ${outcome}${cause === undefined ? '' : `: ${cause}`}`;
  }
  if (example.message === undefined || messages.includes(example.message)) return null;
  return `it fails with ${messages.join(', ')}, not with ${example.message}`;
}
