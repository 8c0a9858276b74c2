import { describe, expect, it } from 'vitest';
import { imagesOf, readScript } from '../container-command/command.ts';

describe('a shell script', () => {
  it('without containers has no subjects', () => {
    expect(readScript('#!/bin/sh\necho "unclosed')).toMatchObject({
      kind: 'shell-script',
      subjects: [],
      problems: [],
    });
  });

  it('with a quote that is never closed is a problem of the file, at its place', () => {
    const { problems, subjects } = readScript('docker pull a:1\necho "docker\n');
    expect(problems).toMatchObject([
      { code: 'shell-unclosed', place: { path: 'run.sh', line: 2, column: 6 } },
    ]);
    expect(subjects).toHaveLength(1);
  });

  it('may have carriage returns', () => {
    expect(imagesOf(readScript('T=1\r\ndocker pull \\\r\n  a:$T\r\n'))).toEqual(['a:1 | pull | 3:3']);
  });

  it('may be empty', () => {
    expect(readScript('').subjects).toEqual([]);
  });

  it('may name an image of 200,000 characters', () => {
    const { subjects } = readScript(`docker run a/${'b'.repeat(200_000)}:1`);
    expect(subjects.at(-1)?.evidence['image.reference']?.status).toBe('unavailable');
  });
});
