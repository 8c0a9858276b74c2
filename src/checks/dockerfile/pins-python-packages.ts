import type { PipRequirement } from '../../facts/dockerfile.ts';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { atPlace, shippedPip } from './shipped.ts';

export const pinsPythonPackages = defineCheck({
  id: 'dockerfile/pins-python-packages',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.packages'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const found = shippedPip(facts['dockerfile.stages'], facts['dockerfile.packages'])
      .flatMap(({ requirements }) => requirements)
      .filter((requirement) => !isFixed(requirement));
    const [first, ...others] = found;
    if (first === undefined) return pass();
    const names = [...new Set(found.map(({ name }) => name))];
    return fail('unpinned', {
      data: { packages: names, example: `${first.name}==<version>` },
      at: atPlace(first.place),
      related: others.map(({ place }) => atPlace(place)),
    });
  },
});

/** One version, one file, the project itself, or a git commit. */
function isFixed({ pinned, url }: PipRequirement): boolean {
  if (pinned) return true;
  if (url === null) return false;
  return /^(?:git|hg|svn|bzr)\+/.test(url) ? /@[0-9a-f]{40}(?:#|$)/.test(url) : true;
}
