/**
 * A version of digits and dots, as drivers, CUDA, cuDNN, TensorRT and compute capabilities have: components compare as
 * integers, and a component that is missing counts as 0 (`12.4` = `12.4.0`, `550.163.01` = `550.163.1`). Not semver.
 */
export type DottedVersion = readonly bigint[];

/** Longer than any version that was ever printed; a hostile string must cost nothing. */
const MAX_LENGTH = 64;
const SHAPE = /^\d+(?:\.\d+)*$/;

/** Null for anything but digits in groups between single dots. */
export function parseDotted(text: string): DottedVersion | null {
  if (text.length > MAX_LENGTH || !SHAPE.test(text)) return null;
  return text.split('.').map(BigInt);
}

/** A total order; equal for versions that differ in leading or trailing zeros only. */
export function compareDotted(a: DottedVersion, b: DottedVersion): -1 | 0 | 1 {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a[index] ?? 0n;
    const right = b[index] ?? 0n;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

/** `a >= b` for two texts; null when one of them is no dotted version. */
export function atLeast(a: string, b: string): boolean | null {
  const left = parseDotted(a);
  const right = parseDotted(b);
  return left === null || right === null ? null : compareDotted(left, right) >= 0;
}

/** The first component, such as the branch of a driver; null when the text is no dotted version. */
export function leadingNumber(text: string): number | null {
  const first = parseDotted(text)?.[0];
  return first === undefined || first > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(first);
}

/** `12.6` of `12.6.3`; null when there is no minor or the text is no dotted version. */
export function majorMinor(text: string): string | null {
  const parts = parseDotted(text);
  const [major, minor] = parts ?? [];
  return major === undefined || minor === undefined ? null : `${String(major)}.${String(minor)}`;
}
