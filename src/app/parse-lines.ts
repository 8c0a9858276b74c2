import { describeTag } from '../reference/describe.ts';
import { parseReference } from '../reference/parse.ts';
import type { Problem, Reference, TagFacts } from '../reference/types.ts';

/** What one line means: a reference with its facts, or why it is none. */
export type ParsedLine =
  | { readonly input: string; readonly ok: true; readonly reference: Reference; readonly facts: TagFacts }
  | { readonly input: string; readonly ok: false; readonly problems: readonly Problem[] };

export function parseLine(input: string): ParsedLine {
  const parsed = parseReference(input);
  if (!parsed.ok) return { input, ok: false, problems: parsed.problems };
  return { input, ok: true, reference: parsed.value, facts: describeTag(parsed.value) };
}

/** Lines longer than this are no references; they are cut when shown, and memory stays flat. */
const MAX_LINE = 1_000_000;

/** References of a stream, one a line, blank lines and `#` comments left out, in constant memory. */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    rest += String(chunk);
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (isReference(line)) yield line.trim();
    if (rest.length > MAX_LINE) rest = rest.slice(0, MAX_LINE);
  }
  if (isReference(rest)) yield rest.trim();
}

function isReference(line: string): boolean {
  const text = line.trim();
  return text !== '' && !text.startsWith('#');
}
