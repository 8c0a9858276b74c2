import { describe, expect, it } from 'vitest';
import { readGitlabCi } from '../../../src/inputs/ci/gitlab.ts';
import { imagesOf } from '../container-command/command.ts';
import { contextOf } from '../dockerfile/reading.ts';

const read = (text: string, files = {}) =>
  readGitlabCi({ path: '.gitlab-ci.yml', text, digest: '' }, contextOf({ files }));
const images = (text: string) => imagesOf(read(text));

describe('the image of a job', () => {
  it.each<[string, string, string[]]>([
    ['is a text', 'a:\n  image: x:1\n', ['x:1 | ci-job | 2:10']],
    ['is in quotes', 'a:\n  image: "x:1"\n', ['x:1 | ci-job | 2:11']],
    ['is a map', 'a:\n  image:\n    entrypoint: [""]\n    name: x:1\n', ['x:1 | ci-job | 4:11']],
    ['comes from default', 'default: {image: x:1}\na: {script: [b]}\n', ['x:1 | ci-job | 1:18']],
    ['comes from the file', 'image: x:1\na: {script: [b]}\nc: {script: [d]}\n', ['x:1 | ci-job | 1:8']],
    [
      'comes from a hidden job',
      '.h: {image: "x:$T"}\na: {extends: .h, variables: {T: 1}}\n',
      ['x:1 | ci-job | 1:14'],
    ],
    [
      'comes from the last job that it extends',
      '.h: {image: x:1}\n.i: {image: y:1}\na: {extends: [.h, .i]}\n',
      ['y:1 | ci-job | 2:13', 'x:1 | ci-job | 1:13'],
    ],
    ['comes from an anchor', '.h: &h\n  image: x:1\na:\n  <<: *h\n', ['x:1 | ci-job | 2:10']],
    ['of a hidden job that nobody uses', '.h: {image: x:1}\n', ['x:1 | ci-job | 1:13']],
    [
      'has services',
      'a:\n  services:\n    - x:1\n    - name: y:1\n      alias: z\n',
      ['x:1 | ci-service | 3:7', 'y:1 | ci-service | 4:13'],
    ],
    [
      'differs with the variables of each job',
      'image: x:$T\nvariables: {T: 1}\na: {script: [b]}\nc: {variables: {T: 2}, script: [d]}\n',
      ['x:1 | ci-job | 1:8', 'x:2 | ci-job | 1:8'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(text)).toEqual(expected);
  });

  it('has platform and policy', () => {
    const text =
      'a:\n  image: {name: "x:1", docker: {platform: linux/arm64}, pull_policy: [always, never]}\n';
    const use = read(text).subjects[0]?.evidence['image.use'];
    expect(use?.status === 'observed' ? use.value : null).toMatchObject({
      platform: 'linux/arm64',
      pullPolicy: 'Always',
    });
  });

  it('has an id of where it is written', () => {
    const text = 'default: {image: x:1}\na: {script: [b]}\nc: {image: y:1}\n';
    expect(read(text).subjects.map(({ subject }) => subject.id)).toEqual([
      '.gitlab-ci.yml#default/image',
      '.gitlab-ci.yml#job/c/image',
    ]);
  });

  it('that is no text is a problem of the file', () => {
    expect(read('a: {image: [x]}\n').problems).toMatchObject([
      { code: 'wrong-type', place: { line: 1, column: 12 } },
    ]);
  });
});

describe('a variable', () => {
  it.each<[string, string, string[]]>([
    ['of the file', 'variables: {T: 2.6.1}\na: {image: "x:$T"}\n', ['x:2.6.1 | ci-job | 2:13']],
    [
      'with a description',
      'variables: {T: {value: "2.6.1", description: d}}\na: {image: "x:${T}"}\n',
      ['x:2.6.1 | ci-job | 2:13'],
    ],
    ['through others', 'variables: {R: r.io, I: $R/x}\na: {image: "$I:1"}\n', ['r.io/x:1 | ci-job | 2:13']],
    [
      'of the job, before that of the file',
      'variables: {T: 1}\na: {variables: {T: 2}, image: "x:$T"}\n',
      ['x:2 | ci-job | 2:32'],
    ],
    [
      'of a matrix',
      'a:\n  image: x:$T-$D\n  parallel:\n    matrix:\n      - {T: [1, 2], D: gpu}\n',
      ['x:1-gpu | ci-job | 2:10', 'x:2-gpu | ci-job | 2:10'],
    ],
    [
      'of a matrix, in a script',
      'a:\n  script: docker pull x:$T\n  parallel: {matrix: [{T: [1, 2]}]}\n',
      ['x:1 | pull | 2:23', 'x:2 | pull | 2:23'],
    ],
    ['that nothing sets', 'a: {image: "x:$T"}\n', ['? x:$T: $T is not set in this file | ci-job | 1:13']],
    [
      'of GitLab',
      'a: {image: "$CI_REGISTRY_IMAGE:1"}\n',
      ['? $CI_REGISTRY_IMAGE:1: GitLab sets $CI_REGISTRY_IMAGE when the job runs | ci-job | 1:13'],
    ],
    [
      'that a rule changes',
      'variables: {T: 1}\na: {image: "x:$T", rules: [{if: b, variables: {T: 2}}]}\n',
      ['? x:$T: $T: a rule may change it (line 2) | ci-job | 2:13'],
    ],
    [
      'that is an input with a default',
      'spec: {inputs: {t: {default: 1.0.0}}}\n---\na: {image: "x:$[[ inputs.t ]]"}\n',
      ['x:1.0.0 | ci-job | 3:13'],
    ],
    [
      'that is an input without one',
      'spec: {inputs: {t: {}}}\n---\na: {image: "x:$[[ inputs.t ]]"}\n',
      ['? x:$[[ inputs.t ]]: $[[ inputs.t ]] is given where this file is included | ci-job | 3:13'],
    ],
    [
      'in a ring',
      'variables: {A: $B, B: $A}\na: {image: "x:$A"}\n',
      [
        '? x:$A: $A (line 1): $B (line 1): $A (line 1): $B (line 1): $A (line 1): $B rests on too long a chain of variables | ci-job | 2:13',
      ],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(text)).toEqual(expected);
  });
});

describe('a script', () => {
  it.each<[string, string, string[]]>([
    ['of one text', 'a:\n  script: docker pull x:1\n', ['x:1 | pull | 2:23']],
    [
      'of a list',
      'a:\n  script:\n    - docker pull x:1\n    - "docker pull \\"y:1\\""\n',
      ['x:1 | pull | 3:19', 'y:1 | pull | 4:20'],
    ],
    [
      'of a block',
      'a:\n  script:\n    - |\n      b\n      docker pull \\\n        x:1\n',
      ['x:1 | pull | 6:9'],
    ],
    ['of a folded block', 'a:\n  script:\n    - >-\n      docker pull\n      x:1\n', ['x:1 | pull | 5:7']],
    [
      'of lists in lists',
      '.b: &b [docker pull x:1]\na:\n  script:\n    - *b\n    - docker pull y:1\n',
      ['x:1 | pull | 1:21', 'y:1 | pull | 5:19'],
    ],
    [
      'that goes on after before_script',
      'a:\n  before_script: [T=1]\n  script: docker pull x:$T\n',
      ['x:1 | pull | 3:23'],
    ],
    [
      'that goes on after the before_script of all jobs',
      'default: {before_script: [T=1]}\na:\n  script: docker pull x:$T\n',
      ['x:1 | pull | 3:23'],
    ],
    [
      'with variables of the file',
      'variables: {T: 2}\na:\n  script: docker pull x:${T}\n',
      ['x:2 | pull | 3:23'],
    ],
    [
      'afterwards, which has a shell of its own',
      'a:\n  script: T=1\n  after_script: [docker pull x:$T]\n',
      ['? x:$T: $T is not set in this file | pull | 3:30'],
    ],
    [
      'that jobs share, read once',
      '.b: {before_script: [docker pull x:1]}\na: {extends: .b, script: [c]}\nd: {extends: .b, script: [e]}\n',
      ['x:1 | pull | 1:34'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(text)).toEqual(expected);
  });

  it('runs containers as workloads of their own', () => {
    const { subjects } = read('a:\n  image: x:1\n  script: docker run -u 0 y:1\n');
    expect(subjects.map(({ subject }) => subject.id)).toEqual([
      '.gitlab-ci.yml#job/a/image',
      '.gitlab-ci.yml#job/a/docker-run/y:1',
      '.gitlab-ci.yml#job/a/docker-run/y:1/container',
      '.gitlab-ci.yml#job/a/docker-run/y:1/image',
    ]);
  });
});

describe('what comes from elsewhere', () => {
  it.each<[string, string, string]>([
    [
      'a template',
      'include: [{template: Jobs/SAST.gitlab-ci.yml}]\n',
      'Jobs/SAST.gitlab-ci.yml is not in this repository',
    ],
    ['another project', 'include: [{project: a/b, file: /c.yml}]\n', 'a/b is not in this repository'],
    [
      'an address',
      'include: https://example.com/c.yml\n',
      'https://example.com/c.yml is not in this repository',
    ],
    ['a component', 'include: [{component: $CI_SERVER_FQDN/a/b@1}]\n', 'is not in this repository'],
    ['a local file that is not there', 'include: [{local: /ci/c.yml}]\n', '/ci/c.yml is not among the files'],
    [
      'a child pipeline',
      'a: {trigger: {include: [{project: a/b, file: c.yml}]}}\n',
      'a/b is not in this repository',
    ],
    ['a reference', 'a: {image: !reference [.b, image]}\n', '!reference takes the image from another job'],
  ])('is told to be unread: %s', (_name, text, detail) => {
    expect(read(text).unread).toMatchObject([
      { detail: expect.stringContaining(detail) as string, place: { line: 1 } },
    ]);
  });

  it('is told to be unread where a local file does not look like one of GitLab', () => {
    const { unread } = read('include: /ci/x.yml\n', { 'ci/x.yml': 'a: 1\n' });
    expect(unread).toMatchObject([{ detail: expect.stringContaining('does not look like') as string }]);
  });

  it('is no gap when it is among the files', () => {
    expect(read('include: [/ci/c.yml, {local: d.yml}]\n', { 'ci/c.yml': '', 'd.yml': '' }).unread).toEqual(
      [],
    );
  });
});

describe('a hostile file', () => {
  it('with duplicate keys is a problem at its place', () => {
    expect(read('a:\n  image: x:1\n  image: y:1\n').problems).toMatchObject([{ place: { line: 3 } }]);
  });

  it.each<[string, string]>([
    ['empty', ''],
    ['a list', '- a\n'],
    [
      'keys of objects',
      '__proto__: {image: x:1}\nconstructor: {image: y:1}\na: {extends: __proto__, image: "x:$__proto__"}\n',
    ],
    ['jobs that extend each other', 'a: {extends: b, script: [c]}\nb: {extends: a}\n'],
    [
      'many jobs with a long script in common',
      `default: {before_script: ["docker pull ${'x'.repeat(50_000)}"]}\n${Array.from({ length: 2000 }, (_, i) => `j${i}: {script: [a]}`).join('\n')}\n`,
    ],
    [
      'many jobs with many variables in common',
      `variables:\n${Array.from({ length: 5000 }, (_, i) => `  V${i}: x`).join('\n')}\n${Array.from({ length: 5000 }, (_, i) => `j${i}: {image: "x:$V${i}", script: [docker pull $V1]}`).join('\n')}\n`,
    ],
  ])('is read to its end: %s', (_name, text) => {
    expect(read(text).kind).toBe('gitlab-ci');
  });
});
