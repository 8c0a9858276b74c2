import type { Scanner } from './scanner.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', e: '\x1b', E: '\x1b',
  '\\': '\\', "'": "'", '"': '"', '?': '?',
}; // prettier-ignore
const ANSI_RUN = /[^'\\]+/y;
const CODE = /x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}/y;
const MAX_CODE_POINT = 0x10ffff;

/** `'…'` with the cursor on the quote. */
export function readSingleQuoted(s: Scanner): string {
  const start = s.pos;
  const close = s.text.indexOf("'", start + 1);
  if (close < 0 || close >= s.end) {
    s.stop('unclosed', 'a single quote is never closed', start);
    return '';
  }
  s.pos = close + 1;
  return s.text.slice(start + 1, close);
}

/** `$'…'` of bash, with the cursor behind the quote. */
export function readAnsiQuoted(s: Scanner): string {
  const start = s.pos;
  let out = '';
  for (;;) {
    const c = s.char;
    if (c === '') {
      s.stop('unclosed', "the quote $'…' is never closed", start);
      return out;
    }
    if (c === "'") {
      s.pos++;
      return out;
    }
    if (c === '\\') {
      s.pos++;
      out += readEscape(s);
      continue;
    }
    const run = s.match(ANSI_RUN) ?? c;
    out += run;
    s.pos += run.length;
  }
}

function readEscape(s: Scanner): string {
  const code = s.match(CODE);
  if (code !== null && code !== '') {
    s.pos += code.length;
    const hexadecimal = /^[xuU]/.test(code);
    const point = parseInt(hexadecimal ? code.slice(1) : code, hexadecimal ? 16 : 8);
    return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : '\ufffd';
  }
  const c = s.char;
  s.pos++;
  return SIMPLE[c] ?? `\\${c}`;
}
