import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundleDigest, bundleWriter, type FileRest } from '../../../src/app/bundle/bundle.ts';
import { readBundle } from '../../../src/app/bundle/read-bundle.ts';
import { UsageError } from '../../../src/app/call/usage-error.ts';
import type { SubjectEvidence } from '../../../src/facts/subject.ts';

const provenance = { collector: 'kubernetes', source: 'a.yaml', digest: null };
const subjects: readonly SubjectEvidence[] = ['a', 'b'].map((name) => ({
  subject: {
    id: `a.yaml#${name}`,
    kind: 'container',
    name,
    location: { path: 'a.yaml', line: 1, column: 2 },
  },
  evidence: {
    'container.environment': {
      status: 'observed',
      value: { variables: { A: '1', B: null }, at: { A: [3, 4], B: [1, 2, 'b.yaml'] } },
      gaps: [{ what: 'a', why: 'b', advice: 'c' }],
      provenance,
    },
    'container.pull': { status: 'unavailable', code: 'failed', detail: 'd', advice: 'e', provenance },
  },
}));
const rest: FileRest = {
  kind: 'kubernetes',
  readable: true,
  found: 2,
  supporting: [],
  gaps: [],
  waivers: [],
};
const head = {
  schema: 'https://paddle-verify.dev/schemas/bundle/1',
  tool: { name: 'paddle-verify', version: '0.1.0' },
  collectedAt: '2026-11-23T00:00:00.000Z',
  configuration: { mirrors: {}, images: {}, fleet: null },
} as const;

function written(): string {
  const bundle = bundleWriter();
  const file = (path: string): string =>
    bundle.file(path) + subjects.map((subject) => bundle.subject(subject)).join('') + bundle.rest(rest);
  return (
    bundle.start(head) + file('a.yaml') + file('b.yaml') + bundle.file('c') + bundle.rest(rest) + bundle.end()
  );
}

/** Any text, in pieces of any size. */
async function* inPieces(text: string | Uint8Array, size = 7): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(text: string | Uint8Array, size?: number): Promise<readonly string[]> {
  const seen: string[] = [];
  await readBundle(inPieces(text, size), 'e.json', {
    file: (path) => seen.push(`file ${path}`),
    subject: ({ subject }) => seen.push(`subject ${subject.id}`),
    rest: ({ kind }) => seen.push(`rest ${kind}`),
  });
  return seen;
}

async function refusal(text: string | Uint8Array, size = 1 << 20): Promise<string> {
  try {
    await read(text, size);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    const { message, details } = error as UsageError;
    return [message, ...details].join('\n');
  }
  return expect.unreachable('it was read');
}

/** A bundle of another content, whose digest is right. */
function forged(change: (bundle: Record<string, unknown>) => void): string {
  const data = JSON.parse(written()) as Record<string, unknown>;
  change(data);
  const digest = bundleDigest();
  const { files, ...others } = data;
  delete others['digest'];
  digest.add(others);
  for (const file of files as readonly Record<string, unknown>[]) {
    const { path, subjects: own, ...more } = file;
    digest.add(path);
    if (Array.isArray(own)) for (const subject of own) digest.add(subject);
    digest.add(more);
  }
  return JSON.stringify({ ...others, files, digest: digest.end() });
}

const seen = [
  ...['file a.yaml', 'subject a.yaml#a', 'subject a.yaml#b', 'rest kubernetes'],
  ...['file b.yaml', 'subject a.yaml#a', 'subject a.yaml#b', 'rest kubernetes'],
  ...['file c', 'rest kubernetes'],
];

