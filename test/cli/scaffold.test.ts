import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checks } from '../../src/checks/index.ts';
import { validateRule } from '../../src/rules/validate.ts';
import { folderWith } from './folder.ts';
import { root } from './paddle-verify.ts';

const CHECK =
  "export const tagMatches = defineCheck({\n  subject: 'image',\n  options: NO_OPTIONS,\n  judge: () => fail('no-match'),\n});\n";

function checkout(): string {
  const folder = folderWith({
    'src/checks/tag/matches.ts': CHECK,
    'rules/catalog/tag/is-pinned.yaml': 'id: tag/is-pinned\ncode: PV1001\n',
    'rules/catalog/tag/is-seen.yaml': 'id: tag/is-seen\ncode: PV1014\n',
  });
  mkdirSync(join(folder, 'scripts'));
  copyFileSync(`${root}scripts/generate-checks-index.mjs`, join(folder, 'scripts/generate-checks-index.mjs'));
  return folder;
}

function run(
  script: string,
  folder: string,
  ...args: readonly string[]
): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`${root}scripts/${script}`, ...args, '--root', folder],
    { encoding: 'utf8' },
  );
  return { code: status, said: stdout + stderr };
}

describe('npm run new:rule', () => {
  it('writes a rule that is valid but for the places marked FILL', () => {
    const folder = checkout();
    const { code, said } = run('new-rule.mjs', folder, 'tag/is-from-us', '--check', 'tag/matches');
    expect(said).toContain('code PV1015');
    expect(code).toBe(0);
    const text = readFileSync(join(folder, 'rules/catalog/tag/is-from-us.yaml'), 'utf8');
    const problems = (yaml: string): readonly string[] => {
      const result = validateRule(parse(yaml), 'tag/is-from-us', checks);
      return result.ok ? [] : result.problems.map(({ message }) => message);
    };
    expect(new Set(problems(text))).toContain('this place is still to be filled');
    const filled = text
      .replaceAll('FILL: ', '')
      .replace('FILL:a-page', 'a-page')
      .replace('since:', "options: { part: tag, pattern: '.+' }\nsince:");
    expect(problems(filled)).toEqual([]);
  });

  it.each([
    ['tag/is-pinned', 'there is a rule tag/is-pinned already'],
    ['tags/x', 'there is no family "tags"'],
    ['tag', 'is not the id of one rule'],
    ['tag/x', 'there is no check tag/x'],
  ])('%s is refused: %s', (id, why) => {
    expect(run('new-rule.mjs', checkout(), id)).toMatchObject({
      code: 2,
      said: expect.stringContaining(why) as unknown,
    });
  });
});

describe('npm run new:check', () => {
  it('writes and registers a check, and never replaces one', () => {
    const folder = checkout();
    expect(run('new-check.mjs', folder, 'hardening/has-no-swap').code).toBe(0);
    const path = join(folder, 'src/checks/hardening/has-no-swap.ts');
    expect(readFileSync(path, 'utf8')).toContain('export const hardeningHasNoSwap = defineCheck({');
    expect(readFileSync(join(folder, 'src/checks/index.ts'), 'utf8')).toContain('hardeningHasNoSwap');
    writeFileSync(path, 'mine');
    expect(run('new-check.mjs', folder, 'hardening/has-no-swap').code).toBe(2);
    expect(readFileSync(path, 'utf8')).toBe('mine');
  });
});
