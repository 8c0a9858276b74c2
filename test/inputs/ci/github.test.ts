import { describe, expect, it } from 'vitest';
import { readGithubWorkflow } from '../../../src/inputs/ci/github.ts';
import { imagesOf } from '../container-command/command.ts';
import { contextOf } from '../dockerfile/reading.ts';

const read = (text: string) =>
  readGithubWorkflow({ path: '.github/workflows/ci.yml', text, digest: '' }, contextOf({}));
const images = (text: string) => imagesOf(read(text));
const job = (lines: string) => `jobs:\n  a:\n${lines.replace(/^/gm, '    ')}\n`;

describe('the image of a job', () => {
  it.each<[string, string, string[]]>([
    ['is a text', 'container: x:1', ['x:1 | ci-job | 3:16']],
    ['is in a map', 'container:\n  image: "x:1"\n  options: --gpus all', ['x:1 | ci-job | 4:15']],
    [
      'has services',
      'services:\n  db: {image: x:1}\n  q:\n    image: y:1',
      ['x:1 | ci-service | 4:19', 'y:1 | ci-service | 6:16'],
    ],
    [
      'may be that of a step',
      'steps:\n  - uses: docker://x:1\n  - uses: actions/checkout@v4',
      ['x:1 | ci-job | 4:24'],
    ],
    ['may be empty', 'container: ""', []],
  ])('%s', (_name, text, expected) => {
    expect(images(job(text))).toEqual(expected);
  });

  it('has the platform of its options', () => {
    const use = read(job('container: {image: "x:1", options: --cpus 2 --platform linux/arm64}')).subjects[0]
      ?.evidence['image.use'];
    expect(use?.status === 'observed' ? use.value.platform : null).toBe('linux/arm64');
  });

  it('is no container that is judged', () => {
    expect(read(job('container: x:1')).subjects.map(({ subject }) => subject.kind)).toEqual(['image']);
  });
});

