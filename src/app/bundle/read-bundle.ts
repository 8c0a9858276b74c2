import type { SubjectEvidence } from '../../facts/subject.ts';
import { register, validate, type DataProblem } from '../../schema/validate.ts';
import bundleSchema from '../../../rules/schemas/bundle.schema.json' with { type: 'json' };
import factsSchema from '../../../rules/schemas/facts.schema.json' with { type: 'json' };
import { BUNDLE_SCHEMA, bundleDigest, type BundleHead, type FileRest } from './bundle.ts';
import { bundleParts, type BundlePart } from './bundle-parts.ts';
import { packageRoot } from '../package-root.ts';
import { UsageError } from '../call/usage-error.ts';

/** Takes what a bundle holds, in its order; none of it counts before the bundle is read to its end. */
export interface BundleTaker {
  readonly file: (path: string) => void;
  readonly subject: (subject: SubjectEvidence) => void;
  readonly rest: (rest: FileRest) => void;
}

const RIGHT = 'right: a file that this version wrote: paddle-verify collect . -o evidence.json';
const MOST_PROBLEMS = 10;

/**
 * Reads a bundle piece by piece and holds each piece against the schema before it is handed on. A UsageError says where it
 * is no bundle, that it was cut off, or that it was changed since it was collected.
 */
export async function readBundle(
  chunks: AsyncIterable<Uint8Array | string>,
  name: string,
  taker: BundleTaker,
): Promise<BundleHead> {
  const reading = new BundleReading(name, taker);
  try {
    for await (const part of bundleParts(chunks, name)) reading.take(part);
  } catch (error) {
    // JSON of any depth parses; walking it does not.
    if (error instanceof RangeError)
      throw new UsageError(`${name} is no evidence bundle: nested too deep`, [RIGHT]);
    throw error;
  }
  return reading.end();
}

/** What may stand before each part. */
const AFTER: Readonly<Record<BundlePart['what'], readonly (BundlePart['what'] | null)[]>> = {
  head: [null],
  path: ['head', 'rest'],
  subject: ['path', 'subject'],
  rest: ['path', 'subject'],
  digest: ['head', 'rest'],
};

class BundleReading {
  readonly #digest = bundleDigest();
  readonly #name: string;
  readonly #taker: BundleTaker;
  #head: BundleHead | null = null;
  #file = -1;
  #subject = 0;
  #told: string | null = null;
  #last: BundlePart['what'] | null = null;

  constructor(name: string, taker: BundleTaker) {
    this.#name = name;
    this.#taker = taker;
  }

  take({ what, value }: BundlePart): void {
    const data: unknown = value;
    if (!AFTER[what].includes(this.#last))
      throw new UsageError(`${this.#name} is no evidence bundle: its lines are in another order`, [RIGHT]);
    this.#last = what;
    switch (what) {
      case 'head':
        assertVersion(data, this.#name);
        this.#assertValid('head', data, []);
        this.#head = data as BundleHead;
        break;
      case 'path':
        this.#file++;
        this.#subject = 0;
        this.#assertValid('path', data, ['files', this.#file, 'path']);
        this.#taker.file(data as string);
        break;
      case 'subject': {
        const at = ['files', this.#file, 'subjects', this.#subject++];
        this.#assertValid('subject', data, at);
        this.#taker.subject(data as SubjectEvidence);
        break;
      }
      case 'rest':
        this.#assertValid('rest', data, ['files', this.#file]);
        this.#taker.rest(data as FileRest);
        break;
      case 'digest':
        this.#told = typeof data === 'string' ? data : JSON.stringify(data);
        return;
    }
    this.#digest.add(data);
  }

  end(): BundleHead {
    const name = this.#name;
    if (this.#head === null) throw new UsageError(`${name} is no evidence bundle: it is empty`, [RIGHT]);
    if (this.#told === null)
      throw new UsageError(`${name} was cut off: it ends before its digest`, ['collect it again', RIGHT]);
    const digest = this.#digest.end();
    if (digest !== this.#told)
      throw new UsageError(`${name} was changed after it was collected`, [
        `its digest says ${this.#told}, its content has ${digest}`,
        RIGHT,
      ]);
    return this.#head;
  }

  /** Behind it, a cast says what the schema has shown; what facts claim is as trustworthy as the bundle, which is not signed. */
  #assertValid(what: keyof typeof SCHEMAS, data: unknown, at: readonly (string | number)[]): void {
    const problems = problemsOf(what, data);
    if (problems.length === 0) return;
    throw new UsageError(`${this.#name} is no evidence bundle`, [
      ...problems
        .slice(0, MOST_PROBLEMS)
        .map(
          ({ path, message, expected }) => `${jsonPath([...at, ...path])}: ${message}; expected ${expected}`,
        ),
      ...this.#otherVersion(),
      RIGHT,
    ]);
  }

  #otherVersion(): readonly string[] {
    const { version } = packageRoot();
    const by = this.#head?.tool.version ?? version;
    return by === version
      ? []
      : [`it was collected by version ${by}, and this is ${version}: collect it again`];
  }
}

const within = (name: string) => ({ $ref: `${bundleSchema.$id}#/$defs/${name}` });
const SCHEMAS = {
  head: within('head'),
  path: { type: 'string' },
  subject: within('subject'),
  rest: within('rest'),
} as const;

function problemsOf(what: keyof typeof SCHEMAS, data: unknown): readonly DataProblem[] {
  register(factsSchema);
  register(bundleSchema);
  return validate(SCHEMAS[what], data);
}

function assertVersion(head: unknown, name: string): void {
  const version = (head as { readonly schema?: unknown } | null)?.schema;
  if (typeof version === 'string' && version !== BUNDLE_SCHEMA)
    throw new UsageError(`${name} is a bundle of another version: ${version}`, [
      `expected: ${BUNDLE_SCHEMA}`,
      RIGHT,
    ]);
}

/** RFC 9535: `$.files[3].subjects[0].evidence['image.pinning'].value`. */
function jsonPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number' || /^\d+$/.test(step)) return `${text}[${String(step)}]`;
    return /^[A-Za-z_]\w*$/.test(step) ? `${text}.${step}` : `${text}['${step}']`;
  }, '$');
}
