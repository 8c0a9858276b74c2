import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const inputIsReadable = defineCheck({
  id: 'input/is-readable',
  subject: 'file',
  needs: ['file.content'],
  options: NO_OPTIONS,
  judge({ subject, facts }) {
    const { problems } = facts['file.content'];
    const [first, ...others] = problems;
    if (first === undefined) return pass();
    const { code, message, expected, place } = first;
    const data = { file: subject.name, code, problem: message, expected, more: others.length };
    return fail(others.length === 0 ? 'problem' : 'problems', {
      key: code,
      at: place === null ? null : [place.line, place.column, place.path],
      related: others.flatMap(({ place: other }) =>
        other === null ? [] : [[other.line, other.column, other.path] as const],
      ),
      data,
    });
  },
});
