import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../src/app/call/usage-error.ts';
import { addFiles, check, folderOf, rulesOf, type Called, type Files } from '../call.ts';
import { checkoutOf, commit } from '../checkout.ts';

const FLOATING = 'FROM docker.io/paddlepaddle/paddle:latest\nUSER 1000\n';
const OPEN = 'ARG TAG\nFROM paddlepaddle/paddle:$TAG\nUSER 1000\n';
const withConfig = (config: string | Uint8Array, more: Files = {}): Files => ({
  Dockerfile: FLOATING,
  'paddle-verify.yaml': config,
  ...more,
});
const judged = async (config: string, flags: Parameters<typeof check>[2] = {}): Promise<Called> =>
  check(folderOf(withConfig(config)), ['.'], flags);

async function refused(called: Promise<unknown>): Promise<string> {
  try {
    await called;
  } catch (error) {
    if (error instanceof UsageError) return [error.message, ...error.details].join('\n');
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the configuration of a team', () => {
  it('is found upwards', async () => {
    const folder = folderOf({ 'paddle-verify.yaml': 'failOn: critical\n', 'a/b/Dockerfile': FLOATING });
    expect((await check(join(folder, 'a/b'))).code).toBe(0);
  });

  it('of a judged folder does not decide over itself', async () => {
    const folder = folderOf({
      'theirs/paddle-verify.yaml': 'extends: audit\n',
      'theirs/Dockerfile': FLOATING,
    });
    const { code, stderr } = await check(folder, ['theirs'], { quiet: false });
    expect(code).toBe(1);
    expect(stderr).toContain('theirs/paddle-verify.yaml is not used');
  });

  it.each([
    ['a severity', 'rules: {tag/is-pinned: low}\n', 0],
    ['a severity at the threshold', 'rules: {tag/is-pinned: medium}\n', 1],
    ['a rule switched off', 'rules: {tag/is-pinned: off}\n', 0],
    ['a family switched off', 'rules: {tag/*: off}\n', 0],
    ['a threshold', 'failOn: critical\n', 0],
    ['a threshold below', 'rules: {tag/is-pinned: info}\nfailOn: info\n', 1],
    ['another policy', 'extends: audit\n', 0],
    ['what is left out', 'exclude: [x/]\n', 1],
    ['nothing', '', 1],
    ['a comment', '# nothing yet\n', 1],
  ])('changes %s', async (_, config, code) => {
    expect((await judged(config)).code).toBe(code);
  });

  it('switched off, a rule is told of as not selected, and judges nothing', async () => {
    const { report } = await judged('rules: {tag/is-pinned: off}\n');
    expect(report.notSelected.map(({ id }) => id)).toContain('tag/is-pinned');
    expect(report.rules.map(({ id }) => id)).not.toContain('tag/is-pinned');
  });

  it('gives way to the flags', async () => {
    expect((await judged('failOn: critical\n', { 'fail-on': 'high' })).code).toBe(1);
    expect((await judged('extends: audit\n', { policy: 'baseline' })).code).toBe(1);
    expect((await judged('failOn: high\n', { 'fail-on': 'never' })).code).toBe(0);
  });

  it('may call what is incomplete a pass', async () => {
    const folder = folderOf({ Dockerfile: OPEN });
    expect((await check(folder)).code).toBe(3);
    addFiles(folder, { 'paddle-verify.yaml': 'incomplete: allow\n' });
    expect((await check(folder)).code).toBe(0);
  });

  it('that switches every rule off is refused: nothing would be judged', async () => {
    const families = ['input', 'tag', 'workload', 'hardening', 'dockerfile', 'image', 'policy', 'waiver'];
    const off = families.map((family) => `${family}/*: off`).join(', ');
    expect(await refused(judged(`rules: {${off}}\n`))).toContain('selects no rule');
  });

  it.each<[string, string | Uint8Array, readonly string[]]>([
    [
      'an unknown key',
      'a: 1\nfailon: high\n',
      ['paddle-verify.yaml:2:1: failon', 'did you mean "failOn"?', 'Right: '],
    ],
    [
      'an unknown rule',
      'rules:\n  tag/is-pined: off\n',
      ['paddle-verify.yaml:2:3', 'tag/is-pined', 'tag/is-pinned'],
    ],
    ['an unknown severity', 'rules:\n  tag/is-pinned: urgent\n', ['paddle-verify.yaml:2:3', 'urgent']],
    ['an unknown policy', 'extends: produktion\n', ['did you mean production?']],
    [
      'a bad option',
      'rules: {tag/registry-is-allowed: {options: {registries: 5}}}\n',
      ['paddle-verify.yaml:1:'],
    ],
    ['a wrong type', 'exclude: 5\n', ['paddle-verify.yaml:1:1: exclude: 5', 'Right: exclude: [']],
    ['broken YAML', 'rules: {a: [}\n', ['paddle-verify.yaml:1:13', 'expected YAML']],
    ['a duplicate key', 'failOn: high\nfailOn: never\n', ['paddle-verify.yaml:2:1', 'stands twice']],
    ['two documents', 'failOn: high\n---\nfailOn: never\n', ['one document']],
    ['a list', '- failOn\n', ['paddle-verify.yaml:1:1']],
    ['a text', 'failOn\n', ['paddle-verify.yaml:1:1']],
    ['no encoding', Buffer.from([0xd6, 0xd0, 0x3a]), ['is not UTF-8']],
    [
      'an alias bomb',
      `a: &a [x,x]\n${Array.from({ length: 30 }, (_, i) => `b${String(i)}: &b${String(i)} [${i === 0 ? '*a,*a' : `*b${String(i - 1)},*b${String(i - 1)}`}]`).join('\n')}\n`,
      ['Aliases stand for more than'],
    ],
    ['10,000 levels', `exclude: ${'['.repeat(10_000)}\n`, ['levels deep']],
    ['__proto__', '__proto__: {failOn: never}\n', ['__proto__', 'Right: extends: production']],
    ['constructor', 'constructor: 1\n', ['constructor', 'Right: extends: production']],
    ['a rule called __proto__', 'rules: {__proto__: off}\n', ['paddle-verify.yaml:1:1']],
    ['a chain that turns in a circle', 'extends: ./paddle-verify.yaml\n', ['turns in a circle']],
    [
      'a folder of rules that is not there',
      'ruleFolders: [rulez]\n',
      ['rulez:1:1: there is no such folder of rules'],
    ],
  ])('with %s is refused with its place and what would be right', async (_, config, said) => {
    const text = await refused(check(folderOf(withConfig(config))));
    for (const part of said) expect(text).toContain(part);
    expect(text.length).toBeLessThan(4000);
  });

  it('has its problems told all at once', async () => {
    const text = await refused(judged('failon: high\nexclude: 5\nextends: 3\n'));
    for (const line of ['1:1', '2:1', '3:1']) expect(text).toContain(`paddle-verify.yaml:${line}`);
  });

  it.each([
    ['-c', 'a folder', { config: 'sub' }, 'is not a regular file'],
    ['-c', 'nothing', { config: 'none.yaml' }, 'no such file'],
    ['--policy', 'nothing', { policy: 'none.yaml' }, 'there is no policy "none.yaml"'],
    ['--rules', 'nothing', { rules: ['none'] }, 'there is no such folder of rules'],
    ['--config-from', 'no revision', { 'config-from': 'none' }, 'no git checkout'],
  ])('%s that names %s is refused', async (_flag, _what, flags, said) => {
    expect(await refused(check(folderOf({ 'sub/Dockerfile': FLOATING }), ['.'], flags))).toContain(said);
  });

  it('that is a FIFO is refused without waiting', async () => {
    const folder = folderOf({ Dockerfile: FLOATING });
    execFileSync('mkfifo', [join(folder, 'p.yaml')]);
    expect(await refused(check(folder, ['.'], { config: 'p.yaml' }))).toContain('not a regular file');
  });
});

