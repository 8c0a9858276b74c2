import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import type { Reference } from '../../reference/types.ts';
import { partialVersions } from './partial-versions.ts';
import { nameOf } from './spelling.ts';

export const tagIsPinned = defineCheck({
  id: 'tag/is-pinned',
  subject: 'image',
  needs: ['image.reference', 'image.pinning', 'image.use'],
  options: partialVersions,
  judge({ facts, options }) {
    const { moves, mayMove, form, why } = facts['image.pinning'];
    // How a project outside Paddle publishes patches is its own affair: no finding here, and no pass either.
    if (mayMove && options.partialVersions === 'leave')
      return notApplicable('a version of fewer than three parts: the policy production speaks of it');
    if (!moves && !mayMove) return pass();
    const { reference, resolvedFrom } = facts['image.reference'];
    const example = exampleOf(reference, facts['image.use'].make === 'paddle');
    const data = {
      image: reference.original,
      example,
      name: nameOf(reference),
      tag: reference.tag ?? '',
      why,
    };
    if (mayMove) return fail('partial', { data });
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
