import type { Waiver } from './waivers.ts';

const MARK = 'paddle-verify ignore=';

/**
 * Reads waivers written as comments:
 * `# paddle-verify ignore=PV1007 until=2026-12-01 owner=@team -- reason`
 * It speaks of its own line when something stands before the `#`, else of the next line that is no comment.
 */
export function inlineWaivers(path: string, text: string): readonly Waiver[] {
  if (!text.includes(MARK)) return [];
  const lines = text.split('\n');
  const found: Waiver[] = [];
  // From the last line up, so that the next line that is no comment is always known.
  let spoken = lines.length + 1;
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index] ?? '';
    const number = index + 1;
    const content = line.trim();
    const comment = content.startsWith('#');
    found.push(...inLine(line, path, number, comment ? spoken : number));
    if (content !== '' && !comment) spoken = number;
  }
  return found.reverse();
}

function inLine(line: string, path: string, number: number, covers: number): readonly Waiver[] {
  const mark = line.indexOf(MARK);
  if (mark < 0) return [];
  const hash = line.lastIndexOf('#', mark);
  if (hash < 0 || line.slice(hash + 1, mark).trim() !== '') return [];
  const parts = line.slice(mark + 'paddle-verify '.length).replace(/\r$/, '');
  return (fieldOf(parts, 'ignore') ?? '').split(',').map((rule) => ({
    rule: rule === '' ? null : rule,
    subject: null,
    reason: reasonOf(parts),
    owner: fieldOf(parts, 'owner'),
    until: fieldOf(parts, 'until'),
    origin: 'inline',
    place: { path, line: number, column: hash + 1 },
    covers,
  }));
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
