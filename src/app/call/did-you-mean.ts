import { distance } from '../../schema/distance.ts';

/** The known names that come nearest to a misspelt one, best first; none when nothing is near. */
export function nearestNames(name: string, known: readonly string[], most = 3): readonly string[] {
  // Names that are longer than any of ours cannot be near, and the distance takes time by the product of the lengths.
  if (name.length > 100) return [];
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, far: farness(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, far }) =>
        far < Math.min(wanted.length, 2 + Math.floor(Math.min(candidate.length, 15) / 4)),
    )
    .sort((a, b) => a.far - b.far || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** The part after the slash alone counts too: `is-pined` means tag/is-pinned. */
function farness(wanted: string, known: string): number {
  const whole = distance(wanted, known);
  const slash = known.indexOf('/');
  if (slash < 0 || wanted.includes('/')) return whole;
  return Math.min(whole, distance(wanted, known.slice(slash + 1)) + 0.5);
}

/** A line for an error's details, or none. */
export function didYouMean(name: string, known: readonly string[]): readonly string[] {
  const near = nearestNames(name, known);
  return near.length === 0 ? [] : [`did you mean ${near.join(', or ')}?`];
}