describe('an expression', () => {
  it.each<[string, string, string[]]>([
    ['of the matrix', 'strategy: {matrix: {t: [1, 2]}}\ncontainer: x:${{ matrix.t }}', ['x:1', 'x:2']],
    [
      'of the matrix, with an include',
      'strategy: {matrix: {t: [1], include: [{t: 2}, {t: 1, d: gpu}]}}\ncontainer: x:${{ matrix.t }}',
      ['x:1', 'x:2'],
    ],
    [
      'of the matrix, with an exclude',
      'strategy: {matrix: {t: [1, 2], d: [a, b], exclude: [{t: 2, d: b}]}}\ncontainer: x:${{ matrix.t }}-${{ matrix.d }}',
      ['x:1-a', 'x:1-b', 'x:2-a'],
    ],
    [
      'of maps in the matrix',
      'strategy: {matrix: {i: [{n: x, t: 1}, {n: y, t: 2}]}}\ncontainer: ${{ matrix.i.n }}:${{ matrix.i.t }}',
      ['x:1', 'y:2'],
    ],
    [
      'of an include that adds to all',
      'strategy: {matrix: {t: [1, 2], include: [{d: gpu}]}}\ncontainer: x:${{ matrix.t }}-${{ matrix.d }}',
      ['x:1-gpu', 'x:2-gpu'],
    ],
    ['of the environment', 'env: {T: 1}\nsteps:\n  - uses: docker://x:${{ env.T }}', ['x:1']],
    [
      'of the environment of the step first',
      'env: {T: 1}\nsteps:\n  - uses: docker://x:${{ env.T }}\n    env: {T: 2}',
      ['x:2'],
    ],
    [
      'of an environment that is one itself',
      'strategy: {matrix: {t: [1, 2]}}\nenv: {T: "${{ matrix.t }}"}\nsteps:\n  - uses: docker://x:${{ env.T }}',
      ['x:1', 'x:2'],
    ],
    ['of a text', "container: x:${{ '1' }}", ['x:1']],
    ['with a default', "container: x:${{ inputs.t || '1' }}", ['x:1']],
    ['that is whole', 'strategy: {matrix: {i: ["x:1"]}}\ncontainer: ${{ matrix.i }}', ['x:1']],
    [
      'that only the run knows',
      'container: x:${{ github.sha }}',
      ['? x:${{ github.sha }}: ${{ github.sha }}: github.sha is known only when the workflow runs'],
    ],
    [
      'that calls a function',
      "container: x:${{ format('{0}', 1) }}",
      ["? x:${{ format('{0}', 1) }}: ${{ format('{0}', 1) }}: GitHub computes it when the workflow runs"],
    ],
    [
      'of a matrix that is one itself',
      'strategy: {matrix: {t: "${{ fromJSON(x) }}"}}\ncontainer: x:${{ matrix.t }}',
      ['? x:${{ matrix.t }}: ${{ matrix.t }}: an expression makes the matrix'],
    ],
    [
      'of a variable that a step writes',
      'env: {T: 1}\nsteps:\n  - run: echo "T=2" >> $GITHUB_ENV\n  - uses: docker://x:${{ env.T }}',
      ['? docker://x:${{ env.T }}: ${{ env.T }}: a step writes T to $GITHUB_ENV'],
    ],
    [
      'of a secret',
      'container: x:${{ secrets.T }}',
      ['? x:${{ secrets.T }}: ${{ secrets.T }}: secrets.T is known only when the workflow runs'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(job(text)).map((line) => line.split(' | ')[0])).toEqual(expected);
  });

  it('of an input is its default', () => {
    const text = `on: {workflow_dispatch: {inputs: {t: {default: 2.6.1}}}}\n${job('container: x:${{ inputs.t }}')}`;
    expect(images(text)).toEqual(['x:2.6.1 | ci-job | 4:16']);
    const reference = read(text).subjects[0]?.evidence['image.reference'];
    expect(reference?.status === 'observed' ? reference.value.resolvedFrom : []).toEqual([
      'default of input t (line 1)',
    ]);
  });
});

describe('a step', () => {
  it.each<[string, string, string[]]>([
    ['of one line', 'steps:\n  - run: docker pull x:1', ['x:1 | pull | 4:26']],
    [
      'of a block',
      'steps:\n  - run: |\n      T=1\n      docker run --rm \\\n        x:$T',
      ['x:1 | run | 7:13'],
    ],
    [
      'with expressions',
      'env: {T: 1}\nsteps:\n  - run: docker pull x:${{ env.T }} # c',
      ['x:1 | pull | 5:26'],
    ],
    ['with variables of env', 'env: {T: 1}\nsteps:\n  - run: docker pull x:$T', ['x:1 | pull | 5:26']],
    [
      'with the place behind an expression',
      'env: {LONG_NAME: a}\nsteps:\n  - run: docker run -e A=${{ env.LONG_NAME }} x:1',
      ['x:1 | run | 5:51'],
    ],
    [
      'for each job of the matrix, where it differs',
      'strategy: {matrix: {t: [1, 2]}}\nsteps:\n  - run: docker pull x:${{ matrix.t }}; docker pull y:1',
      ['x:1 | pull | 5:26', 'y:1 | pull | 5:57', 'x:2 | pull | 5:26'],
    ],
    [
      'with an expression that only the run knows',
      'steps:\n  - run: docker pull x:${{ github.sha }}',
      [
        '? x:${{ github.sha }}: ${{ github.sha }}: github.sha is known only when the workflow runs | pull | 4:26',
      ],
    ],
    [
      'with an expression that may be flags',
      'steps:\n  - run: docker run ${{ inputs.o }} x:1',
      [
        '? x:1: flags before it are not known (${{ inputs.o }}: ${{ inputs.o }}: inputs.o is given by whoever starts it) | run | 4:41',
      ],
    ],
    [
      'with a shell of the kind',
      'steps:\n  - run: docker pull x:1\n    shell: bash -euo pipefail {0}',
      ['x:1 | pull | 4:26'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(job(text))).toEqual(expected);
  });

  it.each<[string, string]>([
    ['for PowerShell', 'steps:\n  - run: docker run x:1\n    shell: pwsh'],
    ['on Windows', 'runs-on: windows-2022\nsteps:\n  - run: docker run x:1'],
    ['for PowerShell by default', 'defaults: {run: {shell: pwsh}}\nsteps:\n  - run: docker run x:1'],
  ])('%s is told to be unread', (_name, text) => {
    expect(read(job(text))).toMatchObject({ subjects: [], unread: [{ what: 'step for pwsh' }] });
  });

  it('for PowerShell without containers is none of ours', () => {
    expect(read(job('steps:\n  - run: ls\n    shell: pwsh')).unread).toEqual([]);
  });
});

describe('an action', () => {
  it.each<[string, string, string[]]>([
    ['has an image', 'runs: {using: docker, image: "docker://x:1"}\n', ['x:1 | ci-job | 1:40']],
    ['has a Dockerfile, which is a file of its own', 'runs: {using: docker, image: Dockerfile}\n', []],
    [
      'has steps',
      'inputs: {t: {default: "2"}}\nruns:\n  using: composite\n  steps:\n    - run: docker pull x:${{ inputs.t }}\n      shell: bash\n',
      ['x:2 | pull | 5:24'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(images(text)).toEqual(expected);
  });
});

describe('a workflow', () => {
  it('of another repository is told to be unread, one of its own is not', () => {
    const text =
      'jobs:\n  a: {uses: o/r/.github/workflows/x.yml@v1}\n  b: {uses: ./.github/workflows/y.yml}\n';
    expect(read(text).unread).toMatchObject([{ place: { line: 2, column: 13 } }]);
  });

  it.each<[string, string]>([
    ['empty', ''],
    ['a list', '- a\n'],
    ['keys of objects', 'jobs: {__proto__: {container: "x:${{ env.constructor }}"}}\n'],
    ['open expressions', job(`container: "${'${{'.repeat(50_000)}"`)],
    [
      'a large matrix',
      job(
        `strategy: {matrix: {${Array.from({ length: 12 }, (_, i) => `a${i}: [1, 2, 3, 4]`).join(', ')}}}\ncontainer: x:\${{ matrix.a0 }}-\${{ matrix.a11 }}`,
      ),
    ],
    [
      'many steps and variables',
      `env:\n${Array.from({ length: 5000 }, (_, i) => `  V${i}: x`).join('\n')}\n${job(`steps:\n${Array.from({ length: 5000 }, (_, i) => `- run: docker pull x:$V${i}`).join('\n')}`)}`,
    ],
  ])('is read to its end: %s', (_name, text) => {
    expect(read(text).kind).toBe('github-workflow');
  });
});
