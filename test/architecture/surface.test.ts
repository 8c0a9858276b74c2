import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compiled } from '../../bin/load.js';
import { root } from './tree.ts';

interface Flag {
  readonly name: string;
  readonly char?: string;
  readonly env?: string;
  readonly type: string;
  readonly options?: readonly string[];
  readonly multiple?: boolean;
}
interface Command {
  readonly id: string;
  readonly args: Readonly<Record<string, { readonly name: string; readonly required?: boolean }>>;
  readonly flags: Readonly<Record<string, Flag>>;
}

const manifest = JSON.parse(readFileSync(`${root}oclif.manifest.json`, 'utf8')) as {
  commands: Readonly<Record<string, Command>>;
};
const commands = Object.values(manifest.commands).sort((a, b) => (a.id < b.id ? -1 : 1));

describe('the command line', () => {
  it('changes only on purpose: commands, arguments, flags and their variables', () => {
    const surface = commands.map(({ id, args, flags }) => ({
      command: id,
      args: Object.values(args).map(({ name, required }) => (required === true ? name : `[${name}]`)),
      flags: Object.values(flags)
        .map(({ name, char, env, options }) =>
          [`--${name}`, char && `-${char}`, env, options?.join('|')].filter(Boolean).join(' '),
        )
        .sort(),
    }));
    expect(surface).toMatchSnapshot();
  });

  it('takes every flag from a variable of its name too', () => {
    const without = commands.flatMap(({ id, flags }) =>
      Object.values(flags)
        .filter(({ name, env }) => env !== `PADDLE_VERIFY_${name.toUpperCase().replaceAll('-', '_')}`)
        .map(({ name, env }) => `${id} --${name}: ${env ?? 'none'}`),
    );
    expect(without).toEqual([]);
  });

  it('loads no command and no bundle to say its version', () => {
    const loaded = spawnSync(process.execPath, ['bin/run.js', '--version'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_DEBUG: 'esm' },
    });
    expect(loaded.stdout).toMatch(/^paddle-verify \d+\.\d+\.\d+\n$/);
    expect(loaded.stderr).toContain('bin/run.js');
    expect(loaded.stderr).not.toContain('/bin/load.js');
  });

  it('starts from what V8 has compiled of it before', () => {
    expect(compiled().cachedDataRejected).toBe(false);
  });
});

describe('the package', () => {
  let files: readonly string[] = [];
  beforeAll(() => {
    const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--silent'], {
      cwd: root,
      encoding: 'utf8',
    });
    files = (JSON.parse(out) as { files: { path: string }[] }[])[0]?.files.map(({ path }) => path) ?? [];
  });

  it('holds what the command needs, and nothing of the workshop', () => {
    const needed = [
      'bin/run.js',
      'dist/cli.cjs',
      'dist/cli.cache',
      'bin/load.js',
      'dist/index.js',
      'dist/types/index.d.ts',
      'oclif.manifest.json',
      'LICENSE',
      ...readdirSync(`${root}rules/policies`).map((name) => `rules/policies/${name}`),
    ];
    expect(needed.filter((path) => !files.includes(path))).toEqual([]);
    expect(files.filter((path) => /^(src|test|fixtures|scripts|examples|\.cache)\//.test(path))).toEqual([]);
  });

  it('ships policies that resolve', () => {
    for (const file of readdirSync(`${root}rules/policies`)) {
      const name = file.replace(/\.yaml$/, '');
      const shown = spawnSync(process.execPath, ['bin/run.js', 'policy', 'show', '--policy', name], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(shown.stderr, name).toBe('');
      expect(shown.status, name).toBe(0);
    }
  });
});
