/** Sizes and times as Docker Compose writes them. */

const SIZE = /^(\d+(?:\.\d*)?|\.\d+) ?(b|[kmgtp](?:i?b)?)?$/i;
const POWERS = 'bkmgtp';

/** Bytes of `2gb`, `512M`, `64mib`, `1024` (go-units `RAMInBytes`: always powers of 1024), or null. */
export function bytesOf(text: string): number | null {
  if (text.length > 64) return null;
  const match = SIZE.exec(text);
  if (match === null) return null;
  const unit = (match[2] ?? 'b').charAt(0).toLowerCase();
  const bytes = Math.floor(Number(match[1]) * 1024 ** POWERS.indexOf(unit));
  return Number.isFinite(bytes) ? bytes : null;
}

const PART = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h|d|w)/gy;
const SECONDS: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** Seconds of `1m30s`, `90s`, `500ms`, or null. */
export function secondsOf(text: string): number | null {
  if (text.length === 0 || text.length > 64) return null;
  if (text === '0') return 0;
  PART.lastIndex = 0;
  let seconds = 0;
  let end = 0;
  for (let match = PART.exec(text); match !== null; match = PART.exec(text)) {
    seconds += Number(match[1]) * (SECONDS[match[2] ?? ''] ?? 0);
    end = PART.lastIndex;
  }
  return end === text.length ? seconds : null;
}
