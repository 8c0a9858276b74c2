import { UsageError } from './usage-error.ts';

/** `NAME=VALUE` arguments → a record. */
export function parsePairs(pairs: readonly string[], flag: string): Readonly<Record<string, string>> {
  const out = Object.create(null) as Record<string, string>;
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1)
      throw new UsageError(`${flag} ${pair} is not NAME=VALUE`, [`right: ${flag} PADDLE_VERSION=2.6.1`]);
    out[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return out;
}

/** An ISO 8601 date or time → milliseconds since 1970. */
export function parseTime(text: string | undefined, now: number): number {
  if (text === undefined) return now;
  const time = /^\d{4}-\d{2}-\d{2}([T ][\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--at ${text} is not a date`, [
      'right: --at 2026-12-01 or --at 2026-12-01T08:00:00Z',
    ]);
  return time;
}
