import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { nameOf } from './spelling.ts';

/** `3.0.0b1`, `2.0.0rc0`, `2.0.0a0`, `1.0.dev3` after PEP 440, and the words that old tags spell out. */
const PRE_RELEASE = /[0-9](?:a|b|rc|\.?dev)[0-9]*(?:$|[^a-z0-9])/;
const PRE_RELEASE_WORDS: readonly string[] = ['alpha', 'beta', 'rc', 'preview'];

export const tagIsFinalRelease = defineCheck({
  id: 'tag/is-final-release',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use', 'image.tag'],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['image.pinning'].moves) return notApplicable('tag/is-pinned speaks of it');
    const { version, framework, flavours, seen } = facts['image.tag'];
    const versions = [version, framework].filter((text) => text !== null);
    const early = versions.find((text) => PRE_RELEASE.test(text));
    const word = flavours.find((flavour) => PRE_RELEASE_WORDS.includes(flavour));
    if (early === undefined && word === undefined) return pass();
    if (seen === 'contradicted') return notApplicable('tag/is-seen speaks of it');
    const { reference } = facts['image.reference'];
    const what = early ?? word ?? '';
    return fail('pre-release', {
      data: {
        image: reference.original,
        name: nameOf(reference),
        what,
        final: what.replace(/(?:a|b|rc|\.?dev)[0-9]*$/, ''),
      },
    });
  },
});