describe('--config-from', () => {
  it('takes the configuration of a revision, not that of the tree', async () => {
    const folder = checkoutOf(withConfig('failOn: critical\n'));
    addFiles(folder, { 'paddle-verify.yaml': 'failOn: high\n' });
    expect((await check(folder)).code).toBe(1);
    expect((await check(folder, ['.'], { 'config-from': 'HEAD' })).code).toBe(0);
    commit(folder, 'second');
    expect((await check(folder, ['.'], { 'config-from': 'HEAD~1' })).code).toBe(0);
  });

  it('has no configuration where the revision had none', async () => {
    const folder = checkoutOf({ Dockerfile: FLOATING });
    addFiles(folder, { 'paddle-verify.yaml': 'extends: audit\n' });
    const { code, report } = await check(folder, ['.'], { 'config-from': 'HEAD' });
    expect(code).toBe(1);
    expect(report.policy.name).toBe('baseline');
  });

  it('takes a file, from anywhere', async () => {
    const elsewhere = folderOf({ 'policy.yaml': 'failOn: critical\n' });
    const folder = folderOf(withConfig('failOn: high\n'));
    const { code } = await check(folder, ['.'], { 'config-from': join(elsewhere, 'policy.yaml') });
    expect(code).toBe(0);
  });

  it('takes the rules and the policies that the file of the revision names from there too', async () => {
    const own = readFileSync('rules/catalog/tag/is-pinned.yaml', 'utf8')
      .replace('id: tag/is-pinned', 'id: team/pinned')
      .replace(/^code: .*$/m, 'code: TEAM0001');
    const folder = checkoutOf(
      withConfig('ruleFolders: [rules]\nextends: ./base.yaml\n', {
        'rules/team/pinned.yaml': own,
        'base.yaml': 'failOn: critical\n',
      }),
    );
    addFiles(folder, { 'rules/team/pinned.yaml': 'broken: [\n', 'base.yaml': 'broken: [\n' });
    const { code, report } = await check(folder, ['.'], { 'config-from': 'HEAD' });
    expect(code).toBe(0);
    expect(rulesOf(report)).toContain('team/pinned Dockerfile');
  });
});

