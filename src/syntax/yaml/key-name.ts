import { resolvePlain } from './resolve.ts';
import type { Source } from './source.ts';

const FLOAT32_DIGITS = 9;

/**
 * The name under which a reader of JSON finds a key. sigs.k8s.io/yaml writes booleans and numbers as text (`on:` becomes
 * "true") and refuses null; compose-go refuses every key that is no string; `core` keeps the text.
 */
export function keyName(s: Source, text: string, plain: boolean, offset: number): string {
  if (!plain || s.dialect === 'core') return text;
  const value = resolvePlain(text, s.dialect);
  if (typeof value === 'string') return value;
  if (s.dialect === 'compose' || value === null) {
    return s.fail(
      'key-not-string',
      `The key ${text === '' ? '(empty)' : text} is no string; quote it`,
      offset,
    );
  }
  if (typeof value === 'boolean') return String(value);
  if (isFloat(text)) return formatFloat32(value);
  if (!Number.isSafeInteger(value))
    s.fail('key-not-string', `The key ${text} is no string; quote it`, offset);
  return String(value);
}

/** Whether go-yaml took the number for a float: by its point or exponent, or as an octal with a digit 8 or 9. */
function isFloat(text: string): boolean {
  if (/^[-+]?0[xX]/.test(text)) return false;
  return /[.eE]/.test(text) || /^[-+]?0[0-9_]*[89]/.test(text);
}

/** strconv.FormatFloat(value, 'g', -1, 32), with the names of YAML for what is no number. */
function formatFloat32(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  let digits = 1;
  while (digits < FLOAT32_DIGITS && Math.fround(Number(single.toPrecision(digits))) !== single) digits++;
  const [mantissa = '', exponent = '0'] = single.toExponential(digits - 1).split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(`${mantissa}e${exponent}`));
  const sign = power < 0 ? '-' : '+';
  return `${mantissa}e${sign}${String(Math.abs(power)).padStart(2, '0')}`;
}
