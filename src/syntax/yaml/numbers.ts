import { DASH, DOT, isDigit, PLUS, ZERO } from './chars.ts';

const MAX_INT64 = 2n ** 63n;
const MAX_UINT64 = 2n ** 64n - 1n;
/** 2^64 has 64 digits in base 2; anything longer is out of range in every base. */
const MAX_DIGITS = 64;
const SAFE_DIGITS = 15;

const DECIMAL_FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** What begins with a point goes to strconv.ParseFloat as it is, which takes `_` between digits only. */
const POINT_FLOAT = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
const DECIMAL = /^[0-9]+$/;
const DIGITS: Readonly<Record<number, RegExp>> = {
  2: /^[01]+$/,
  8: /^[0-7]+$/,
  10: DECIMAL,
  16: /^[0-9a-f]+$/i,
};
const PREFIX: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 10: '', 16: '0x' };

/** Numbers begin with a digit, a sign or a point. */
export function looksNumeric(text: string): boolean {
  const first = text.charCodeAt(0);
  return isDigit(first) || first === DASH || first === PLUS || first === DOT;
}

/** The core schema of YAML 1.2.2 (10.3.2). */
export function resolveCoreNumber(text: string): number | undefined {
  if (DECIMAL_FLOAT.test(text)) return Number(text);
  return /^(?:0o[0-7]+|0x[0-9a-fA-F]+)$/.test(text) ? Number(text) : undefined;
}

/**
 * Numbers as go.yaml.in/yaml reads them: `_` is dropped, then strconv.ParseInt with base 0 (`0777` and `0o777` octal,
 * `0b`, `0x`), ParseUint, and a decimal float. Sexagesimals stay strings.
 */
export function resolveGoNumber(text: string): number | undefined {
  if (text.charCodeAt(0) === DOT)
    return POINT_FLOAT.test(text) ? floatOf(text.replaceAll('_', '')) : undefined;
  const plain = text.includes('_') ? text.replaceAll('_', '') : text;
  return integerOf(plain) ?? floatOf(plain);
}

/** strconv.ParseFloat refuses what overflows. */
function floatOf(text: string): number | undefined {
  if (!DECIMAL_FLOAT.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function integerOf(text: string): number | undefined {
  const first = text.charCodeAt(0);
  const negative = first === DASH;
  const signed = negative || first === PLUS;
  const { base, digits } = split(signed ? text.slice(1) : text);
  if (DIGITS[base]?.test(digits) !== true) return undefined;
  if (base === 10 && digits.length <= SAFE_DIGITS) return withSign(Number(digits), negative);
  const significant = digits.replace(/^0+/, '') || '0';
  if (significant.length > MAX_DIGITS) return undefined;
  const value = BigInt(`${PREFIX[base] ?? ''}${significant}`);
  return value > limitOf(first) ? undefined : withSign(Number(value), negative);
}

/** ParseInt takes a sign; ParseUint, which has twice the range, takes none. */
function limitOf(first: number): bigint {
  if (first === DASH) return MAX_INT64;
  return first === PLUS ? MAX_INT64 - 1n : MAX_UINT64;
}

/** An integer has no negative zero. */
function withSign(value: number, negative: boolean): number {
  return negative && value !== 0 ? -value : value;
}

function split(text: string): { base: number; digits: string } {
  if (text.charCodeAt(0) !== ZERO || text.length === 1) return { base: 10, digits: text };
  const letter = text.charAt(1).toLowerCase();
  if (letter === 'x') return { base: 16, digits: text.slice(2) };
  if (letter === 'b') return { base: 2, digits: text.slice(2) };
  if (letter === 'o') return { base: 8, digits: text.slice(2) };
  return { base: 8, digits: text.slice(1) };
}
