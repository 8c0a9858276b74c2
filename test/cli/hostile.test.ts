import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BAD, HOSTILE } from '../app/hostile-texts.ts';
import { folderOf } from '../app/call.ts';
import { inShell, spawned } from './spawned.ts';

/** Of the issue: 300 MB. */
const MOST_MEMORY = 286;

describe('the program on hostile files', () => {
  it.each(HOSTILE)('$name: ends in bounds, and tells of the file beside it', ({ files, unreadable }) => {
    const folder = folderOf({ ...files, 'zz/Dockerfile': BAD });
    const { code, stdout, stderr, rss } = spawned({ folder, args: ['check', '.', '-q'] });
    expect(stderr).toBe('');
    expect(code).toBe(1);
    expect(stdout).toContain('zz/Dockerfile');
    if (unreadable) expect(stdout).toContain('input/is-readable');
    expect(rss).toBeGreaterThan(10);
    expect(rss).toBeLessThan(MOST_MEMORY);
  });

  it('reads 20,000 files in flat memory', () => {
    const folder = folderOf({ Dockerfile: BAD });
    for (let i = 0; i < 20; i++) {
      mkdirSync(join(folder, String(i)));
      for (let j = 0; j < 1000; j++) writeFileSync(join(folder, String(i), `${String(j)}.yaml`), 'a: 1\n');
    }
    const { code, rss } = spawned({ folder, args: ['check', '.'] });
    expect(code).toBe(1);
    expect(rss).toBeLessThan(MOST_MEMORY);
  });

  it('ends on folders 4,000 levels deep', () => {
    const folder = folderOf({ Dockerfile: BAD });
    execFileSync('python3', ['-c', "import os\nfor _ in range(4000):\n  os.mkdir('d')\n  os.chdir('d')\n"], {
      cwd: folder,
    });
    const { code, stdout } = spawned({ folder, args: ['check', '.'] });
    expect(code).toBe(1);
    expect(stdout).toContain('nested deeper than');
    expect(stdout).toContain('tag/is-pinned');
    execFileSync('rm', ['-rf', join(folder, 'd')]);
  });

  it.each(['Dockerfile', 'k.yaml', '-'])('waits for nothing that a FIFO called %s may bring', (name) => {
    const folder = folderOf({ 'zz/Dockerfile': BAD });
    execFileSync('mkfifo', [join(folder, 'Dockerfile'), join(folder, 'k.yaml')]);
    const { code, stdout } = spawned({ folder, args: ['check', '.', name] });
    expect(code).toBe(1);
    expect(stdout).toContain('is a special file, not a file');
  });

  it('tells of a folder and a file that it may not read, and judges the rest', () => {
    const folder = folderOf({ Dockerfile: BAD, 'closed/Dockerfile': BAD, 'k.yaml': 'a: 1\n' });
    for (const name of ['closed', 'k.yaml']) chmodSync(join(folder, name), 0);
    chmodSync(folder, 0o755);
    // Root may read everything: then the program runs as nobody.
    const as = process.getuid?.() === 0 ? 'setpriv --reuid 65534 --regid 65534 --clear-groups ' : '';
    const { code, stdout } = inShell(folder, `${as}$PV check .`, { HOME: '/nonexistent' });
    chmodSync(join(folder, 'closed'), 0o755);
    expect(code).toBe(1);
    expect(stdout).toContain('tag/is-pinned');
    expect(stdout).toMatch(/closed cannot be read whole \(no-permission\)/);
    expect(stdout).toMatch(/k\.yaml cannot be read whole \(no-permission\)/);
  });

  it('lets no name of a file drive the terminal or another tool', () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: "paddlepaddle/paddle:latest"}]}\n';
    const names = ['a\nb.yaml', '\u001b[31mred\u0007.yaml', '\u202ereversed.yaml', '%0A::error::x.yaml'];
    const folder = folderOf(Object.fromEntries(names.map((name) => [name, pod])));
    for (const format of ['text', 'github', 'markdown']) {
      const { stdout } = spawned({ folder, args: ['check', '.', '-f', format] });
      expect(stdout).not.toMatch(/[\u001b\u0007]/);
      if (format === 'github')
        expect(stdout.split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
    }
  });

  it('reads a name that is not UTF-8, or says that it cannot', () => {
    const folder = folderOf({});
    execFileSync('python3', ['-c', `open(b'\\xd6\\xd0.Dockerfile', 'w').write('${BAD.trim()}\\n')`], {
      cwd: folder,
    });
    const { code, stdout } = spawned({ folder, args: ['check', '.'] });
    expect(code).toBe(1);
    expect(stdout).toMatch(/tag\/is-pinned|input\/is-readable/);
  });
});
