const SIZE = /^(\d{1,15}(?:\.\d{1,6})?) ?([bkmgtp])?(?:i?b)?$/i;
const POWERS = 'bkmgtp';

/** Bytes of a size as docker reads it (go-units RAMInBytes: `64m`, `1.5 GiB`, powers of 1024), or null. */
export function dockerBytes(text: string): number | null {
  const found = SIZE.exec(text);
  if (found === null) return null;
  const power = Math.max(POWERS.indexOf((found[2] ?? 'b').toLowerCase()), 0);
  return Math.floor(Number(found[1]) * 1024 ** power);
}

const PART = /(\d{1,9}(?:\.\d{1,9})?)(h|ms|us|ns|m|s)/y;
const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 1e-3, us: 1e-6, ns: 1e-9 };

/** Seconds of a Go duration (`1m30s`), or null. */
export function seconds(text: string): number | null {
  if (text === '0') return 0;
  let total = 0;
  PART.lastIndex = 0;
  let end = 0;
  for (let found = PART.exec(text); found !== null; found = PART.exec(text)) {
    total += Number(found[1]) * (SECONDS[found[2] ?? ''] ?? 0);
    end = PART.lastIndex;
    if (end === text.length) return total;
  }
  return null;
}
