import type { Waiver } from './waivers.ts';

const MARK = 'paddle-verify ignore=';

/**
 * Reads waivers written as comments:
 * `# paddle-verify ignore=PV1007 until=2026-12-01 owner=@team -- reason`
 * It speaks of its own line when something stands before the `#`, else of the next line that is no comment.
 */
export function inlineWaivers(path: string, text: string): readonly Waiver[] {
  const found: Waiver[] = [];
  for (let at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + MARK.length)) {
    const start = text.lastIndexOf('\n', at) + 1;
    const end = text.indexOf('\n', at);
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    const hash = line.lastIndexOf('#', at - start);
    if (hash < 0 || line.slice(hash + 1, at - start).trim() !== '') continue;
    const number = lineNumber(text, start);
    const covers = line.slice(0, hash).trim() === '' ? nextSpokenLine(text, end, number) : number;
    const parts = line.slice(at - start + 'paddle-verify '.length);
    for (const rule of fieldOf(parts, 'ignore')?.split(',') ?? []) {
      found.push({
        rule: rule === '' ? null : rule,
        subject: null,
        reason: reasonOf(parts),
        owner: fieldOf(parts, 'owner'),
        until: fieldOf(parts, 'until'),
        origin: 'inline',
        place: { path, line: number, column: hash + 1 },
        covers,
      });
    }
  }
  return found;
}

function fieldOf(parts: string, name: string): string | null {
  const before = parts.split(' -- ', 1)[0] ?? '';
  const word = before.split(/\s+/).find((part) => part.startsWith(`${name}=`));
  return word === undefined ? null : word.slice(name.length + 1);
}

function reasonOf(parts: string): string | null {
  const at = parts.indexOf(' -- ');
  const reason = at < 0 ? '' : parts.slice(at + 4).trim();
  return reason === '' ? null : reason;
}

function lineNumber(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function nextSpokenLine(text: string, end: number, number: number): number {
  let line = number;
  let at = end;
  while (at >= 0) {
    const next = text.indexOf('\n', at + 1);
    const content = text.slice(at + 1, next < 0 ? text.length : next).trim();
    line++;
    if (content !== '' && !content.startsWith('#')) return line;
    at = next;
  }
  return line;
}
