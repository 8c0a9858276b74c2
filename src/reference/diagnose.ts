import { scanReference, type Failure, type FailureCode } from './grammar.ts';
import { notAnImageText } from './not-image.ts';
import { templateMark } from './placeholder.ts';
import type { Problem } from './types.ts';

/* A colon at the end is an empty tag, not punctuation: something that should have been filled in was empty. */
const stuckEnd = new Set(')]}>,;!?"\'`*|。，、；：！？）】》」』”’·&\\');
const stuckStart = new Set('([{<"\'`*（【《「『“‘');
const pairs: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
  ['}', '{'],
  ['>', '<'],
]);

/** Index at which a closing HTML tag (`</td>`, `<br/>`) at the very end begins, or -1. */
function markupAtEnd(text: string): number {
  if (!text.endsWith('>')) return -1;
  const open = text.lastIndexOf('<');
  return open > 0 && /^<(?:\/[a-z][a-z0-9]{0,10}|br ?\/?)>$/i.test(text.slice(open)) ? open : -1;
}

const isBlank = (character: string): boolean => character.trim() === '';

/** Whether the last character only sticks to the text; a bracket that was opened within it does not. */
function sticksAtEnd(text: string): boolean {
  const last = text.slice(-1);
  if (!stuckEnd.has(last) && !isBlank(last)) return false;
  const opener = pairs.get(last);
  return opener === undefined || text.lastIndexOf(opener) <= 0;
}

/** No more than this sticks to one reference; the bound keeps the peeling linear. */
const mostStuck = 16;

/** The text without what a sentence or a table left on it, and where that begins. */
function peel(text: string): { core: string; at: number } | null {
  let core = text;
  for (let count = 0; count < mostStuck && core !== ''; count += 1) {
    const markup = markupAtEnd(core);
    if (markup >= 0) core = core.slice(0, markup);
    else if (sticksAtEnd(core)) core = core.slice(0, -1);
    else break;
  }
  const end = core.length;
  for (let count = 0; count < mostStuck && core !== ''; count += 1) {
    if (!stuckStart.has(core.charAt(0)) && !isBlank(core.charAt(0))) break;
    core = core.slice(1);
  }
  return core === text ? null : { core, at: end < text.length ? end : 0 };
}

function stuck(text: string): Problem | null {
  const peeled = peel(text);
  if (peeled === null || peeled.core === '' || 'code' in scanReference(peeled.core)) return null;
  return {
    code: 'stuck-punctuation',
    message: `punctuation or markup sticks to the reference; without it: ${peeled.core}`,
    at: peeled.at,
  };
}

function upperCase(text: string): Problem | null {
  const separator = text.lastIndexOf('/') + 1;
  const tagAt = text.slice(separator).search(/[:@]/);
  const nameEnd = tagAt < 0 ? text.length : separator + tagAt;
  const lower = text.slice(0, nameEnd).toLowerCase() + text.slice(nameEnd);
  if (lower === text || 'code' in scanReference(lower)) return null;
  const from = /^[^/]*[.:][^/]*\//.test(text) ? text.indexOf('/') : 0;
  const offset = text.slice(from).search(/[A-Z]/);
  return {
    code: 'upper-case',
    message: `repository names are lower case: ${lower}`,
    at: from + Math.max(offset, 0),
  };
}

const messages: Readonly<Record<FailureCode, string>> = {
  identifier: '64 hexadecimal digits are an image id, not a name',
  'invalid-host': 'the part before the first slash is neither a host nor a path component',
  'invalid-name': 'a repository name is made of lower-case letters and digits, joined by . _ __ - and /',
  'invalid-tag': 'a tag has 1 to 128 letters, digits, _ . and -, and begins with neither . nor -',
  'invalid-digest': 'a digest is sha256:, sha384: or sha512: and 64, 96 or 128 lower-case hexadecimal digits',
  'name-too-long': 'a repository name has at most 255 characters',
};

/** Says why a text that left the grammar is no reference, in the words that help its writer most. */
export function diagnose(text: string, failure: Failure): Problem {
  const other = notAnImageText(text);
  if (other !== null) return { code: 'not-an-image', message: other, at: null };
  const sticking = stuck(text);
  if (sticking !== null) return sticking;
  const mark = templateMark(text);
  if (mark >= 0)
    return {
      code: 'template',
      message: 'a placeholder stands where text belongs; it must be filled in first',
      at: mark,
    };
  if (/^[A-Z][A-Z0-9]*_[A-Z0-9_]*\//.test(text))
    return { code: 'template', message: 'the first part is a placeholder', at: 0 };
  return upperCase(text) ?? { code: failure.code, message: messages[failure.code], at: failure.at };
}
