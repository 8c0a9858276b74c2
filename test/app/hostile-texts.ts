import type { Files } from './call.ts';

export const BAD = 'FROM paddlepaddle/paddle:latest\n';
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n';
const FIVE_MB = 5_000_000;

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const grow = (count: number, line: (name: string, value: string) => string, use: (name: string) => string) =>
  lines(count, (i) => line(`A${String(i + 1)}`, use(`A${String(i)}`).repeat(3)));
const chain = (first: string, line: (index: number, before: string) => string, count: number): string =>
  first + lines(count, (i) => line(i + 1, `*a${String(i)}`));

export interface Hostile {
  readonly name: string;
  readonly files: Files;
  /** Whether the file must fail `input/is-readable`; the others are read as what they are, however odd. */
  readonly unreadable: boolean;
}

const broken = (name: string, files: Files): Hostile => ({ name, files, unreadable: true });
const odd = (name: string, files: Files): Hostile => ({ name, files, unreadable: false });

/** Each is one file that was made to hurt whoever reads it. */
export const HOSTILE: readonly Hostile[] = [
  broken('an alias bomb', {
    'k.yaml': chain(
      'apiVersion: v1\nkind: ConfigMap\na0: &a0 [x, x]\n',
      (i, a) => `a${String(i)}: &a${String(i)} [${`${a}, `.repeat(9)}${a}]\n`,
      12,
    ),
  }),
  broken('an alias bomb of containers', {
    'k.yaml': `${chain(
      `${POD}  x: &a0 {name: c, image: "a:1"}\n`,
      (i, a) => `  y${String(i)}: &a${String(i)} [${`${a}, `.repeat(9)}${a}]\n`,
      9,
    )}  containers: *a9\n`,
  }),
  broken('a bomb of merge keys', {
    'k.yaml': `${chain(
      `${POD}  m: &a0 {a: 1}\n`,
      (i, a) => `  m${String(i)}: &a${String(i)} {<<: [${a}, ${a}], k${String(i)}: 1}\n`,
      40,
    )}  containers: [{name: a, image: "a:1", <<: *a40}]\n`,
  }),
  broken('10,000 brackets', { 'k.yaml': `${POD}  x: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n` }),
  broken('10,000 levels of blocks', { 'k.yaml': POD + lines(10_000, (i) => `  ${' '.repeat(i)}a:\n`) }),
  broken('10,000 dashes in a line', { 'k.yaml': `${POD}  x:\n    ${'- '.repeat(10_000)}a\n` }),
  broken('10,000 levels of JSON', {
    'k.json': `{"apiVersion":"v1","kind":"Pod","spec":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`,
  }),
  broken('10,000 substitutions in a script', {
    'a.sh': `#!/bin/sh\n${'$('.repeat(10_000)}docker run a:1${')'.repeat(10_000)}\n`,
  }),
  broken('10,000 compound commands', {
    'a.sh': `#!/bin/sh\n${'if true; then\n'.repeat(10_000)}docker run a:1\n${'fi\n'.repeat(10_000)}`,
  }),
  odd('10,000 defaults within defaults in a Dockerfile', {
    Dockerfile: `FROM ${'${a:-'.repeat(10_000)}x${'}'.repeat(10_000)}\n`,
  }),
  odd('10,000 defaults within defaults in a compose file', {
    'compose.yaml': `services:\n  a:\n    image: a:${'${A:-'.repeat(10_000)}x${'}'.repeat(10_000)}\n`,
  }),
  broken('7,000 ONBUILD', { Dockerfile: `FROM a:1\n${'ONBUILD '.repeat(7_000)}RUN x\n` }),
  odd('ARGs that triple each other', {
    Dockerfile: `ARG A0=xxxxxxxxxx\n${grow(
      40,
      (n, v) => `ARG ${n}=${v}\n`,
      (n) => `\${${n}}`,
    )}FROM a:\${A40}\n`,
  }),
  odd('shell variables that triple each other', {
    'a.sh': `#!/bin/sh\nA0=xxxxxxxxxx\n${grow(
      40,
      (n, v) => `${n}=${v}\n`,
      (n) => `\${${n}}`,
    )}docker run a:$A40\n`,
  }),
  odd('make variables that triple each other', {
    Makefile: `A0=xxxxxxxxxx\n${grow(
      40,
      (n, v) => `${n}=${v}\n`,
      (n) => `$(${n})`,
    )}a:\n\tdocker run a:$(A40)\n`,
  }),
  odd('CI variables that triple each other', {
    '.gitlab-ci.yml': `variables:\n  A0: xxxxxxxxxx\n${grow(
      40,
      (n, v) => `  ${n}: ${v}\n`,
      (n) => `$${n}`,
    )}j:\n  image: a:$A40\n  script: [ls]\n`,
  }),
  odd('container variables that triple each other', {
    'k.yaml': `${POD}  containers:\n  - name: a\n    image: a:1\n    env:\n    - {name: A0, value: xxxxxxxxxx}\n${grow(
      40,
      (n, v) => `    - {name: ${n}, value: "${v}"}\n`,
      (n) => `$(${n})`,
    )}`,
  }),
  broken('a Dockerfile line of 5 MB', { Dockerfile: `FROM ${'a'.repeat(FIVE_MB)}\n` }),
  broken('an image name of 5 MB in a manifest', {
    'k.yaml': `${POD}  containers: [{name: a, image: "${'a'.repeat(FIVE_MB)}"}]\n`,
  }),
  broken('an image name of 5 MB in a compose file', {
    'compose.yaml': `services: {a: {image: "${'a'.repeat(FIVE_MB)}"}}\n`,
  }),
  odd('an image name of 5 MB in a script', { 'a.sh': `#!/bin/sh\ndocker run ${'a'.repeat(FIVE_MB)}\n` }),
  odd('an image name of 5 MB in a makefile', { Makefile: `a:\n\tdocker run ${'a'.repeat(FIVE_MB)}\n` }),
  odd('5 MB of blanks', { 'a.sh': `#!/bin/sh\ndocker run ${' '.repeat(FIVE_MB)} a:1\n` }),
  odd('5 MB of blanks in a manifest', {
    'k.yaml': `${POD}  containers: [{name: a, image: "a:1"}]${' '.repeat(FIVE_MB)}\n`,
  }),
  odd('two million lines that go on', { Dockerfile: `FROM a:1\nRUN a ${'\\\n'.repeat(2_000_000)} b\n` }),
  broken('700,000 flags of one command', {
    'a.sh': `#!/bin/sh\ndocker run ${'-e A=1 '.repeat(700_000)} a:1\n`,
  }),
  odd('40,000 flags of one command', { 'a.sh': `#!/bin/sh\ndocker run ${'-e A=1 '.repeat(40_000)} a:1\n` }),
  broken('two million commands', { 'a.sh': `#!/bin/sh\n${'a;'.repeat(2_000_000)}docker run a:1\n` }),
  odd('a reference of 200,000 characters', { 'a.sh': `#!/bin/sh\ndocker run ${'a/'.repeat(100_000)}b:1\n` }),
  broken('a tag of 200,000 characters', {
    'k.yaml': `${POD}  containers: [{name: a, image: "paddlepaddle/paddle:2.6.1${'-gpu'.repeat(50_000)}"}]\n`,
  }),
  broken('a digest of 200,000 characters', {
    'k.yaml': `${POD}  containers: [{name: a, image: "a@sha256:${'a'.repeat(200_000)}"}]\n`,
  }),
  broken('NULs', { Dockerfile: 'FROM a:1\0\n' }),
  broken('NULs in a manifest', { 'k.yaml': `${POD}  containers: [{name: a, image: "a:1"}]\n\0` }),
  broken('bytes of no encoding', { 'k.yaml': Buffer.from([0x61, 0x3a, 0x20, 0x00, 0x01, 0x02, 0x00, 0x00]) }),
  broken('duplicate keys', { 'k.yaml': `${POD}  containers: [{name: a, image: "a:1", image: "b:1"}]\n` }),
  broken('duplicate services', { 'compose.yaml': 'services: {a: {image: "a:1"}, a: {image: "b:1"}}\n' }),
  broken('duplicate keys of JSON', {
    'k.json': '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[{"image":"a:1"}],"containers":[]}}',
  }),
  broken('an unclosed quote', { 'k.yaml': `${POD}  containers: [{name: a, image: 'a:1}]\n` }),
  broken('an unclosed quote in a script', { 'a.sh': "#!/bin/sh\ndocker run 'a:1\n" }),
  broken('an unclosed quote in a CI file', { '.gitlab-ci.yml': "image: 'a\nj: {script: [a]}\n" }),
  broken('an empty Dockerfile', { Dockerfile: '' }),
  broken('an empty kustomization', { 'kustomization.yaml': '' }),
  odd('files that draw each other in', {
    Dockerfile: 'FROM a:1\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\n',
    'requirements.txt': `-r requirements.txt\n${'a'.repeat(FIVE_MB)}\n`,
  }),
  odd('compose files that include each other', {
    'compose.yaml':
      'include: [b/compose.yaml]\nservices: {a: {extends: {file: b/compose.yaml, service: b}}}\n',
    'b/compose.yaml':
      'include: [../compose.yaml]\nservices: {b: {extends: {file: ../compose.yaml, service: a}}}\n',
  }),
  odd('kustomizations that draw each other in', {
    'a/kustomization.yaml': 'resources: [../b]\n',
    'b/kustomization.yaml': 'resources: [../a]\n',
  }),
];
