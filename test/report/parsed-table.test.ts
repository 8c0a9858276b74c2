import { describe, expect, it } from 'vitest';
import { parseLine } from '../../src/app/parse/parse-lines.ts';
import { renderParsed } from '../../src/report/parsed-table.ts';

const shown = (reference: string): readonly string[] => renderParsed(parseLine(reference)).split('\n');
const field = (reference: string, name: string): readonly string[] => {
  const lines = shown(reference);
  const at = lines.findIndex((line) => line.startsWith(`  ${name.padEnd(15)}`));
  if (at < 0) return [];
  const after = lines.slice(at + 1).findIndex((line) => !line.startsWith(' '.repeat(17)));
  return lines.slice(at, at + 1 + after).map((line) => line.slice(17));
};

describe('a parsed reference as a table', () => {
  it('says what contradicted means, why the tag is expected, and how well each near tag is attested', () => {
    const copied = 'paddlepaddle/paddle:2.6.0-gpu-cuda11.8-cudnn8';
    expect(field(copied, 'seen')).toEqual([
      'contradicted: somebody wrote it down, and it cannot be relied on',
    ]);
    expect(field(copied, 'expected')[0]).toContain(
      'the wheel paddlepaddle-gpu==2.6.0 without a suffix is built for CUDA 11.8',
    );
    expect(field(copied, 'nearest')[0]).toBe('2.6.0-gpu-cuda11.7-cudnn8.4-trt8.4  (official)');
    expect(field(copied, 'nearest')).toHaveLength(3);
    expect(field('paddlepaddle/paddle:2.6.0-gpu-cuda12.3', 'seen')).toEqual([
      'contradicted: the project lists the tags of this version, and this one is not among them',
    ]);
  });

  it('says that a tag without a list is neither good nor bad', () => {
    expect(field('harbor.example/team/ocr:1.2.3', 'seen')).toEqual(['unknown: no list to hold it against']);
    expect(field('harbor.example/team/ocr:1.2.3', 'nearest')).toEqual([]);
  });

  it('marks what is not in the text, and shows what cannot be seen', () => {
    expect(field('paddlepaddle/paddle:2.6.2', 'device')).toEqual(['cpu  (inferred: not in the text)']);
    expect(shown('paddle\u202e:1\u001b[31m')[0]).toBe(String.raw`paddle\u202e:1\u001b[31m`);
  });
});
