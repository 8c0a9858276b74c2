import { describe, expect, it } from 'vitest';
import { readMakefile } from '../../../src/inputs/script/makefile.ts';
import { imagesOf } from '../container-command/command.ts';
import { contextOf } from '../dockerfile/reading.ts';

const read = (text: string) => readMakefile({ path: 'Makefile', text, digest: '' }, contextOf({}));
const images = (text: string) => imagesOf(read(text));

describe('a recipe', () => {
  it.each<[string, string, string[]]>([
    ['is a line with a tab', 'a:\n\tdocker pull x:1', ['x:1 | pull | 2:14']],
    ['may be silent or fail', 'a:\n\t@-docker pull x:1', ['x:1 | pull | 2:16']],
    ['may stand behind its rule', 'a: b ; docker pull x:1', ['x:1 | pull | 1:20']],
    ['goes on behind a backslash', 'a:\n\tdocker run \\\n\t  --rm \\\n\t\tx:1', ['x:1 | run | 4:3']],
    [
      'has one shell a line',
      'a:\n\tT=1\n\tdocker pull x:$$T',
      ['? x:$T: $T is not set in this file | pull | 3:14'],
    ],
    [
      'has one shell in all with .ONESHELL',
      '.ONESHELL:\na:\n\tT=1\n\tdocker pull x:$$T',
      ['x:1 | pull | 4:14'],
    ],
    ['goes on after a comment and an empty line', 'a:\n# x\n\n\tdocker pull x:1', ['x:1 | pull | 4:14']],
    [
      'has several lines',
      'a b:\n\tdocker pull x:1\n\tdocker pull y:1\nc:\n\tdocker pull z:1',
      ['x:1 | pull | 2:14', 'y:1 | pull | 3:14', 'z:1 | pull | 5:14'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(text)).toEqual(expected);
  });

  it('belongs to its target in ids', () => {
    expect(read('serve:\n\tdocker run x:1').subjects[0]?.subject.id).toBe('Makefile#serve/docker-run/x:1');
  });
});

describe('a variable of make', () => {
  it.each<[string, string, string]>([
    ['is filled in', 'T := 2.6.1\na:\n\tdocker pull x:$(T)', 'x:2.6.1 | pull | 3:14'],
    ['in braces', 'T = 2.6.1 # c\na:\n\tdocker pull x:${T}', 'x:2.6.1 | pull | 3:14'],
    ['of one letter', 'T = 1\na:\n\tdocker pull x:$T', 'x:1 | pull | 3:14'],
    [
      'through others',
      'R ?= r.example.com\nI = $(R)/x:$(T)\nT = 1\na:\n\tdocker pull "$(I)"',
      'r.example.com/x:1 | pull | 5:14',
    ],
    ['exported', 'export T := 1\na:\n\tdocker pull x:$(T)', 'x:1 | pull | 3:14'],
    ['may hold the engine', 'D ?= podman\na:\n\t$(D) pull x:1', 'x:1 | pull | 3:12'],
    ['may hold a command with quotes', 'D = docker run -v "$(CURDIR):/w"\na:\n\t$(D) x:1', 'x:1 | run | 3:7'],
    [
      'is unknown when nothing sets it',
      'a:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) is not set in this file | pull | 2:14',
    ],
    [
      'is unknown when it is set twice',
      'T=1\nT=2\na:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) is assigned more than once (lines 1, 2) | pull | 4:14',
    ],
    [
      'is unknown under a condition',
      'ifdef X\nT=1\nendif\na:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) is assigned only under a condition (line 2) | pull | 5:14',
    ],
    [
      'is unknown when it is set for a target',
      'a: T=1\na:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) is assigned only under a condition (line 1) | pull | 3:14',
    ],
    [
      'is unknown when a command prints it',
      'T := $(shell git describe)\na:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) is computed (line 1): make computes $(shell git describe) | pull | 3:14',
    ],
    [
      'is unknown when an include may set it',
      'include .env\nT ?= 1\na:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) may be set by include .env (line 1) | pull | 4:14',
    ],
    [
      'is unknown when it refers to itself',
      'T = $(T)1\na:\n\tdocker pull x:$(T)',
      '? x:$(T): $(T) is computed (line 1): $(T) refers to itself | pull | 3:14',
    ],
    [
      'is unknown when make sets it',
      'a:\n\tdocker pull x:$@',
      '? x:$@: $@ is set by make for each target | pull | 2:14',
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(text)).toEqual([expected]);
  });

  it('is told with what it rests on', () => {
    const image = read('R ?= r.io\nI = $(R)/x:1\na:\n\tdocker pull $(I)').subjects[0]?.evidence[
      'image.reference'
    ];
    expect(image?.status === 'observed' ? image.value : null).toMatchObject({
      written: '$(I)',
      resolvedFrom: ['I = r.io/x:1 (line 2); default R ?= r.io (line 1)'],
    });
  });

  it.each<[string, string]>([
    ['in a block of lines', 'define X\ndocker run x:1\nendef\na:\n\t$(X)'],
    ['that make runs itself', 'X := $(shell docker run x:1 date)\na:\n\techo $(X)'],
    ['under a condition', 'ifdef G\nX = docker run --gpus all\nelse\nX = docker run\nendif\na:\n\t$(X) x:1'],
  ])('with a container command is told to be unread: %s', (_name, text) => {
    expect(read(text).unread.length).toBeGreaterThan(0);
  });
});

describe('a hostile Makefile', () => {
  it.each<[string, string]>([
    ['of one line', `a:\n\tdocker pull ${'x'.repeat(3_000_000)}`],
    ['with open references', `a:\n\tdocker pull ${'$('.repeat(200_000)}`],
    [
      'with doubling variables',
      `${Array.from({ length: 60 }, (_, i) => `A${i + 1} = $(A${i})$(A${i})"`).join('\n')}\nA0 = x\na:\n\tdocker pull $(A60)`,
    ],
    ['with variables in a ring', 'A = $(B)$(B)\nB = $(A)$(A)\na:\n\tdocker pull $(A)'],
    ['of backslashes', '\\\n'.repeat(1_000_000)],
  ])('is read to its end: %s', (_name, text) => {
    expect(read(text).kind).toBe('makefile');
  });
});
