import matrix from '../../../rules/matrices/forward-compatibility.json' with { type: 'json' };

export interface CompatBranches {
  readonly branches: readonly number[];
  readonly source: string;
}

const BRANCH_TERM = /(?:^|,)driver>=(\d{3,4}),driver<(\d{3,4})(?=,|$)/;

/**
 * Host branches on which a cuda-compat package works: from the image's own requirement string, which lists them, else from
 * what was read of the package. A list and no interval. Null where neither is known.
 */
export function compatBranches(cuda: string, requirements: readonly string[]): CompatBranches | null {
  const named = requirements.flatMap((requirement) => requirement.split(' ')).flatMap(branchOf);
  if (named.length > 0)
    return {
      branches: [...new Set(named)],
      source: "the driver branches that the image's NVIDIA_REQUIRE_* lists",
    };
  const row = matrix.branches.find((entry) => entry.cuda === cuda);
  return row === undefined ? null : { branches: row.branches, source: row.source };
}

function branchOf(term: string): readonly number[] {
  const [, from, to] = term.length > 200 ? [] : (BRANCH_TERM.exec(term) ?? []);
  return from !== undefined && Number(to) === Number(from) + 1 ? [Number(from)] : [];
}
