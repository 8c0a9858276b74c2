import { UsageError } from '../call/usage-error.ts';

/** One value of a bundle, as its digest counts them. */
export interface BundlePart {
  readonly what: 'head' | 'path' | 'subject' | 'rest' | 'digest';
  readonly value: unknown;
}

/** Longest line, and longest text that is not laid out in lines as `collect` does it, in UTF-16 units. */
const LONGEST = 64 * 1024 * 1024;

const FILES = ',"files":[';
const SUBJECTS = ',"subjects":[';

/**
 * The values of a bundle in their order. As `collect` writes it, with a subject a line, no more than one is held; a bundle
 * that was laid out anew is parsed whole.
 */
export async function* bundleParts(
  chunks: AsyncIterable<Uint8Array | string>,
  name: string,
): AsyncGenerator<BundlePart> {
  let whole: string[] | null = null;
  let first = true;
  for await (const line of linesOf(chunks, name)) {
    if (first && !line.endsWith(FILES)) whole = [];
    first = false;
    if (whole === null) yield* partsOfLine(line, name);
    else whole.push(line);
    if (whole !== null && (whole.length & 0xfff) === 0) assertLength(whole, name);
  }
  if (whole !== null) {
    assertLength(whole, name);
    yield* partsOfWhole(parse(whole.join('\n'), name), name);
  }
}

function assertLength(lines: readonly string[], name: string): void {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (length > LONGEST)
    throw new UsageError(`${name} is too long for a bundle that is not laid out as collect does it`, [
      'expected: the lines as paddle-verify collect wrote them, a subject a line',
    ]);
}

function* partsOfLine(line: string, name: string): Generator<BundlePart> {
  const text = line.endsWith(',') ? line.slice(0, -1) : line;
  if (text.endsWith(FILES)) yield { what: 'head', value: parse(`${text.slice(0, -FILES.length)}}`, name) };
  else if (text.endsWith(SUBJECTS))
    yield { what: 'path', value: field(`${text.slice(0, -SUBJECTS.length)}}`, 'path', name) };
  else if (text.startsWith('],"digest":'))
    yield { what: 'digest', value: field(`{${text.slice(2)}`, 'digest', name) };
  else if (text.startsWith('],')) yield { what: 'rest', value: parse(`{${text.slice(2)}`, name) };
  else if (text !== '') yield { what: 'subject', value: parse(text, name) };
}

function field(text: string, key: string, name: string): unknown {
  const value = parse(text, name) as Readonly<Record<string, unknown>>;
  const keys = Object.keys(value);
  if (keys.length !== 1 || keys[0] !== key)
    throw malformed(name, `$.files: "${keys.find((other) => other !== key) ?? key}" is not known here`);
  return value[key];
}

/** A value that has another form goes on as it is, for the schema to say so. */
function* partsOfWhole(value: unknown, name: string): Generator<BundlePart> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield { what: 'head', value };
    return;
  }
  const { files, digest, ...head } = value as Readonly<Record<string, unknown>>;
  yield { what: 'head', value: head };
  for (const [index, file] of listOf(files, '$.files', name).entries()) {
    const { path, subjects, ...rest } = (file ?? {}) as Readonly<Record<string, unknown>>;
    yield { what: 'path', value: path };
    for (const subject of listOf(subjects, `$.files[${String(index)}].subjects`, name))
      yield { what: 'subject', value: subject };
    yield { what: 'rest', value: rest };
  }
  if (digest !== undefined) yield { what: 'digest', value: digest };
}

function listOf(value: unknown, path: string, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw malformed(name, `${path}: it is ${value === undefined ? 'missing' : 'no list'}; expected a list`);
}

function malformed(name: string, problem: string): UsageError {
  return new UsageError(`${name} is no evidence bundle`, [
    problem,
    'right: a file that this version wrote: paddle-verify collect . -o evidence.json',
  ]);
}

function parse(text: string, name: string): unknown {
  if (text.length > LONG && isDeep(text))
    throw malformed(name, 'it is nested too deep; expected what facts hold');
  try {
    return JSON.parse(text);
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw malformed(name, `it is not JSON, or was cut off: ${cause}`);
  }
}

/** From here on, a text of nothing but brackets would fill the memory. */
const LONG = 1 << 20;
/** Deeper than any fact is. */
const DEEPEST = 200;

/** Brackets inside of texts count too: no fact comes near. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length && depth <= DEEPEST; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth++;
    else if (code === 0x5d || code === 0x7d) depth = Math.max(0, depth - 1);
  }
  return depth > DEEPEST;
}

type Decoder = InstanceType<typeof TextDecoder>;

/** Lines without their ends. PowerShell's `>` writes UTF-16. */
async function* linesOf(chunks: AsyncIterable<Uint8Array | string>, name: string): AsyncGenerator<string> {
  let decoder: Decoder | null = null;
  let held: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    if (bytes.length === 0) continue;
    decoder ??= decoderOf(bytes);
    const lines = decoded(decoder, bytes, name).split('\n');
    for (const [index, part] of lines.entries()) {
      held.push(part);
      length += part.length;
      if (length > LONGEST)
        throw malformed(name, 'a line is longer than any subject; expected a subject a line');
      if (index === lines.length - 1) continue;
      yield withoutReturn(held.join(''));
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield withoutReturn(held.join(''));
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

function decoderOf([first = 0, second = 0]: Uint8Array): Decoder {
  const wide =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;
  return new TextDecoder(wide ?? 'utf-8', { fatal: true });
}

function decoded(decoder: Decoder, bytes: Uint8Array, name: string): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw malformed(name, 'it is no text; expected UTF-8');
  }
}
