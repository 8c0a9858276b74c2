import type { FrameworkUse, ImageCensusEntry } from '../../facts/inputs.ts';
import { fail, notApplicable, pass, type Fail } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadBaseMatchesNeighbours = defineCheck({
  id: 'workload/base-matches-neighbours',
  subject: 'inputs',
  needs: ['inputs.inventory', 'inputs.frameworks'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { uses, unknown } = facts['inputs.frameworks'];
    const bases = facts['inputs.inventory'].images.filter(isPaddleBase);
    if (bases.length === 0 || (uses.length === 0 && unknown === 0))
      return notApplicable('no Dockerfile on Paddle beside workloads that run it');
    if (new Set(uses.map(({ framework }) => framework)).size > 1)
      return notApplicable('workload/same-version speaks of it');
    const [first, ...others] = bases.filter((base) => isUnlike(base, uses));
    return first === undefined ? pass() : failAt(first, others, uses);
  },
});

function failAt(
  { place: { line, column, path }, reference, tag }: ImageCensusEntry,
  others: readonly ImageCensusEntry[],
  uses: readonly FrameworkUse[],
): Fail {
  const neighbours = uses.filter(({ builtBy }) => builtBy !== path);
  const [neighbour] = neighbours;
  return fail('unlike', {
    at: [line, column, path],
    related: others.map(({ place }) => [place.line, place.column, place.path] as const),
    data: {
      base: reference.original,
      path,
      runs: described(tag),
      neighbours: neighbours.map(whereabouts),
      theirs: neighbour === undefined ? '' : described(neighbour),
    },
  });
}

const isPaddleBase = ({ role, make, tag }: ImageCensusEntry): boolean =>
  role === 'base' && make === 'paddle' && tag !== null && tag.framework !== null;

/** Workloads that do not run what this Dockerfile builds: those are judged with their own neighbours. */
const neighboursOf = ({ place }: ImageCensusEntry, uses: readonly FrameworkUse[]): readonly FrameworkUse[] =>
  uses.filter(({ builtBy }) => builtBy !== place.path);

/** Another version than all of them, or another CUDA than any of those that have one. */
function isUnlike(base: ImageCensusEntry, uses: readonly FrameworkUse[]): boolean {
  const neighbours = neighboursOf(base, uses);
  if (neighbours.length === 0) return false;
  if (neighbours.every(({ framework }) => framework !== base.tag?.framework)) return true;
  const cudas = neighbours.map(({ cuda }) => cuda).filter((cuda) => cuda !== null);
  const own = base.tag?.cuda ?? null;
  return own !== null && cudas.length > 0 && !cudas.includes(own);
}

function described(
  what: (Pick<FrameworkUse, 'cuda'> & { readonly framework: string | null }) | null,
): string {
  const framework = what?.framework ?? '';
  return what === null || what.cuda === null ? framework : `${framework} (CUDA ${what.cuda})`;
}

const whereabouts = ({ workload, image, place }: FrameworkUse): string =>
  `${workload} ${image} (${place.path}:${String(place.line)})`;
