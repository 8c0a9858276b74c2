import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import type { Reference } from '../../reference/types.ts';
import { nameOf } from './spelling.ts';

export const tagIsPinned = defineCheck({
  id: 'tag/is-pinned',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { moves, mayMove, form, why } = facts['image.pinning'];
    // How a project outside Paddle publishes patches is its own affair: no finding here, and no pass either.
    if (mayMove) return notApplicable(`${why}: tag/has-digest (policy production) speaks of it`);
    if (!moves) return pass();
    const { reference, resolvedFrom } = facts['image.reference'];
    const example = exampleOf(reference, facts['image.use'].make === 'paddle');
    const data = {
      image: reference.original,
      example,
      name: nameOf(reference),
      tag: reference.tag ?? '',
      why,
    };
    if (form === 'none') return fail('no-tag', { data });
    return resolvedFrom.length === 0
      ? fail('floating', { data })
      : fail('floating-substituted', { data: { ...data, from: resolvedFrom } });
  },
});

/** A name that would do instead: for the framework's own repository a release that was published, else the form alone. */
function exampleOf(reference: Reference, published: boolean): string {
  const name = nameOf(reference);
  if (!published || !reference.repository.endsWith('/paddle')) return `${name}:X.Y.Z`;
  const tag = reference.tag ?? '';
  return tag.includes('gpu') || tag.includes('cuda')
    ? `${name}:2.6.2-gpu-cuda11.7-cudnn8.4-trt8.4`
    : `${name}:2.6.2`;
}
