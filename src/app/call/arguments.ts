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

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** An ISO 8601 date or time, in UTC where it names no offset → milliseconds since 1970. */
export function parseTime(text: string | undefined, now: number): number {
  if (text === undefined) return now;
  const [, day = '', time = '00:00', offset = 'Z'] = TIME.exec(text) ?? [];
  const at = isDay(day) ? Date.parse(`${day}T${time}${offset}`) : NaN;
  if (Number.isNaN(at))
    throw new UsageError(`--at ${text} is not a date`, [
      'right: --at 2026-12-01 or --at 2026-12-01T08:00:00Z',
    ]);
  return at;
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
