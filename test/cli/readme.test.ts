import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paddleVerify, root } from './paddle-verify.ts';

const PAGES = ['README.md', 'README.zh.md', 'docs/getting-started.md'];
const textOf = (page: string): string => readFileSync(`${root}${page}`, 'utf8');

/** Fenced blocks of one language, in order. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , body]) => body ?? '');
}

interface Shown {
  readonly command: string;
  /** Lines of the output; `…` stands for any number of them. */
  readonly lines: readonly string[];
}

function sessions(block: string): readonly Shown[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      return { command, lines };
    });
}

/** Whether the shown lines are the printed ones, with `…` for what was left out. */
function shows(shown: readonly string[], printed: readonly string[]): boolean {
  const [line, ...rest] = shown;
  if (line === undefined) return printed.length === 0;
  if (line === '…') return printed.some((_, at) => shows(rest, printed.slice(at))) || rest.length === 0;
  return printed[0] === line && shows(rest, printed.slice(1));
}

describe.each(PAGES)('%s', (page) => {
  const text = textOf(page);
  const shown = blocks(text, 'console').map(sessions);

  it.each(shown.map((session, at) => [at + 1, session] as const))(
    'block %i is what the commands print',
    (_at, session) => {
      let last: number | null = null;
      for (const { command, lines } of session) {
        if (command === 'echo $?') {
          expect(lines).toEqual([String(last)]);
          continue;
        }
        expect(command).toMatch(/^paddle-verify [\w./:@= -]+$/);
        const { code, stdout } = paddleVerify(command.split(' ').slice(1));
        const printed = stdout.trimEnd().split('\n');
        expect(shows(lines, printed) ? '' : stdout, command).toBe('');
        last = code;
      }
    },
  );

  it('shows at least one command with its output', () => {
    expect(shown.length).toBeGreaterThan(0);
  });

  it('links to pages that exist', () => {
    const targets = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
    const missing = targets.filter((target) => !existsSync(`${root}${dirname(page)}/${target}`));
    expect(missing).toEqual([]);
  });

  it('names only commands and flags that there are', () => {
    const called = [
      ...text.matchAll(/paddle-verify ((?:policy |rules |fleet |matrices )?[a-z]+)([^\n`|]*)/g),
    ];
    for (const [, command = '', rest = ''] of called) {
      const help = paddleVerify([...command.split(' '), '--help']);
      if (help.code !== 0) continue;
      for (const [flag] of rest.matchAll(/(?<= )--[a-z-]+/g))
        expect(help.stdout, `${command} ${flag}`).toContain(flag);
    }
    const commands = new Set(called.map(([, command = '']) => command));
    const { commands: known } = JSON.parse(readFileSync(`${root}oclif.manifest.json`, 'utf8')) as {
      readonly commands: Readonly<Record<string, unknown>>;
    };
    const real = Object.keys(known).map((id) => id.replaceAll(':', ' '));
    expect([...commands].filter((command) => !real.includes(command))).toEqual([]);
  });
});

describe('the library of the README', () => {
  const text = textOf('README.md');
  const [program = ''] = blocks(text, 'js');
  const [printed] = blocks(text, 'text');

  it('prints what it says', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toBe(printed);
  });
});
