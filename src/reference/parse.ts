import { scanReference } from './grammar.ts';
import { diagnose } from './diagnose.ts';
import { notAnImage } from './not-image.ts';
import { patternInName, patternInTag } from './placeholder.ts';
import type { ParsedReference } from './types.ts';

/**
 * Longest text that is looked at, in UTF-16 units. The grammar sets no limit to the host; DNS does (253), and nothing
 * that can be pulled comes near this.
 */
const longestText = 4096;

const refuse = (code: string, message: string, at: number | null): ParsedReference => ({
  ok: false,
  problems: [{ code, message, at }],
});

/**
 * Reads an image reference after the grammar of github.com/distribution/reference, with two refusals of its own: templates
 * (`template`) and things that are known not to be images (`not-an-image`). The host is returned in lower case. Never
 * throws; takes time linear in the text.
 */
export function parseReference(text: string): ParsedReference {
  if (typeof (text as unknown) !== 'string') return refuse('not-text', 'a reference is text', null);
  if (text === '') return refuse('empty', 'the reference is empty', null);
  if (text.length > longestText) return refuse('too-long', `longer than ${longestText} characters`, null);
  const value = scanReference(text);
  if ('code' in value) return { ok: false, problems: [diagnose(text, value)] };
  const { tag } = value;
  if (tag !== null) {
    const pattern = patternInTag(tag);
    if (pattern >= 0) {
      return refuse(
        'template',
        'a version pattern stands where a version belongs',
        text.indexOf(':' + tag) + 1 + pattern,
      );
    }
  }
  const run = patternInName(text);
  if (run >= 0) return refuse('template', 'a run of x stands where a name belongs', run);
  const other = notAnImage(value);
  if (other !== null) return refuse('not-an-image', other, null);
  return { ok: true, value };
}