describe('waivers', () => {
  const waiver = (more: Readonly<Record<string, string>> = {}): string =>
    `waivers: [${JSON.stringify({ rule: 'tag/is-pinned', subject: '*', reason: 'agreed with security', owner: '@ocr', until: '2027-06-01', ...more })}]\n`;
  const inline = (parts: string): Files => ({ Dockerfile: `# paddle-verify ${parts}\n${FLOATING}` });
  const WHOLE = 'ignore=PV1001 until=2027-06-01 owner=@ocr -- agreed with security';
  const waived = ({ report }: Called): readonly boolean[] =>
    report.findings.filter(({ rule }) => rule === 'tag/is-pinned').map((finding) => finding.waived !== null);
  const about = ({ report }: Called): readonly string[] =>
    report.findings.map(({ rule }) => rule).filter((rule) => rule.startsWith('waiver/'));

  it.each<[string, string, boolean, readonly string[], number]>([
    ['whole', waiver(), true, [], 0],
    ['by code', waiver({ rule: 'PV1001' }), true, [], 0],
    ['expired', waiver({ until: '2026-11-22' }), false, ['waiver/is-current'], 1],
    ['on its last day', waiver({ until: '2026-11-23' }), true, ['waiver/is-not-about-to-end'], 0],
    ['unused', waiver({ subject: 'none' }), false, ['waiver/is-used'], 1],
    ['not allowed', `${waiver()}notWaivable: [tag/is-pinned]\n`, false, ['waiver/is-allowed'], 1],
    ['not allowed by code', `${waiver()}notWaivable: [PV1001]\n`, false, ['waiver/is-allowed'], 1],
  ])('of the configuration, %s', async (_, config, taken, told, code) => {
    const called = await judged(config);
    expect(waived(called)).toEqual([taken]);
    expect(about(called)).toEqual(told);
    expect(called.code).toBe(code);
  });

  it.each<[string, Files, Parameters<typeof check>[2], boolean, readonly string[]]>([
    ['whole', inline(WHOLE), {}, true, []],
    [
      'without a reason',
      inline('ignore=PV1001 until=2027-06-01 owner=@ocr'),
      {},
      false,
      ['waiver/is-complete'],
    ],
    [
      'without an owner',
      inline('ignore=PV1001 until=2027-06-01 -- agreed'),
      {},
      false,
      ['waiver/is-complete'],
    ],
    ['without a date', inline('ignore=PV1001 owner=@ocr -- agreed'), {}, false, ['waiver/is-complete']],
    [
      'expired',
      inline('ignore=PV1001 until=2026-01-01 owner=@ocr -- agreed'),
      {},
      false,
      ['waiver/is-current'],
    ],
    [
      'denied',
      { ...inline(WHOLE), 'paddle-verify.yaml': 'waivers: {inline: deny}\n' },
      {},
      false,
      ['waiver/is-allowed'],
    ],
    ['not looked at', inline(WHOLE), { 'inline-waivers': false }, false, []],
  ])('in a comment, %s', async (_, files, flags, taken, told) => {
    const called = await check(folderOf({ Dockerfile: FLOATING, ...files }), ['.'], flags);
    expect(waived(called)).toEqual([taken]);
    expect(about(called)).toEqual(told);
    expect(called.code).toBe(taken ? 0 : 1);
  });

  it('count their days from --at', async () => {
    const folder = folderOf(withConfig(waiver()));
    expect((await check(folder, ['.'], { at: '2027-06-01' })).code).toBe(0);
    expect((await check(folder, ['.'], { at: '2027-06-02' })).code).toBe(1);
  });

  it('cannot waive what is said of themselves', async () => {
    const both = `waivers:\n- ${JSON.stringify({ rule: 'tag/is-pinned', subject: '*', reason: 'agreed with security', owner: '@ocr', until: '2026-01-01' })}\n- ${JSON.stringify({ rule: 'waiver/is-current', subject: '*', reason: 'agreed with security', owner: '@ocr', until: '2027-01-01' })}\n`;
    const called = await judged(both);
    expect(waived(called)).toEqual([false]);
    expect(called.code).toBe(1);
  });
});
