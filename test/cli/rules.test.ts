import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './folder.ts';

interface Listed {
  readonly rules: readonly {
    readonly id: string;
    readonly selected: boolean;
    readonly selectedBy: string | null;
  }[];
}

describe('rules list', () => {
  const list = (...args: readonly string[]): Listed['rules'] =>
    (JSON.parse(runIn(folderWith({}), ['rules', 'list', '-f', 'json', ...args]).stdout) as Listed).rules;

  it('says of every rule whether it is selected, and else what would select it', () => {
    const rules = list();
    expect(rules.find(({ id }) => id === 'tag/is-pinned')).toMatchObject({
      selected: true,
      selectedBy: null,
    });
    expect(rules.find(({ id }) => id === 'tag/has-digest')).toMatchObject({
      selected: false,
      selectedBy: '--policy production',
    });
    expect(rules.filter(({ selected, selectedBy }) => selected !== (selectedBy === null))).toEqual([]);
  });

  it('follows --policy and --family', () => {
    const rules = list('--policy', 'production', '--family', 'tag');
    expect(rules.every(({ id }) => id.startsWith('tag/'))).toBe(true);
    expect(rules.find(({ id }) => id === 'tag/has-digest')).toMatchObject({ selected: true });
  });

  it('fits a terminal of 80 columns', () => {
    const { stdout } = runIn(folderWith({}), ['rules', 'list']);
    expect(stdout.split('\n').filter((line) => line.length > 90)).toEqual([]);
    expect(stdout).toMatch(/\d+ of \d+ rules selected by policy baseline/);
  });

  it('prints a table of Markdown', () => {
    expect(runIn(folderWith({}), ['rules', 'list', '-f', 'markdown', '--lang', 'zh']).stdout).toMatch(
      /^\| 编号 \| 规则 /,
    );
  });

  it('refuses a family that does not exist', () => {
    const { code, stderr } = runIn(folderWith({}), ['rules', 'list', '--family', 'tags']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean tag?');
  });
});
