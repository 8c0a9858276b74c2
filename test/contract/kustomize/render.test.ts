import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goOracle } from '../go-oracle.ts';
import { askKustomize, renderHere, type Overlay, type Rendered } from './oracle.ts';
import { overlays } from './overlays.ts';

const oracle = goOracle('kustomize');
const RUNS = 2000;

interface Difference {
  readonly overlay: Overlay;
  readonly ours: Rendered;
  readonly theirs: Rendered;
}

describe.skipIf(!oracle.available)(`renders as kustomize does ${oracle.reason}`, () => {
  it('generated overlays', async () => {
    const drawn = fc.sample(overlays, { numRuns: RUNS, seed: 20261123 });
    const theirs = await askKustomize(oracle, drawn);
    const differences = drawn.flatMap((overlay, index): Difference[] => {
      const ours = renderHere(overlay);
      const answer = theirs[index]!;
      // What we say not to read is no disagreement; how much is compared is counted below.
      if (!ours.ok && ours.refused === true) return [];
      const same =
        ours.ok === answer.ok &&
        (!ours.ok || !answer.ok || JSON.stringify(ours.value) === JSON.stringify(answer.value));
      return same ? [] : [{ overlay, ours, theirs: answer }];
    });
    const compared = drawn.filter((overlay, index) => theirs[index]!.ok && renderHere(overlay).ok).length;
    expect(compared).toBeGreaterThan(RUNS / 3);
    expect(differences.slice(0, 3)).toEqual([]);
  });
});
