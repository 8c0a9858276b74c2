/** Only digits and dots may stand in a version of a requirement; the empty text passes here and fails at its first component. */
const DIGITS_AND_DOTS = /^[0-9.]*$/;
const UINTMAX = 18_446_744_073_709_551_615n;
/** More digits than this are beyond uintmax_t, whatever they are (leading zeros are dropped before). */
const MAX_DIGITS = 20;

/**
 * Order of two versions as nvidia-container-cli compares them: component by component as unsigned integers, with runs of dots
 * between them; when one side has run out, what is left of the other counts only if it holds more than dots and zeros.
 * Null where the CLI calls the expression invalid.
 *
 * Source: NVIDIA/libnvidia-container src/cli/dsl.c at 5823754, dsl_compare_version.
 */
export function orderOfVersions(a: string, b: string): number | null {
  if (!DIGITS_AND_DOTS.test(a) || !DIGITS_AND_DOTS.test(b)) return null;
  let left = 0;
  let right = 0;
  while (left < a.length && right < b.length) {
    const first = component(a, left);
    const second = component(b, right);
    if (first === null || second === null) return null;
    if (first.value !== second.value) return first.value < second.value ? -1 : 1;
    left = skip(a, first.end, '.');
    right = skip(b, second.end, '.');
  }
  const leftOver = skip(a, left, '.0') < a.length;
  const rightOver = skip(b, right, '.0') < b.length;
  return Number(leftOver) - Number(rightOver);
}

function component(text: string, start: number): { readonly value: bigint; readonly end: number } | null {
  let end = start;
  while (end < text.length && text[end] !== '.') end++;
  const digits = text.slice(skip(text, start, '0'), end);
  if (end === start || digits.length > MAX_DIGITS) return null;
  const value = BigInt(digits === '' ? '0' : digits);
  return value >= UINTMAX ? null : { value, end };
}

function skip(text: string, start: number, characters: string): number {
  let at = start;
  while (at < text.length && characters.includes(text.charAt(at))) at++;
  return at;
}
