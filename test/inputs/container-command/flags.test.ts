import { describe, expect, it } from 'vitest';
import { RUN_FLAGS } from '../../../src/inputs/container-command/flag-table.ts';
import { parseFlags } from '../../../src/inputs/container-command/flags.ts';
import { parseShell } from '../../../src/syntax/shell/parse.ts';

const parse = (text: string) =>
  parseFlags(parseShell(text, { line: 1, column: 1 }).commands[0]?.words ?? [], RUN_FLAGS);
const flagsOf = (text: string) =>
  parse(text).flags.map(({ name, value }) => (value === null ? name : `${name}=${value.value ?? '?'}`));

describe('flags', () => {
  it.each<[string, string[]]>([
    ['-itd img', ['interactive', 'tty', 'detach']],
    ['-itu 1000 img', ['interactive', 'tty', 'user=1000']],
    ['-itu1000 img', ['interactive', 'tty', 'user=1000']],
    ['-v/a:/b -p=80:80 img', ['volume=/a:/b', 'publish=80:80']],
    ['--gpus all --gpus=all img', ['gpus=all', 'gpus=all']],
    ['--privileged --privileged=false img', ['privileged', 'privileged=false']],
    ['--rm -- img', ['rm']],
    ['-e "A=$B" img', ['env=?']],
    ['-m8g -m 8g --memory=8g img', ['memory=8g', 'memory=8g', 'memory=8g']],
    ['--future=x img', ['future=x']],
    ['img --privileged', []],
  ])('%s', (text, expected) => {
    expect(flagsOf(text)).toEqual(expected);
    expect(parse(text).rest[0]?.value).toBe('img');
    expect(parse(text).unknown).toBeNull();
  });

  it.each([...RUN_FLAGS.long].filter(([, form]) => form === 'value').map(([name]) => name))(
    'the word behind --%s is its value, not the image',
    (name) => {
      const { flags, rest } = parse(`--${name} value img`);
      expect([flags[0]?.name, flags[0]?.value?.value, rest[0]?.value]).toEqual([name, 'value', 'img']);
    },
  );

  it.each([...RUN_FLAGS.long].filter(([, form]) => form === 'switch').map(([name]) => name))(
    'the word behind --%s is the image',
    (name) => {
      expect(parse(`--${name} img`).rest[0]?.value).toBe('img');
    },
  );

  it.each([...RUN_FLAGS.short])('-%s is --%s', (letter, name) => {
    expect(flagsOf(`-${letter} x img`)[0]).toMatch(new RegExp(`^${name}(?:=x)?$`));
  });

  it.each<[string, string]>([
    ['$OPTS img', '$OPTS'],
    ['--rm ${OPTS[@]} img', '${OPTS[@]}'],
    ['"$FLAG" --rm img', '"$FLAG"'],
    ['--$NAME img', '--$NAME'],
    ['-z img', '-z'],
    ['--user', '--user has no value'],
    ['-v "$@" img', '"$@"'],
  ])('may hide in %s', (text, why) => {
    expect(parse(text).unknown).toContain(why);
  });

  it('have the place of their value', () => {
    const [user, memory] = parse('--user=1000 -m 8g img').flags;
    expect([user?.value?.column, memory?.value?.column]).toEqual([8, 16]);
  });
});
