import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/app/call/usage-error.ts';
import { addFiles, check, folderOf, rulesOf, type Called } from './call.ts';
import { checkoutOf, commit, git } from './checkout.ts';

const FLOATING = 'FROM paddlepaddle/paddle:latest\nUSER 1000\n';
const PINNED = 'FROM paddlepaddle/paddle:2.6.1\nUSER 1000\n';
const OPEN = 'ARG TAG\nFROM paddlepaddle/paddle:$TAG\nUSER 1000\n';

const since = async (
  folder: string,
  flags: Parameters<typeof check>[2] = {},
  targets: readonly string[] = ['.'],
): Promise<Called> => check(folder, targets, { 'changed-since': 'HEAD', ...flags });
const failing = ({ report }: Called): readonly string[] =>
  rulesOf({ ...report, findings: report.findings.filter((finding) => finding.failing) });

describe('check --changed-since', () => {
  it('passes what was as bad before', async () => {
    const called = await since(checkoutOf({ Dockerfile: FLOATING }));
    expect(called.code).toBe(0);
    expect(called.report.findings).toEqual([]);
    expect(called.report.change).toMatchObject({ since: 'HEAD', fixed: 0, unchanged: 2 });
  });

  it('reports a new finding, and only that', async () => {
    const folder = checkoutOf({ 'old/Dockerfile': FLOATING, Dockerfile: PINNED });
    addFiles(folder, { Dockerfile: FLOATING });
    const called = await since(folder);
    expect(called.code).toBe(1);
    expect(failing(called)).toEqual(['tag/is-pinned Dockerfile']);
  });

  it('reports the findings of a file that git does not know yet', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    addFiles(folder, { 'new.Dockerfile': FLOATING });
    expect(failing(await since(folder))).toEqual(['tag/is-pinned new.Dockerfile']);
  });

  it.each([
    ['pass', PINNED],
    ['fail', FLOATING],
  ])('is incomplete when a %s turns into notChecked', async (_, before) => {
    const folder = checkoutOf({ Dockerfile: before });
    addFiles(folder, { Dockerfile: OPEN });
    const { code, report } = await since(folder);
    expect(code).toBe(3);
    expect(report.notChecked.map(({ rule }) => rule)).toContain('tag/is-pinned');
  });

  it('says nothing of what could not be judged before either', async () => {
    const folder = checkoutOf({ Dockerfile: OPEN });
    addFiles(folder, { Dockerfile: `# a comment\n${OPEN}` });
    const { code, report } = await since(folder);
    expect(report.notChecked).toEqual([]);
    expect(code).toBe(0);
  });

  it.each(['.', 'deploy'])('takes a renamed file for the same file, seen from %s', async (from) => {
    const folder = checkoutOf({ 'deploy/a.Dockerfile': FLOATING, 'deploy/b.Dockerfile': PINNED });
    git(folder, 'mv', 'deploy/a.Dockerfile', 'deploy/c.Dockerfile');
    const called = await since(join(folder, from));
    expect(called.report.findings).toEqual([]);
    expect(called.code).toBe(0);
  });

  it.each([['.'], ['a.Dockerfile']])('has nothing to say of a deleted file (check %s)', async (target) => {
    const folder = checkoutOf({ 'a.Dockerfile': FLOATING, 'b.Dockerfile': PINNED });
    rmSync(join(folder, 'a.Dockerfile'));
    const { code, report } = await since(folder, {}, [target]);
    expect(code).toBe(0);
    expect(report.change?.fixed).toBe(2);
  });

  it('refuses a path that is in neither revision', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    await expect(since(folder, {}, ['Dockerfyle'])).rejects.toThrow(UsageError);
  });

  it('holds an absolute path against the same path of the revision', async () => {
    const folder = checkoutOf({ Dockerfile: FLOATING });
    const { code, report } = await since(folder, {}, [folder]);
    expect(report.findings).toEqual([]);
    expect(code).toBe(0);
  });

  it('judges a subfolder, and a folder above it', async () => {
    const folder = checkoutOf({ 'sub/Dockerfile': PINNED, Dockerfile: FLOATING });
    addFiles(folder, { 'sub/Dockerfile': FLOATING });
    expect(failing(await since(join(folder, 'sub')))).toEqual(['tag/is-pinned Dockerfile']);
    expect(failing(await since(join(folder, 'sub'), {}, ['..']))).toEqual(['tag/is-pinned Dockerfile']);
  });

  it('takes a symbolic link for the file behind it at both revisions', async () => {
    const folder = folderOf({ Dockerfile: FLOATING });
    symlinkSync('Dockerfile', join(folder, 'Dockerfile.prod'));
    symlinkSync('nowhere', join(folder, 'broken.yaml'));
    git(folder, 'init', '-q', '-b', 'main');
    commit(folder, 'first');
    rmSync(join(folder, 'broken.yaml'));
    const { code, report } = await since(folder);
    expect(report.findings).toEqual([]);
    expect(code).toBe(0);
  });

  it('judges a file that is tracked although the change adds it to .gitignore', async () => {
    const folder = checkoutOf({ 'deploy/Dockerfile': PINNED, '.gitignore': '' });
    addFiles(folder, { 'deploy/Dockerfile': FLOATING, '.gitignore': 'deploy/\n' });
    expect(failing(await since(folder))).toEqual(['tag/is-pinned deploy/Dockerfile']);
    commit(folder, 'hide');
    expect(failing(await since(folder, { 'changed-since': 'HEAD~1' }))).toEqual([
      'tag/is-pinned deploy/Dockerfile',
    ]);
  });

  it('takes the branch for a revision even where a file has its name', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    git(folder, 'branch', 'Dockerfile');
    addFiles(folder, { Dockerfile: FLOATING });
    expect((await since(folder, { 'changed-since': 'Dockerfile' })).code).toBe(1);
  });

  it('works in a further worktree', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    const tree = join(folderOf({}), 'tree');
    git(folder, 'worktree', 'add', '-q', tree);
    addFiles(tree, { Dockerfile: FLOATING });
    expect(failing(await since(tree))).toEqual(['tag/is-pinned Dockerfile']);
  });

  it('judges the files of a submodule, of which the commit holds none, as new', async () => {
    const module = checkoutOf({ Dockerfile: FLOATING });
    const folder = checkoutOf({ Dockerfile: PINNED });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', module, 'module');
    commit(folder, 'module');
    expect(failing(await since(folder))).toEqual(['tag/is-pinned module/Dockerfile']);
  });

  it('reads a commit that is larger than one batch, and leaves what is too large for both', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`${String(i)}/filler.txt`, 'x'.repeat(1_000_000) + String(i)]),
    );
    const folder = checkoutOf({ ...files, '0/Dockerfile': FLOATING, '39/Dockerfile': FLOATING });
    addFiles(folder, { '5/Dockerfile': FLOATING });
    expect(failing(await since(folder))).toEqual(['tag/is-pinned 5/Dockerfile']);
  });

  it.each(['nosuch', '--output=x', '', 'HEAD~9', 'HEAD^{tree}', 'HEAD:Dockerfile'])(
    'refuses the revision %j, and says what would be right',
    async (revision) => {
      const folder = checkoutOf({ Dockerfile: PINNED });
      const refused = since(folder, { 'changed-since': revision });
      await expect(refused).rejects.toThrow(UsageError);
      await expect(refused).rejects.toMatchObject({ details: ['right: origin/main, HEAD~1, or a commit'] });
    },
  );

  it('says how to deepen a shallow checkout', async () => {
    const origin = checkoutOf({ Dockerfile: PINNED });
    commit(origin, 'second');
    const folder = join(folderOf({}), 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${origin}`, folder], { stdio: 'ignore' });
    await expect(since(folder, { 'changed-since': 'HEAD~1' })).rejects.toMatchObject({
      details: [expect.any(String), expect.stringContaining('git fetch --unshallow')],
    });
  });

  it('refuses a folder that is no checkout', async () => {
    await expect(since(folderOf({ Dockerfile: PINNED }))).rejects.toThrow('this is no git checkout');
  });
});

describe('a change of what judges it', () => {
  const AUDIT = 'extends: audit\n';
  const guardOf = ({ report }: Called): readonly boolean[] =>
    report.findings.filter(({ rule }) => rule === 'policy/is-unchanged').map(({ failing: fails }) => fails);

  it.each([
    ['a policy that fails nothing', AUDIT],
    ['the guard switched off', 'rules: {policy/is-unchanged: off}\n'],
    ['the guard made an info', 'rules: {policy/is-unchanged: {severity: info}}\n'],
    ['a higher threshold', 'failOn: critical\n'],
    [
      'a waiver of the guard',
      'waivers: [{rule: policy/is-unchanged, subject: "*", reason: an agreed exception, owner: "@a", until: 2026-12-01}]\n',
    ],
  ])('fails: %s', async (_, text) => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    addFiles(folder, { 'paddle-verify.yaml': text });
    const called = await since(folder);
    expect(guardOf(called)).toEqual([true]);
    expect(called.code).toBe(1);
  });

  it('is a finding when the file is taken away, also seen from a subfolder', async () => {
    const folder = checkoutOf({ 'sub/Dockerfile': PINNED, 'paddle-verify.yaml': 'extends: production\n' });
    rmSync(join(folder, 'paddle-verify.yaml'));
    expect(guardOf(await since(join(folder, 'sub')))).toEqual([true]);
  });

  it.each([
    ['a policy that the file extends', 'policy.yaml', 'extends: baseline\nfailOn: critical\n'],
    ['a rule of the team', 'rules/team/pinned.yaml', '# changed\n'],
  ])('is a finding when it is %s', async (_, path, text) => {
    const rule = (await import('node:fs')).readFileSync('rules/catalog/tag/is-pinned.yaml', 'utf8');
    const own = rule.replace('id: tag/is-pinned', 'id: team/pinned').replace(/^code: .*$/m, 'code: TEAM0001');
    const folder = checkoutOf({
      Dockerfile: PINNED,
      'paddle-verify.yaml': 'extends: ./policy.yaml\nruleFolders: [rules]\n',
      'policy.yaml': 'extends: baseline\n',
      'rules/team/pinned.yaml': own,
    });
    expect(guardOf(await since(folder))).toEqual([]);
    addFiles(folder, { [path]: path.startsWith('rules') ? `${text}${own}` : text });
    expect(guardOf(await since(folder))).toEqual([true]);
  });

  it('is left to a policy that failed nothing before', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED, 'paddle-verify.yaml': AUDIT });
    addFiles(folder, { 'paddle-verify.yaml': `${AUDIT}# changed\n` });
    const called = await since(folder);
    expect(guardOf(called)).toEqual([false]);
    expect(called.code).toBe(0);
  });

  it('is judged by the shipped policy where the file before could not be used', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED, 'paddle-verify.yaml': 'nonsense: 1\n' });
    addFiles(folder, { 'paddle-verify.yaml': AUDIT });
    expect(guardOf(await since(folder))).toEqual([true]);
  });

  it('is none where the configuration comes from elsewhere', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    addFiles(folder, { 'paddle-verify.yaml': AUDIT, Dockerfile: FLOATING });
    const called = await since(folder, { 'config-from': 'HEAD' });
    expect(guardOf(called)).toEqual([]);
    expect(called.report.policy.name).toBe('baseline');
    expect(called.code).toBe(1);
  });

  const waived = (tag: string): string =>
    `# paddle-verify ignore=PV1001 until=2026-12-20 owner=@a -- reason\nFROM paddlepaddle/paddle:${tag}\nUSER 1000\n`;

  it('is a finding when it adds an inline waiver, unless those count for nothing', async () => {
    const folder = checkoutOf({ Dockerfile: PINNED });
    addFiles(folder, { Dockerfile: waived('latest') });
    expect(guardOf(await since(folder))).toEqual([true]);
    expect(guardOf(await since(folder, { 'config-from': 'HEAD' }))).toEqual([true]);
    expect(guardOf(await since(folder, { 'inline-waivers': false }))).toEqual([]);
  });

  it('is a finding when it copies a waiver that is there', async () => {
    const folder = checkoutOf({ Dockerfile: waived('latest') });
    expect(guardOf(await since(folder))).toEqual([]);
    addFiles(folder, { Dockerfile: `${waived('latest')}${waived('latest-gpu')}` });
    expect(guardOf(await since(folder))).toEqual([true]);
  });

  it('reports what a waiver covered when the change takes the waiver away', async () => {
    const folder = checkoutOf({ Dockerfile: waived('latest') });
    addFiles(folder, { Dockerfile: FLOATING });
    expect(failing(await since(folder))).toEqual(['tag/is-pinned Dockerfile']);
  });

  it('does not care for a file that only moved', async () => {
    const folder = checkoutOf({ 'a/Dockerfile': FLOATING });
    renameSync(join(folder, 'a'), join(folder, 'b'));
    git(folder, 'add', '-A');
    expect((await since(folder)).report.findings).toEqual([]);
  });
});
