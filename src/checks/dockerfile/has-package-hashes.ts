import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { atPlace, shippedPip } from './shipped.ts';

export const hasPackageHashes = defineCheck({
  id: 'dockerfile/has-package-hashes',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.packages'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const bare = shippedPip(facts['dockerfile.stages'], facts['dockerfile.packages'])
      .filter(({ requireHashes }) => !requireHashes)
      .flatMap(({ requirements }) => requirements)
      // An unpinned package cannot have a hash: dockerfile/pins-python-packages speaks of it. A path is no download.
      .filter(({ pinned, hashes, url }) => hashes === 0 && (url === null ? pinned : url.includes('://')));
    const [first, ...others] = bare;
    if (first === undefined) return pass();
    return fail('no-hash', {
      data: { packages: [...new Set(bare.map(({ name }) => name))], first: first.written },
      at: atPlace(first.place),
      related: others.map(({ place }) => atPlace(place)),
    });
  },
});
