import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskSource } from '../../../src/adapters/files/disk-source.ts';
import { writeFileWhole } from '../../../src/adapters/files/write.ts';
import { walk } from '../../../src/adapters/files/walk.ts';
import { MAX_FILE_BYTES } from '../../../src/facts/file-source.ts';
import { folderOf, type Files } from '../../app/call.ts';

const paths = (folder: string, start = '.', exclude: readonly string[] = []): readonly string[] =>
  walk(folder, start, { exclude }).map(({ path }) => path);
const walked = (files: Files, start = '.', exclude: readonly string[] = []): readonly string[] =>
  paths(folderOf(files), start, exclude);

describe('a walk', () => {
  it('lists every file, sorted, and leaves out stores of git and npm', () => {
    expect(
      walked({ 'b/c': '', a: '', '.git/config': '', 'x/node_modules/y/Dockerfile': '', '.env': '' }),
    ).toEqual(['.env', 'a', 'b/c']);
  });

  it.each<[string, Files, readonly string[]]>([
    ['a name at any depth', { '.gitignore': 'b\n', 'a/b': '', b: '', c: '' }, ['.gitignore', 'c']],
    ['a name at the top', { '.gitignore': '/b\n', 'a/b': '', b: '' }, ['.gitignore', 'a/b']],
    ['a folder only', { '.gitignore': 'b/\n', 'a/b': '', 'b/x': '' }, ['.gitignore', 'a/b']],
    [
      'all but one',
      { '.gitignore': '*.yaml\n!keep.yaml\n', 'a.yaml': '', 'keep.yaml': '' },
      ['.gitignore', 'keep.yaml'],
    ],
    [
      'what a deeper file takes back',
      { '.gitignore': '*.yaml\n', 'a/.gitignore': '!b.yaml\n', 'a/b.yaml': '', 'c.yaml': '' },
      ['.gitignore', 'a/.gitignore', 'a/b.yaml'],
    ],
    [
      'a deeper file below its own folder only',
      { 'a/.gitignore': 'x\n', 'a/x': '', x: '' },
      ['a/.gitignore', 'x'],
    ],
    ['comments, blanks and CRLF', { '.gitignore': '# b\r\n\r\nc\r\n', b: '', c: '' }, ['.gitignore', 'b']],
  ])('honours .gitignore: %s', (_, files, expected) => {
    expect(walked(files)).toEqual(expected);
  });

  it('honours the .gitignore files above its start', () => {
    expect(walked({ '.gitignore': 'x.yaml\n', 'a/x.yaml': '', 'a/y.yaml': '' }, 'a')).toEqual(['a/y.yaml']);
  });

  it('lists a file that is named, ignored or not', () => {
    expect(walked({ '.gitignore': 'x.yaml\n', 'x.yaml': '' }, 'x.yaml')).toEqual(['x.yaml']);
  });

  it('leaves out what the call excludes', () => {
    expect(walked({ 'a/x.yaml': '', 'vendor/x.yaml': '', 'b.tmp': '' }, '.', ['vendor/', '*.tmp'])).toEqual([
      'a/x.yaml',
    ]);
  });

  it('enters a loop of links once', () => {
    const folder = folderOf({ 'a/Dockerfile': '' });
    symlinkSync('.', join(folder, 'a/self'));
    symlinkSync('../a', join(folder, 'a/up'));
    symlinkSync('loop', join(folder, 'a/loop'));
    expect(paths(folder)).toEqual(['a/Dockerfile']);
  });

  it('ends where links fork at every one of 30 steps', () => {
    const folder = folderOf({ 'd30/Dockerfile': '' });
    for (let i = 0; i < 30; i++) {
      mkdirSync(join(folder, `d${String(i)}`));
      for (const name of ['x', 'y']) symlinkSync(`../d${String(i + 1)}`, join(folder, `d${String(i)}`, name));
    }
    expect(paths(folder, 'd0')).toEqual([
      'd0/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/Dockerfile',
    ]);
    expect(paths(folder)).toEqual(['d30/Dockerfile']);
  });

  it('takes a link under the same name for the file, and one under another name for a file of its own', () => {
    const folder = folderOf({ 'a/Dockerfile': '', 'image.def': '' });
    mkdirSync(join(folder, 'b'));
    symlinkSync('../a/Dockerfile', join(folder, 'b/Dockerfile'));
    symlinkSync('image.def', join(folder, 'Dockerfile'));
    expect(paths(folder)).toEqual(['Dockerfile', 'a/Dockerfile', 'image.def']);
  });

  it('lists what lies behind a link though its target is ignored', () => {
    const folder = folderOf({ '.gitignore': 'real/\n', 'real/Dockerfile': '' });
    symlinkSync('real', join(folder, 'shown'));
    expect(paths(folder)).toEqual(['.gitignore', 'shown/Dockerfile']);
  });

  it('calls a broken link or a FIFO under the name of an input a problem, and passes others by', () => {
    const folder = folderOf({});
    symlinkSync('nowhere', join(folder, 'broken.yaml'));
    symlinkSync('nowhere', join(folder, 'broken.txt'));
    execFileSync('mkfifo', [join(folder, 'Dockerfile'), join(folder, 'pipe')]);
    symlinkSync('/dev/zero', join(folder, 'zero.yaml'));
    expect(walk(folder, '.', { exclude: [] }).map(({ path, problem }) => [path, problem?.detail])).toEqual([
      ['Dockerfile', 'Dockerfile is a special file, not a file'],
      ['broken.yaml', 'broken.yaml is a broken link, not a file'],
      ['zero.yaml', 'zero.yaml is a special file, not a file'],
    ]);
  });

  it('says where folders are nested too deep, and lists the rest', () => {
    const folder = folderOf({ Dockerfile: '', [`${'d/'.repeat(70)}Dockerfile`]: '' });
    const found = walk(folder, '.', { exclude: [] });
    expect(found.filter(({ problem }) => problem === null).map(({ path }) => path)).toEqual(['Dockerfile']);
    expect(found.filter(({ problem }) => problem !== null)).toHaveLength(1);
  });

  it('lists names with anything in them', () => {
    const names = ['a\nb.yaml', '\u001b[31mred.yaml', '-rf', 'a b', '中文.yaml', ':x'];
    expect([...walked(Object.fromEntries(names.map((name) => [name, ''])))].sort()).toEqual(
      [...names].sort(),
    );
  });
});

