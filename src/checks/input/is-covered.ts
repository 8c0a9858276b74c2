import type { InputKind } from '../../facts/inputs.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

/** Kinds that are there to name images; a manifest may well hold a ConfigMap and no more. */
const NAME_IMAGES: readonly InputKind[] = ['dockerfile', 'compose'];

/** A part that was recognised and left unread is unavailable evidence, so the engine answers for it. */
export const inputIsCovered = defineCheck({
  id: 'input/is-covered',
  subject: 'file',
  needs: ['file.content', 'file.coverage'],
  options: NO_OPTIONS,
  judge({ subject, facts }) {
    const { kind, problems } = facts['file.content'];
    if (problems.length > 0) return notApplicable('input/is-readable speaks of it');
    const { subjects, judgedIn } = facts['file.coverage'];
    if (judgedIn !== undefined) return notApplicable('it is judged where another file draws it in');
    return subjects === 0 && NAME_IMAGES.includes(kind)
      ? fail('nothing-to-judge', { data: { file: subject.name, kind } })
      : pass();
  },
});
