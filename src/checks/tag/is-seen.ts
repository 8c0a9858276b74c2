import type { ImagePublication } from '../../facts/image.ts';
import type { MessageData } from '../../findings/outcome.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { nameOf } from './spelling.ts';

/** As many published tags as a person reads before choosing. */
const OFFERED = 3;

export const tagIsSeen = defineCheck({
  id: 'tag/is-seen',
  subject: 'image',
  needs: [
    'image.reference',
    'image.pinning',
    'image.use',
    'image.tag',
    'image.publication',
    'image.registry',
  ],
  options: NO_OPTIONS,
  judge({ facts }) {
    if (facts['image.pinning'].moves) return notApplicable('tag/is-pinned speaks of it');
    const publication = facts['image.publication'];
    if (publication.seen !== 'contradicted') return pass();
    if (facts['image.registry'].caseError !== null) return notApplicable('tag/has-right-case speaks of it');
    const { reference } = facts['image.reference'];
    const nearest = publication.nearest.slice(0, OFFERED);
    const data = {
      image: reference.original,
      name: nameOf(reference),
      tag: reference.tag ?? '',
      version: facts['image.tag'].version ?? '',
      nearest,
      best: nearest[0] ?? '',
    };
    if (nearest.length === 0) return fail('nothing-like-it', { data });
    return failWithReason(publication, data);
  },
});

/** The reason why somebody expects the tag is worth more than the bare fact that it is not on the list. */
function failWithReason({ reason, caution }: ImagePublication, data: MessageData): ReturnType<typeof fail> {
  const key = 'contradicted';
  switch (reason?.code) {
    case 'unsuffixed-wheel':
    case 'suffixed-wheel':
      return fail(reason.code, {
        key,
        data: { ...data, cuda: reason.cuda ?? '', framework: reason.version ?? '' },
      });
    case 'cpu-is-bare':
    case 'gpu-is-missing':
    case 'stuck-punctuation':
      return fail(reason.code, { key, data });
    case 'wrong-case':
    case undefined:
      if (caution === null) return fail('not-published', { key, data });
      return failWithCaution(caution, data);
  }
}

/** Somebody tried and wrote it down, or the tag stands only where nothing of the project does. */
function failWithCaution(caution: string, data: MessageData): ReturnType<typeof fail> {
  const source = /https:\/\/[\w./-]+/.exec(caution)?.[0];
  const key = 'contradicted';
  return source === undefined
    ? fail('caution', { key, data: { ...data, caution } })
    : fail('reported-absent', { key, data: { ...data, source } });
}
