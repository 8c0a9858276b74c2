import { waiversOf, type WaiverEntry } from '../../rules/config.ts';
import type { RuleCore } from '../../rules/rule.ts';
import type { ChainLink } from './policy-chain.ts';
import { waiverPath } from './policy-problems.ts';
import { placeOf, type FileProblem } from './yaml-file.ts';

const EXAMPLE = 'until: "2026-12-31"';

/** Waivers that waive nothing: past their last day, a day that no calendar has, refused, or written twice. */
export function waiverProblems(
  links: readonly ChainLink[],
  rules: readonly RuleCore[],
  at: number,
): readonly FileProblem[] {
  const fixed = new Set(
    links.flatMap(({ config }) => [...(config.notWaivable ?? [])]).flatMap((name) => bothNames(name, rules)),
  );
  return links
    .filter(({ shipped }) => !shipped)
    .flatMap((link) =>
      waiversOf(link.config).flatMap((waiver, index, all) => {
        const base = [...waiverPath(link.config), index];
        const placeAt = (key: string): Pick<FileProblem, 'path' | 'line' | 'column'> => ({
          path: link.from,
          ...placeOf(link.root, [...base, key]),
        });
        const name = `${base.join('.')} (${waiver.rule})`;
        return [
          ...dateProblem(waiver, name, placeAt('until'), at),
          ...(fixed.has(waiver.rule)
            ? [
                {
                  ...placeAt('rule'),
                  message: `${name}: the policy says that this rule cannot be waived`,
                  expected: 'no waiver of a rule that `notWaivable` names',
                  example: '',
                },
              ]
            : []),
          ...(all.findIndex((other) => sameTarget(other, waiver)) < index
            ? [
                {
                  ...placeAt('rule'),
                  message: `${name}: the same rule and subject are waived above`,
                  expected: 'one waiver for each rule and subject',
                  example: '',
                },
              ]
            : []),
        ];
      }),
    );
}

function sameTarget(a: WaiverEntry, b: WaiverEntry): boolean {
  return a.rule === b.rule && a.subject === b.subject;
}

function bothNames(name: string, rules: readonly RuleCore[]): readonly string[] {
  const rule = rules.find(({ id, code }) => id === name || code === name);
  return rule === undefined ? [name] : [rule.id, rule.code];
}

/** A waiver holds to the end of its last day, UTC. */
function dateProblem(
  { until }: WaiverEntry,
  name: string,
  place: Pick<FileProblem, 'path' | 'line' | 'column'>,
  at: number,
): readonly FileProblem[] {
  const end = Date.parse(`${until}T23:59:59.999Z`);
  const real = !Number.isNaN(end) && new Date(end).toISOString().startsWith(until);
  if (!real)
    return [
      { ...place, message: `${name}: no calendar has the day ${until}`, expected: 'a day', example: EXAMPLE },
    ];
  if (end >= at) return [];
  return [
    {
      ...place,
      message: `${name}: expired on ${until}, it takes nothing away`,
      expected: 'a day to come, agreed on with its owner, or no waiver',
      example: EXAMPLE,
    },
  ];
}
