import { describeTag } from '../../reference/describe.ts';
import { parseReference } from '../../reference/parse.ts';
import { describePublication, type Publication } from '../../reference/publication.ts';
import type { Problem, Reference, TagFacts } from '../../reference/types.ts';

/** What one line means: a reference with its facts and what is known of its publication, or why it is none. */
export type ParsedLine =
  | {
      readonly input: string;
      readonly ok: true;
      readonly reference: Reference;
      readonly facts: TagFacts;
      readonly publication: Pick<Publication, 'digests' | 'caution' | 'expectation'>;
    }
  | { readonly input: string; readonly ok: false; readonly problems: readonly Problem[] };

export function parseLine(input: string): ParsedLine {
  const parsed = parseReference(input);
  if (!parsed.ok) return { input, ok: false, problems: parsed.problems };
  const facts = describeTag(parsed.value);
  const { digests, caution, expectation } = describePublication(parsed.value, facts);
  return { input, ok: true, reference: parsed.value, facts, publication: { digests, caution, expectation } };
}

/** Twice what the reference grammar looks at: a longer line is refused in any case, and shown cut with an ellipsis. */
const MAX_LINE = 8192;

/** References of a stream, one a line, blank lines and `#` comments left out, in constant memory. */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const [first = '', ...others] = String(chunk).split('\n');
    rest = joined(rest, first);
    for (const line of others) {
      if (isReference(rest)) yield rest.trim();
      rest = joined('', line);
    }
  }
  if (isReference(rest)) yield rest.trim();
}

function joined(rest: string, more: string): string {
  if (rest.length > MAX_LINE) return rest;
  const line = rest + more;
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE)}…` : line;
}

function isReference(line: string): boolean {
  const text = line.trim();
  return text !== '' && !text.startsWith('#');
}