describe('readBundle', () => {
  it('gives back what was written, in pieces of any size', async () => {
    for (const size of [1, 3, 64, 1 << 20]) expect(await read(written(), size)).toEqual(seen);
  });

  it('reads a bundle that was laid out anew: indented, on one line, with CRLF, with a BOM, as UTF-16', async () => {
    const text = written();
    const again: readonly (string | Uint8Array)[] = [
      JSON.stringify(JSON.parse(text), null, 2),
      JSON.stringify(JSON.parse(text)),
      text.replaceAll('\n', '\r\n'),
      `\uFEFF${text}`,
      Buffer.from(`\uFEFF${text}`, 'utf16le'),
    ];
    for (const form of again) expect(await read(form)).toEqual(seen);
  });

  it('is one JSON document of the published schema', () => {
    const schema = (name: string): object =>
      JSON.parse(
        readFileSync(new URL(`../../../rules/schemas/${name}.schema.json`, import.meta.url), 'utf8'),
      ) as object;
    const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
    ajv.addSchema(schema('facts'));
    const valid = ajv.compile(schema('bundle'));
    expect(valid(JSON.parse(written())) ? [] : valid.errors).toEqual([]);
    expect(valid({ ...(JSON.parse(written()) as object), files: {} })).toBe(false);
  });

  it.each<[string, () => string | Uint8Array, readonly string[]]>([
    ['nothing', () => '', ['it is empty']],
    ['no JSON', () => '{', ['not JSON, or was cut off']],
    ['bytes', () => new Uint8Array([0xff, 0x00, 0x81, 0x0a]), ['no text']],
    ['something else', () => '{"a":1}', ['$.a: "a" is not a key that is known here', 'right: ']],
    ['a list', () => '[]', ['expected a value of type object']],
    ['null', () => 'null', ['expected a value of type object']],
    ['another version', () => written().replace('bundle/1', 'bundle/9'), ['another version', 'bundle/1']],
    [
      'a changed fact',
      () => written().replace('"A":"1"', '"A":"2"'),
      ['was changed', 'its digest says sha256:'],
    ],
    ['a subject less', () => dropLine(3), ['was changed']],
    ['a subject twice', () => swapLines(2, 2), ['was changed']],
    ['files without their end', () => dropLine(4), ['another order']],
    ['a bundle behind the bundle', () => written() + written(), ['another order']],
    ['a cut', () => written().slice(0, -90), ['cut off']],
    [
      'a cut between two lines',
      () => written().split('\n').slice(0, 5).join('\n'),
      ['ends before its digest'],
    ],
    [
      'a key in a file',
      () => written().replace('{"path":"b.yaml"', '{"x":1,"path":"b.yaml"'),
      ['"x" is not known'],
    ],
    ['a prototype', () => written().replace('{"schema"', '{"__proto__":{"a":1},"schema"'), ['__proto__']],
    ['deep nesting', () => '['.repeat(200_000) + ']'.repeat(200_000), ['nested too deep']],
    ['very deep nesting', () => '['.repeat(3_000_000), ['nested too deep']],
    [
      'deep nesting in a fact',
      () => written().replace('"A":"1"', `"A":${'['.repeat(10_000)}${']'.repeat(10_000)}`),
      [''],
    ],
  ])('refuses %s', async (_, text, expected) => {
    const said = await refusal(text());
    for (const part of expected) expect(said).toContain(part);
    expect(said).toContain('e.json');
  });

  it.each<[string, (bundle: Draft) => void, string]>([
    [
      'a text where a list belongs',
      ({ evidence }) => (evidence['container.environment'].value.at['A'] = '1:2'),
      "$.files[0].subjects[1].evidence['container.environment'].value.at.A",
    ],
    [
      'a fact without its fields',
      ({ evidence }) => (evidence['container.environment'].value = {} as never),
      '.value',
    ],
    [
      'a kind of fact that is none',
      ({ evidence }) =>
        Object.assign(evidence, { 'container.envrionment': evidence['container.environment'] }),
      'did you mean "container.environment"',
    ],
    ['a kind of subject that is none', ({ subject }) => (subject['kind'] = 'waiver'), '.subject.kind'],
    [
      'a status of its own',
      ({ evidence }) => (evidence['container.pull']['status'] = 'fine'),
      "['container.pull'].status",
    ],
  ])('refuses %s although the digest is right', async (_, change, place) => {
    const text = forged((data) => {
      change((data as unknown as { files: [{ subjects: [unknown, Draft] }] }).files[0].subjects[1]);
    });
    const said = await refusal(text);
    expect(said).toContain('is no evidence bundle');
    expect(said).toContain('$.files[0].subjects[1]');
    expect(said).toContain(place);
    expect(said).toContain('expected');
    expect(said).toContain('right: ');
  });

  it('names the other version of the tool beside what is wrong', async () => {
    const text = forged((data) => {
      data['tool'] = { name: 'paddle-verify', version: '9.9.9' };
      (data as unknown as { files: [{ readable: unknown }] }).files[0].readable = 'yes';
    });
    expect(await refusal(text)).toContain('version 9.9.9');
  });

  it('never takes a bundle with a byte changed', async () => {
    const bytes = new TextEncoder().encode(written());
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 33, max: 126 }), async (at, byte) => {
        const other = bytes.slice();
        fc.pre(other[at] !== byte);
        other[at] = byte;
        await refusal(other);
      }),
      { numRuns: 300 },
    );
  });
});

interface Draft {
  readonly subject: Record<string, unknown>;
  readonly evidence: {
    readonly 'container.environment': { value: { readonly at: Record<string, unknown> } };
    readonly 'container.pull': Record<string, unknown>;
  };
}

function dropLine(index: number): string {
  const lines = written().split('\n');
  lines.splice(index, 1);
  return lines.join('\n').replace(/,\n\],"kind"/, '\n],"kind"');
}

function swapLines(from: number, to: number): string {
  const lines = written().split('\n');
  lines.splice(to, 0, lines[from] ?? '');
  return lines.join('\n');
}
