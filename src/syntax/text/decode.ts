import { looksLikeGbk } from './gbk.ts';
import { firstInvalidUtf8 } from './utf8.ts';

/** Larger files are refused: no manifest, Dockerfile or lock file comes near. */
export const MAX_TEXT_BYTES = 64 * 1024 * 1024;

/**
 * `utf-16le` and `utf-16be` only with a byte order mark. YAML readers take them; a reader of Dockerfiles, shell scripts
 * or makefiles must refuse them, since docker, sh and make do not read them.
 */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

export interface TextProblem {
  readonly code: 'invalid-encoding' | 'nul-character' | 'too-large';
  readonly message: string;
  /** What was expected, with the command that makes it so where there is one. */
  readonly expected: string;
  /** From 1; columns in UTF-16 units, without the byte order mark. */
  readonly line: number;
  readonly column: number;
}

export type DecodedText =
  | { readonly ok: true; readonly text: string; readonly encoding: TextEncoding; readonly bom: boolean }
  | {
      readonly ok: false;
      readonly problem: TextProblem;
      /**
       * What can be read in spite of the problem, with U+FFFD for what cannot, so that the rest is not dropped in
       * silence; null where nothing sensible is left. It is never enough for a pass.
       */
      readonly text: string | null;
    };

/** In a text, NULs are strays; from this share on the bytes are something else. */
const BINARY_NUL_SHARE = 0.05;
const SAMPLE_BYTES = 4096;

/** Bytes of a file as text. The byte order mark is taken off. Never throws. */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length > MAX_TEXT_BYTES) return tooLarge(bytes.length);
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return decodeUtf16(bytes, utf16);
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const body = bom ? bytes.subarray(3) : bytes;
  const nul = body.indexOf(0);
  if (nul >= 0) return withNul(body, nul);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
    return { ok: true, text, encoding: 'utf-8', bom };
  } catch {
    return invalidUtf8(body);
  }
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const body = bytes.subarray(2);
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(body);
  const nul = text.indexOf('\0');
  if (nul >= 0) return { ok: false, problem: nulProblem(text.slice(0, nul)), text: null };
  const bad = firstReplaced(text);
  if (bad < 0) return { ok: true, text, encoding, bom: true };
  const problem = {
    code: 'invalid-encoding' as const,
    message: `The byte order mark says ${encoding.toUpperCase()}, and the bytes here are not`,
    expected: 'UTF-8',
    ...placeAfter(text.slice(0, bad)),
  };
  return { ok: false, problem, text };
}

/** The decoder puts U+FFFD in the place of half a character; a text that holds one itself is as suspect. */
function firstReplaced(text: string): number {
  return text.indexOf('\ufffd');
}

function withNul(body: Uint8Array, first: number): DecodedText {
  const sample = body.subarray(0, SAMPLE_BYTES);
  const share = sample.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0) / sample.length;
  const problem = nulProblem(lossy(body.subarray(0, first)));
  return { ok: false, problem, text: share > BINARY_NUL_SHARE ? null : lossy(body) };
}

function nulProblem(before: string): TextProblem {
  return {
    code: 'nul-character',
    message: 'A NUL character: this is no text, or UTF-16 without a byte order mark',
    expected: 'UTF-8 without NUL characters, as from: iconv -f UTF-16 -t UTF-8 FILE',
    ...placeAfter(before),
  };
}

function invalidUtf8(body: Uint8Array): DecodedText {
  const offset = firstInvalidUtf8(body);
  const gbk = looksLikeGbk(lineAround(body, offset));
  const byte = (body[offset] ?? 0).toString(16).toUpperCase();
  const problem = {
    code: 'invalid-encoding' as const,
    message: `The byte 0x${byte} is not UTF-8${gbk ? ' (this looks like GBK)' : ''}`,
    expected: gbk ? 'UTF-8, as from: iconv -f GBK -t UTF-8 FILE' : 'UTF-8',
    ...placeAfter(lossy(body.subarray(0, offset))),
  };
  return { ok: false, problem, text: lossy(body) };
}

function lineAround(bytes: Uint8Array, offset: number): Uint8Array {
  const start = offset === 0 ? 0 : bytes.lastIndexOf(10, offset - 1) + 1;
  const end = bytes.indexOf(10, offset);
  return bytes.subarray(start, Math.min(end < 0 ? bytes.length : end, start + SAMPLE_BYTES));
}

function lossy(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function placeAfter(before: string): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = before.indexOf('\n'); at >= 0; at = before.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return { line, column: before.length - lineStart + 1 };
}

function tooLarge(size: number): DecodedText {
  const problem = {
    code: 'too-large' as const,
    message: `${size} bytes are more than ${MAX_TEXT_BYTES} (64 MiB)`,
    expected: 'a file of at most 64 MiB; split it at its --- lines',
    line: 1,
    column: 1,
  };
  return { ok: false, problem, text: null };
}
