import type { FrameworkUse } from '../../facts/inputs.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadSameVersion = defineCheck({
  id: 'workload/same-version',
  subject: 'inputs',
  needs: ['inputs.frameworks'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { uses, unknown } = facts['inputs.frameworks'];
    if (uses.length === 0 && unknown === 0) return notApplicable('no long-running workload runs Paddle');
    const groups = byFramework(uses);
    const [most, ...others] = groups;
    if (most === undefined || others.length === 0) return pass();
    const odd = others.flatMap(({ members }) => members);
    const [first, ...rest] = [...odd, ...most.members].map(({ place }) => place);
    // The version of most is only worth naming where there is a most.
    const even = most.members.length === others[0]?.members.length;
    return fail(even ? 'versions-even' : 'versions', {
      key: 'versions',
      at: first === undefined ? null : [first.line, first.column, first.path],
      related: rest.map(({ line, column, path }) => [line, column, path] as const),
      data: {
        versions: groups.map(({ framework }) => framework),
        most: most.framework,
        odd: odd.map(whereabouts),
        all: uses.map(whereabouts),
      },
    });
  },
});

interface Group {
  readonly framework: string;
  readonly members: readonly FrameworkUse[];
}

/** The version that most containers run comes first; between equals, the one that was read first. */
function byFramework(uses: readonly FrameworkUse[]): readonly Group[] {
  const groups = new Map<string, FrameworkUse[]>();
  for (const use of uses) groups.set(use.framework, [...(groups.get(use.framework) ?? []), use]);
  return [...groups]
    .map(([framework, members]) => ({ framework, members }))
    .sort((a, b) => b.members.length - a.members.length);
}

function whereabouts({ workload, container, framework, place }: FrameworkUse): string {
  const name = /[/ ]/.test(workload) && workload.endsWith(container) ? workload : `${workload} ${container}`;
  return `${name} ${framework} (${place.path}:${String(place.line)})`;
}
