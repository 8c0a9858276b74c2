import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './folder.ts';
import { root } from './paddle-verify.ts';

interface Manifest {
  readonly commands: Readonly<
    Record<
      string,
      {
        readonly id: string;
        readonly flags: Readonly<Record<string, { readonly name: string; readonly env?: string }>>;
      }
    >
  >;
}

const { commands } = JSON.parse(readFileSync(`${root}oclif.manifest.json`, 'utf8')) as Manifest;
const all = Object.values(commands);

describe('the command line', () => {
  it('without a word names three commands to begin with', () => {
    const { code, stdout } = runIn(folderWith({}), []);
    expect(code).toBe(0);
    for (const command of ['check .', 'explain tag/is-pinned', 'policy init'])
      expect(stdout).toContain(command);
  });

  it.each([
    [['chek', '.'], 'did you mean paddle-verify check?'],
    [['polisy'], 'did you mean paddle-verify policy?'],
    [['policy', 'lnit'], 'paddle-verify policy lint'],
    [['check', '--polcy', 'audit', '.'], 'there is no flag --polcy; did you mean --policy?'],
    [['check', '--fail-on', 'hgih', '.'], 'did you mean high?'],
    [['check'], 'check needs PATH'],
    [['policy', 'init', 'x'], 'policy init takes no argument "x"'],
    [['check', '--policy', 'produktion', '.'], 'did you mean production?'],
  ])('%j is exit 2 and says what was meant', (argv, said) => {
    const { code, stderr, stdout } = runIn(folderWith({ Dockerfile: 'FROM a:1\n' }), argv);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
    expect(stdout).toBe('');
  });

  it.each(
    all.flatMap(({ id, flags }) => Object.values(flags).map(({ name, env }) => [id, name, env] as const)),
  )('%s --%s has its variable', (_, name, env) => {
    expect(env).toBe(`PADDLE_VERIFY_${name.toUpperCase().replaceAll('-', '_')}`);
  });

  it.each(all.map(({ id }) => id.split(':')))('the help of %s %s fits 80 columns', (...words) => {
    const argv = words.filter((word) => typeof word === 'string');
    const { stdout, code } = runIn(folderWith({}), [...argv, '--help'], { COLUMNS: '80' });
    expect(code).toBe(0);
    const [help = ''] = stdout.split('\nEXAMPLES\n');
    const long = help.split('\n').filter((line) => line.length > 80);
    expect(long).toEqual([]);
  });

  it('takes a flag from its variable', () => {
    const { stdout } = runIn(folderWith({}), ['policy', 'show'], { PADDLE_VERIFY_POLICY: 'production' });
    expect(stdout).toMatch(/^policy production/);
  });

  it('is documented: every command and flag stands in docs/command-line.md', () => {
    const text = readFileSync(`${root}docs/command-line.md`, 'utf8');
    const sections = new Map(text.split(/^## /m).map((section) => [section.split('\n', 1)[0], section]));
    const missing = all.flatMap(({ id, flags }) => {
      const section = sections.get(id.replaceAll(':', ' '));
      if (section === undefined) return [id];
      return Object.values(flags).flatMap(({ name, env }) =>
        section.includes(`| \`${env ?? ''}\` |`) ? [] : [`${id} --${name}`],
      );
    });
    expect(missing).toEqual([]);
  });
});
