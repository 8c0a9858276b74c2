import { describe, expect, it } from 'vitest';
import { factOf, type Surroundings } from './reading.ts';

const read = (text: string, surroundings: Surroundings = {}) =>
  factOf('dockerfile.instructions', `FROM a:1\n${text}`, surroundings);
const scripts = (text: string, surroundings: Surroundings = {}) =>
  factOf('dockerfile.piped-scripts', `FROM a:1\n${text}`, surroundings);
const piped = (command: string) => scripts(`RUN ${command}`).value.scripts.length;

describe('downloads that are run unread', () => {
  it.each([
    'curl -fsSL https://x | sh',
    'curl x | bash -s -- --yes',
    'wget -qO- x | sudo -E bash -',
    'curl x | tee /log | bash',
    'curl x | python3',
    'curl x | python3 -',
    'bash <(curl -s x)',
    'bash -c "$(curl -fsSL x)"',
    'sh -c "`wget -O- x`"',
    'eval "$(curl x)"',
    'source <(curl x)',
    'a && (curl x | env A=1 sh)',
    'bash -c "curl x | sh"',
    '["/bin/sh", "-c", "curl x | sh"]',
    '<<EOF\ncurl x | sh\nEOF',
    '<<EOF bash -e\ncurl x | sh\nEOF',
    "bash <<'EOF'\ncurl x | sh\nEOF",
    'cat <<EOF | sh\ncurl x | sh\nEOF',
  ])('%s is one', (command) => {
    expect(piped(command)).toBe(1);
  });

  it.each([
    'curl -o x.sh x && sh x.sh',
    'curl x | tar xz',
    'curl x | python3 -c "import json"',
    'curl x | python3 -m json.tool',
    'curl x | bash script.sh',
    'echo y | sh',
    'A=$(curl x) && sh install.sh',
    'echo "curl x | sh"',
    'curl x | apt-key add -',
    'bash -c "echo $(curl x)"',
  ])('%s is none', (command) => {
    expect(piped(command)).toBe(0);
  });

  it('are named with their text and place', () => {
    expect(scripts('RUN a \\\n && curl x | sh').value.scripts).toEqual([
      { stage: 0, text: 'curl x | sh', at: [3, 5] },
    ]);
  });
});

describe('ADD and COPY', () => {
  it.each([
    ['ADD https://x/y.tgz /y', 'https://x/y.tgz', false],
    ['ADD --checksum=sha256:aa https://x/y.tgz /y', 'https://x/y.tgz', true],
    ['ADD git@github.com:a/b.git /b', 'git@github.com:a/b.git', false],
    ['ADD ["http://x/y", "/y"]', 'http://x/y', false],
    ['ARG U=https://x/z\nADD ${U} /z', 'https://x/z', false],
  ])('%s fetches %s', (text, url, checksum) => {
    expect(read(text).value.remoteAdds).toMatchObject([{ url, checksum }]);
  });

  it('copies nothing remote from files', () => {
    expect(read('ADD a.tgz /\nCOPY https:/x /').value.remoteAdds).toEqual([]);
  });

  it.each([
    ['COPY . .', 1],
    ['COPY ./ /app', 1],
    ['ADD . /x', 1],
    ['COPY --chown=1 / /x', 1],
    ['COPY ["." , "/x"]', 1],
    ['COPY * /x/', 1],
    ['COPY src /x', 0],
    ['COPY --from=b:1 . .', 0],
  ])('%s copies the whole context %i times', (text, count) => {
    expect(read(text).value.wholeContextCopies).toHaveLength(count);
  });

  it.each([
    ['beside it', { files: { '.dockerignore': '' } }, true],
    ['by its name', { files: { 'Dockerfile.dockerignore': '' } }, true],
    ['above it', { path: 'docker/Dockerfile', files: { '.dockerignore': '' } }, true],
    ['nowhere', { files: { 'docker/.dockerignore': '' } }, false],
    ['unknown on stdin', { path: '-' }, null],
  ])('finds the .dockerignore %s', (_, surroundings, expected) => {
    const { value, gaps } = read('COPY . .', surroundings);
    expect(value.hasDockerignore).toBe(expected);
    expect(gaps).toHaveLength(expected === null ? 1 : 0);
  });
});

describe('variables', () => {
  it('are listed with what is known of their values', () => {
    const found = factOf('dockerfile.instructions', 'ARG T=1\nFROM a:$T\nARG A\nENV B="x y" C=$T D=$PATH')
      .value.variables;
    expect(found.map(({ stage, kind, name, value }) => [stage, kind, name, value])).toEqual([
      [-1, 'ARG', 'T', '1'],
      [0, 'ARG', 'A', null],
      [0, 'ENV', 'B', 'x y'],
      [0, 'ENV', 'C', '$T'],
      [0, 'ENV', 'D', '$PATH'],
    ]);
  });

  it('that may be secrets leave a gap when only the build knows them', () => {
    expect(read('ARG T\nENV API_TOKEN=$T').gaps).toHaveLength(1);
    expect(read('ARG T\nENV VERSION=$T').gaps).toEqual([]);
  });
});
