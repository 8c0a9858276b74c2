import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { parsePairs, parseTime } from '../../../src/app/call/arguments.ts';
import { parseOutputs } from '../../../src/app/call/deliver.ts';
import { linesOf } from '../../../src/app/parse/parse-lines.ts';
import { runParse } from '../../../src/app/parse/run-parse.ts';
import { UsageError } from '../../../src/app/call/usage-error.ts';
import { check, folderOf } from '../call.ts';

describe('NAME=VALUE', () => {
  it.each([
    [['A=1', 'B='], { A: '1', B: '' }],
    [['A=1=2'], { A: '1=2' }],
    [['A=1', 'A=2'], { A: '2' }],
    [[], {}],
  ])('%j is %j', (pairs, expected) => {
    expect({ ...parsePairs(pairs, '--var') }).toEqual(expected);
  });

  it.each(['A', '=1', ''])('%j is refused', (pair) => {
    expect(() => parsePairs([pair], '--var')).toThrow(UsageError);
  });

  it('takes __proto__ for a name', () => {
    const pairs = parsePairs(['__proto__=x'], '--var');
    expect(Object.keys(pairs)).toEqual(['__proto__']);
    expect('toString' in pairs).toBe(false);
  });
});

describe('FORMAT=FILE', () => {
  it('splits at the first equals sign', () => {
    expect(parseOutputs(['json=a=b.json'])).toEqual([{ format: 'json', file: 'a=b.json' }]);
  });

  it.each(['constructor=x', '__proto__=x', 'toString=x', 'JSON=x'])('%s is refused', (output) => {
    expect(() => parseOutputs([output])).toThrow(UsageError);
  });
});

describe('--at', () => {
  it.each([
    ['2026-12-01', '2026-12-01T00:00:00.000Z'],
    ['2026-12-01T08:00', '2026-12-01T08:00:00.000Z'],
    ['2026-12-01 08:00:00.5+08:00', '2026-12-01T00:00:00.500Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(new Date(parseTime(text, 0)).toISOString()).toBe(expected);
  });

  it.each([
    '2026-02-29',
    '2026-2-1',
    '2026-12-01T24:30',
    '2026-12-01T',
    '01.12.2026',
    '',
    '0',
    '1'.repeat(100_000),
  ])('%.20j is refused', (text) => {
    expect(() => parseTime(text, 0)).toThrow(UsageError);
  });
});

describe('lines of a stream', () => {
  const read = async (...chunks: readonly (string | Uint8Array)[]): Promise<readonly string[]> => {
    const lines: string[] = [];
    const stream = new PassThrough();
    Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(stream);
    for await (const line of linesOf(stream)) lines.push(line);
    return lines;
  };

  it('are put together across chunks, without blanks and comments', async () => {
    expect(await read('a:1\n# x\n\n  b', ':2\r\nc', '', ':3')).toEqual(['a:1', 'b:2', 'c:3']);
  });

  it('keep characters that a chunk cuts in two', async () => {
    const bytes = Buffer.from('中:1\n');
    expect(await read(bytes.subarray(0, 1), bytes.subarray(1, 2), bytes.subarray(2))).toEqual(['中:1']);
  });

  it('are cut visibly where they are longer than any reference, and the next one is whole', async () => {
    const [long = '', next] = await read(...Array.from({ length: 50 }, () => 'x'.repeat(100_000)), '\nb:2\n');
    expect(long.length).toBeLessThan(10_000);
    expect(long.endsWith('…')).toBe(true);
    expect(next).toBe('b:2');
  });

  it('that were cut are no references', async () => {
    const stdin = new PassThrough();
    Readable.from([Buffer.from(`${'x'.repeat(9000)}\na:1\n`)]).pipe(stdin);
    let out = '';
    const sink = { write: (text: string, done?: () => void) => ((out += text), done?.()) };
    const code = await runParse({
      references: ['-'],
      format: 'json',
      streams: { stdout: sink, stderr: sink, stdin, env: {} },
    });
    expect(code).toBe(1);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { ok: boolean }).ok),
    ).toEqual([false, true]);
  });
});

describe('values that files leave open', () => {
  const COMPOSE = { 'compose.yaml': 'services: {a: {image: "docker.io/paddlepaddle/paddle:${TAG}"}}\n' };
  const open = async (flags: Parameters<typeof check>[2]): Promise<boolean> =>
    (await check(folderOf(COMPOSE), ['.'], flags)).report.notChecked.some(
      ({ rule }) => rule === 'tag/is-pinned',
    );

  it('are not checked until --var gives them; the environment is nobody’s word', async () => {
    expect(await open({})).toBe(true);
    expect(await open({ var: ['TAG=2.6.1'] })).toBe(false);
    expect(await open({ 'build-arg': ['TAG=2.6.1'] })).toBe(true);
  });

  it('that are given can fail', async () => {
    const { code, report } = await check(folderOf(COMPOSE), ['.'], { var: ['TAG=latest'] });
    expect(code).toBe(1);
    expect(report.findings.map(({ rule }) => rule)).toContain('tag/is-pinned');
  });
});

describe('--exclude', () => {
  const FLOATING = 'FROM docker.io/paddlepaddle/paddle:latest\nUSER 1000\n';
  const files = { 'a/Dockerfile': FLOATING, 'vendor/b/Dockerfile': FLOATING };
  const inputs = async (exclude: readonly string[], targets = ['.']): Promise<readonly string[]> =>
    (await check(folderOf(files), targets, { exclude })).report.inputs.map(({ path }) => path);

  it.each([
    [['vendor/'], ['a/Dockerfile']],
    [['*/Dockerfile'], ['vendor/b/Dockerfile']],
    [['Dockerfile', '!a/Dockerfile'], ['a/Dockerfile']],
  ])('%j leaves %j', async (exclude, expected) => {
    expect(await inputs(exclude)).toEqual(expected);
  });

  it('does not leave out a file that is named', async () => {
    expect(await inputs(['vendor/'], ['vendor/b/Dockerfile'])).toEqual(['vendor/b/Dockerfile']);
  });

  it('that leaves nothing is exit 2, not a pass', async () => {
    await expect(inputs(['*'])).rejects.toThrow('nothing to judge');
  });
});
