import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeTag } from '../../src/reference/describe.ts';
import { formatReference } from '../../src/reference/format.ts';
import { parseReference } from '../../src/reference/parse.ts';
import type { Reference } from '../../src/reference/types.ts';

const table = (name: string): string[][] =>
  readFileSync(new URL(`../../fixtures/reference/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'));

const parse = (text: string): Reference => {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.problems[0]!.message}`);
  return parsed.value;
};

const references = table('references.tsv');

describe('references seen in public', () => {
  it('are parsed into exactly their parts and printed back', () => {
    expect(references.length).toBeGreaterThan(600);
    for (const [text = '', registry = '', repository = '', tag = '', digest = ''] of references) {
      const value = parse(text);
      const parts = {
        registry: value.registry,
        repository: value.repository.replace(/^library\//, ''),
        tag: value.tag ?? '',
        digest: value.digest ?? '',
      };
      expect(parts).toEqual({ registry: registry.toLowerCase(), repository, tag, digest });
      expect(formatReference(value)).toBe(text);
    }
  });

  it.each(references.map(([text = '', , , , , family = '']) => [text, family] as const))(
    '%s is %s',
    (text, family) => {
      expect(describeTag(parse(text)).family).toBe(family);
    },
  );

  it('mean the same below any mirror that keeps the path', () => {
    for (const [text = '', , repository = '', , , family] of references) {
      if (!repository.startsWith('paddlepaddle/')) continue;
      const here = describeTag(parse(text));
      const mirrored = describeTag(
        parse(`mirror.corp.example:5000/proxy/${text.slice(text.indexOf(repository))}`),
      );
      expect(mirrored).toEqual({ ...here, family });
    }
  });
});

/** `8` agrees with `8.2.1`: the tag says it less deeply, or the other way round. */
function agrees(claim: string, truth: string): boolean {
  const [left, right] = [claim.split('.'), truth.split('.')];
  return left.slice(0, right.length).every((part, index) => part === right[index]);
}

/** Tags that are known to say something else than what is inside. */
const lies = new Set(['latest-dev-cuda12.3-cudnn9.0-trt8.6-gcc12.2']);
/** Rows that a search and replace in the tables made contradict their neighbours. */
const bumped = /^0\.[67]\.[02]-cuda10\.1-cudnn7-devel$/;

describe('tags agree with what the official tables say is inside', () => {
  it.each(table('truth.tsv'))(
    '%s:%s',
    (repository, tag = '', paddle, device, cuda, cudnn, trt, gcc, python, os) => {
      const facts = describeTag(parse(`${repository}:${tag}`));
      const number = (claim: string | null, truth = ''): boolean =>
        claim === null || truth === '' || agrees(claim, truth.replace('-rc', 'rc'));
      expect(number(facts.framework, paddle)).toBe(true);
      expect(number(facts.cuda, cuda)).toBe(true);
      expect(number(facts.tensorrt, trt)).toBe(true);
      expect(number(facts.python, python)).toBe(true);
      if (device !== '') expect([device, null]).toContain(facts.device);
      if (lies.has(tag)) return;
      expect(number(facts.cudnn, cudnn)).toBe(true);
      expect(number(facts.gcc, gcc)).toBe(true);
      const claimed = facts.os ?? '';
      if (!bumped.test(tag))
        expect(claimed === '' || os.startsWith(claimed) || claimed.startsWith(os)).toBe(true);
    },
  );
});