describe('reading', () => {
  const read = (folder: string, path: string, within: readonly string[] = [folder]) =>
    diskSource(folder, within).read(path);

  it('refuses what lies outside, through a link or by its path', () => {
    const outside = folderOf({ secret: 'x' });
    const folder = folderOf({ 'a.yaml': 'x' });
    symlinkSync(join(outside, 'secret'), join(folder, 'k.yaml'));
    for (const path of ['k.yaml', `../${outside.split('/').at(-1) ?? ''}/secret`, join(outside, 'secret')])
      expect(read(folder, path)).toMatchObject({ ok: false, reason: 'outside' });
    expect(read(folder, 'a.yaml')).toMatchObject({ ok: true });
  });

  it('does not take a folder for one whose name it begins with', () => {
    const parent = folderOf({ 'app/a': 'x', 'app-secret/a': 'x' });
    expect(read(join(parent, 'app'), '../app-secret/a')).toMatchObject({ reason: 'outside' });
  });

  it('refuses, without waiting, what is no file', async () => {
    const folder = folderOf({ 'd/x': '' });
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    const server = createServer().listen(join(folder, 'socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    symlinkSync('/dev/zero', join(folder, 'zero'));
    for (const path of ['fifo', 'socket', 'd'])
      expect(read(folder, path)).toMatchObject({ reason: 'not-a-file' });
    expect(read(folder, 'zero', [folder, '/dev'])).toMatchObject({ reason: 'not-a-file' });
    server.close();
  });

  it('says that a file which was listed has vanished', () => {
    const folder = folderOf({ 'a.yaml': 'x' });
    const source = diskSource(folder, [folder]);
    const [listed] = source.list('.', { exclude: [] });
    unlinkSync(join(folder, 'a.yaml'));
    expect(source.read(listed?.path ?? '')).toMatchObject({ ok: false, reason: 'missing' });
  });

  it('refuses a file above the limit and reads one at it', () => {
    const folder = folderOf({});
    for (const [name, more] of [
      ['limit', 0],
      ['above', 1],
    ] as const)
      execFileSync('truncate', ['-s', String(MAX_FILE_BYTES + more), join(folder, name)]);
    expect(read(folder, 'limit')).toMatchObject({ ok: true });
    expect(read(folder, 'above')).toMatchObject({ reason: 'too-large' });
  });

  it.skipIf(process.getuid?.() === 0)(
    'names the missing right (skipped as root, who may read everything)',
    () => {
      const folder = folderOf({ a: 'x' });
      chmodSync(join(folder, 'a'), 0);
      expect(read(folder, 'a')).toMatchObject({ reason: 'no-permission' });
    },
  );
});

describe('writing', () => {
  it('makes the folders that are missing and replaces the file whole', () => {
    const folder = folderOf({});
    expect(writeFileWhole(join(folder, 'a/b/c.json'), 'one')).toBeNull();
    expect(writeFileWhole(join(folder, 'a/b/c.json'), 'two')).toBeNull();
    expect(paths(folder)).toEqual(['a/b/c.json']);
  });

  it.each(['/proc/nowhere/x', '/dev/null/x'])('says why %s cannot be written, and ends', (path) => {
    expect(writeFileWhole(path, 'x')).toMatch(/^E[A-Z]+:/);
  });

  it('leaves no draft behind where a folder has the name', () => {
    const folder = folderOf({ 'out/x': '' });
    expect(writeFileWhole(join(folder, 'out'), 'x')).not.toBeNull();
    expect(paths(folder)).toEqual(['out/x']);
  });

  it('writes to a device without replacing it', () => {
    expect(writeFileWhole('/dev/null', 'x')).toBeNull();
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});
