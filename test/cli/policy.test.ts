import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './folder.ts';

describe('policy init', () => {
  it('writes a file that policy lint and check accept', () => {
    const folder = folderWith({ Dockerfile: 'FROM paddlepaddle/paddle:2.6.1\nUSER 1000\n' });
    expect(runIn(folder, ['policy', 'init', '--extends', 'production']).code).toBe(0);
    expect(runIn(folder, ['policy', 'lint'])).toMatchObject({
      code: 0,
      stdout: 'paddle-verify.yaml: nothing wrong\n',
    });
    expect(runIn(folder, ['policy', 'show']).stdout).toContain('production (shipped) + paddle-verify.yaml');
  });

  it('every commented line is right when the comment sign is taken away', () => {
    const folder = folderWith({ Dockerfile: 'FROM paddlepaddle/paddle:2.6.1\n' });
    runIn(folder, ['policy', 'init']);
    const file = join(folder, 'paddle-verify.yaml');
    const text = readFileSync(file, 'utf8');
    const live = text.replaceAll(
      /^# ?(?=(failOn|rules|exclude|mirrors|images|waivers|notWaivable):|  )/gm,
      '',
    );
    const settings = live.replaceAll(/^ {2}(baseline|production|audit) {2}.*$/gm, '');
    expect(settings).not.toBe(text);
    writeFileSync(file, settings);
    expect(runIn(folder, ['policy', 'lint', '--at', '2026-11-23'])).toMatchObject({ code: 0, stderr: '' });
  });

  it('never loses a file that is there', () => {
    const folder = folderWith({ 'paddle-verify.yaml': 'extends: audit\n' });
    expect(runIn(folder, ['policy', 'init'])).toMatchObject({ code: 2 });
    expect(readFileSync(join(folder, 'paddle-verify.yaml'), 'utf8')).toBe('extends: audit\n');
    expect(runIn(folder, ['policy', 'init', '--force']).stdout).toContain(
      'paddle-verify.yaml is now paddle-verify.yaml.old',
    );
    expect(readFileSync(join(folder, 'paddle-verify.yaml.old'), 'utf8')).toBe('extends: audit\n');
    runIn(folder, ['policy', 'init', '--force']);
    expect(existsSync(join(folder, 'paddle-verify.yaml.old.2'))).toBe(true);
  });

  it('refuses a policy that does not exist', () => {
    const folder = folderWith({});
    const { code, stderr } = runIn(folder, ['policy', 'init', '--extends', 'produktion']);
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean production?');
    expect(existsSync(join(folder, 'paddle-verify.yaml'))).toBe(false);
  });
});

const WRONG = `extends: production
failOn: hgih
rules:
  tag/is-pined: high
  tag/registry-is-allowed: { options: { allowed: harbor } }
  workload/*: { options: { minutes: 3 } }
ruleFolders: [nowhere]
images:
  harbor.bank.example/ocr: { dockerfile: none/Dockerfile }
notWaivable: [hardening/is-not-privileged, PV9999]
waivers:
  - { rule: tag/is-pinned, subject: a, reason: because, owner: "@x", until: "2020-01-01" }
  - { rule: tag/is-pinned, subject: b, reason: because, owner: "@x", until: "2026-02-31" }
  - { rule: PV3002, subject: b, reason: because, owner: "@x", until: "2099-01-01" }
`;

describe('policy lint', () => {
  it('prints every problem at once, with its place', () => {
    const { code, stdout } = runIn(folderWith({ 'paddle-verify.yaml': WRONG }), ['policy', 'lint']);
    expect(code).toBe(2);
    const lines = stdout.split('\n');
    for (const [place, said] of [
      ['2:1', 'did you mean|one of "critical"'],
      ['4:3', 'perhaps tag/is-pinned'],
      ['5:41', 'wrong type'],
      ['6:17', 'options are a matter of one rule'],
      ['7:15', 'no such folder'],
      ['9:30', 'there is no file none/Dockerfile'],
      ['10:44', 'there is no rule "PV9999"'],
      ['12:70', 'expired on 2020-01-01'],
      ['13:70', 'no calendar has the day 2026-02-31'],
      ['14:7', 'cannot be waived'],
    ] as const) {
      const line = lines.find((one) => one.startsWith(`paddle-verify.yaml:${place}: `));
      expect(line, `${place} ${stdout}`).toMatch(new RegExp(said));
      expect(line).toContain('; expected ');
    }
  });

  it('says 1 when only a waiver is past its day, counted from --at', () => {
    const folder = folderWith({
      'paddle-verify.yaml':
        'waivers:\n  - { rule: tag/is-pinned, subject: a, reason: because, owner: "@x", until: "2026-06-30" }\n',
    });
    expect(runIn(folder, ['policy', 'lint', '--at', '2026-06-30']).code).toBe(0);
    expect(runIn(folder, ['policy', 'lint', '--at', '2026-07-01']).code).toBe(1);
  });

  it.each([
    [
      'circle',
      { 'paddle-verify.yaml': 'extends: b.yaml\n', 'b.yaml': 'extends: paddle-verify.yaml\n' },
      'turns in a circle',
    ],
    ['missing', { 'paddle-verify.yaml': 'extends: b.yaml\n' }, 'there is no policy "b.yaml"'],
    ['YAML', { 'paddle-verify.yaml': 'rules: {a\n' }, 'paddle-verify.yaml:'],
    ['twice', { 'paddle-verify.yaml': 'failOn: high\nfailOn: low\n' }, 'paddle-verify.yaml:2:1'],
    [
      'parent',
      { 'paddle-verify.yaml': 'extends: p/b.yaml\n', 'p/b.yaml': 'rules: { x/y: off }\n' },
      'p/b.yaml:1:10',
    ],
  ] as const)('finds a fault of the chain: %s', (_, files, said) => {
    const { code, stdout } = runIn(folderWith(files), ['policy', 'lint']);
    expect(code).toBe(2);
    expect(stdout).toContain(said);
  });

  it('needs a file', () => {
    expect(runIn(folderWith({}), ['policy', 'lint', 'none.yaml'])).toMatchObject({ code: 2 });
  });
});

describe('policy show', () => {
  it('names the line that each severity comes from, over the whole chain', () => {
    const folder = folderWith({
      'paddle-verify.yaml': 'extends: policies/bank.yaml\nrules:\n  tag/is-pinned: low\n  tag/is-seen: off\n',
      'policies/bank.yaml': 'name: bank\nextends: production\nrules:\n  tag/*: critical\n',
    });
    const shown = JSON.parse(runIn(folder, ['policy', 'show', '-f', 'json']).stdout) as {
      chain: string[];
      rules: { id: string; severity: string; severityFrom: string; selectedBy: string | null }[];
    };
    const rule = (id: string): unknown => shown.rules.find((one) => one.id === id);
    expect(shown.chain).toEqual(['production (shipped)', 'policies/bank.yaml', 'paddle-verify.yaml']);
    expect(rule('tag/is-pinned')).toMatchObject({ severity: 'low', severityFrom: 'paddle-verify.yaml:3:3' });
    expect(rule('tag/has-digest')).toMatchObject({
      severity: 'critical',
      severityFrom: 'policies/bank.yaml:4:3',
    });
    expect(rule('workload/has-limits')).toMatchObject({
      severity: 'high',
      severityFrom: 'policy production',
    });
    expect(rule('tag/is-seen')).toMatchObject({ selectedBy: 'paddle-verify.yaml:4:3 (off → high)' });
  });
});

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: ocr }\nspec: { containers: [{ name: server, image: "harbor.bank.example/ocr:1" }] }\n';

const EXAMPLES = [
  ['pass', '{ owner: team-a }'],
  ['fail', '{}'],
  ['notChecked', "{ owner: '${OWNER}' }"],
] as const;

function teamRule(pattern: string): string {
  return [
    'id: team/has-owner',
    'code: TEAM0001',
    'title: { en: Every workload names its owner, zh: 每个工作负载都写明负责人 }',
    'rationale: { en: somebody must be called, zh: 需要知道该找谁 }',
    'remediation: { en: "add {label} to {name}", zh: "为 {name} 添加 {label}" }',
    'messages:',
    '  missing: { en: "{name} lacks {label}", zh: "{name} 缺少 {label}" }',
    '  no-match: { en: "{value} is no team", zh: "{value} 不是团队" }',
    'severity: high',
    'references: ["https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/"]',
    'check: workload/has-label',
    `options: { label: owner, pattern: '${pattern}' }`,
    'since: 0.1.0',
    'examples:',
    ...EXAMPLES.map(
      ([expected, labels]) =>
        `  - { name: an example, expect: ${expected}, files: { compose.yaml: "services: { ocr: { image: 'a:1', labels: ${labels} } }" } }`,
    ),
    '',
  ].join('\n');
}

describe("rules of a team's own folder", () => {
  it('are judged, listed and explained, whether the configuration or the call names the folder', () => {
    const folder = folderWith({ 'rules/team/has-owner.yaml': teamRule('team-[a-z]+'), 'pod.yaml': POD });
    const report = JSON.parse(
      runIn(folder, ['check', 'pod.yaml', '--rules', 'rules', '-f', 'json']).stdout,
    ) as {
      findings: { code: string; message: string; severity: string }[];
    };
    expect(report.findings.filter(({ code }) => code === 'TEAM0001')).toMatchObject([
      { message: 'Pod/ocr lacks owner', severity: 'high' },
    ]);
    writeFileSync(join(folder, 'paddle-verify.yaml'), 'ruleFolders: [rules]\n');
    expect(runIn(folder, ['rules', 'list', '--family', 'team']).stdout).toContain('TEAM0001  team/has-owner');
    expect(runIn(folder, ['explain', 'TEAM0001', '--lang', 'zh']).stdout).toContain(
      '每个工作负载都写明负责人',
    );
  });

  it.each(['(a+)\\1', '(?=a)b', '(x{1000}){1000}'])(
    'a pattern that could blow up is refused: %s',
    (pattern) => {
      const folder = folderWith({ 'rules/team/has-owner.yaml': teamRule(pattern), 'pod.yaml': POD });
      const { code, stderr } = runIn(folder, ['check', 'pod.yaml', '--rules', 'rules']);
      expect(code).toBe(2);
      expect(stderr).toMatch(
        /rules\/team\/has-owner\.yaml:12:\d+: options\.pattern: .* cannot be used.*expected a pattern such as/,
      );
    },
  );

  it.each([
    ['a missing message', (text: string) => text.replace(/ {2}no-match.*\n/, ''), '"no-match" is missing'],
    ['a code that is taken', (text: string) => text.replace('TEAM0001', 'PV1001'), '"PV1001" is taken'],
    [
      'an unknown check',
      (text: string) => text.replace('has-label', 'has-lable'),
      'there is no check "workload/has-lable"',
    ],
    [
      'a place to fill',
      (text: string) => text.replace('somebody must be called', '"FILL: who"'),
      'still to be filled',
    ],
    [
      'another id',
      (text: string) => text.replace('id: team/has-owner', 'id: team/other'),
      'differs from where the file lies',
    ],
  ])('%s is exit 2', (_, spoil, said) => {
    const folder = folderWith({ 'rules/team/has-owner.yaml': spoil(teamRule('.+')), 'pod.yaml': POD });
    const { code, stderr } = runIn(folder, ['check', 'pod.yaml', '--rules', 'rules']);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

const INLINE =
  '# paddle-verify ignore=PV1001 until=2099-01-01 owner=@ocr -- the vendor has no other tag\nFROM paddlepaddle/paddle:latest\nUSER 1000\n';

describe('examples of a team rule', () => {
  it('are run by policy lint, each against what it says itself', () => {
    const right = folderWith({
      'paddle-verify.yaml': 'ruleFolders: [rules]\n',
      'rules/team/has-owner.yaml': teamRule('team-[a-z]+|'),
    });
    expect(runIn(right, ['policy', 'lint'])).toMatchObject({ code: 0 });
    const wrong = folderWith({
      'paddle-verify.yaml': 'ruleFolders: [rules]\n',
      'rules/team/has-owner.yaml': teamRule('nobody|'),
    });
    const { code, stdout } = runIn(wrong, ['policy', 'lint']);
    expect(code).toBe(2);
    expect(stdout).toMatch(
      /rules\/team\/has-owner\.yaml:\d+:\d+: examples\.0 .*the rule says fail; expected pass/,
    );
  });
});

describe('a chain of policies', () => {
  const bank = {
    'bank/policy.yaml':
      'mirrors: { harbor.bank.example/hub: docker.io }\nruleFolders: [rules]\nexclude: [vendor/]\n',
    'bank/rules/team/has-owner.yaml': teamRule('.+'),
    'repo/paddle-verify.yaml': 'extends: ../bank/policy.yaml\n',
    'repo/pod.yaml': POD.replace(
      'harbor.bank.example/ocr:1',
      'harbor.bank.example/hub/paddlepaddle/paddle:3.0.0rc1',
    ),
    'repo/vendor/pod.yaml': POD,
  };

  it('brings mirrors, rules and exclusions of the file that is extended, from any folder below', () => {
    const folder = folderWith(bank);
    for (const [cwd, target] of [
      ['repo', '.'],
      ['.', 'repo'],
    ] as const) {
      const args = [
        'check',
        target,
        '-f',
        'json',
        ...(cwd === '.' ? ['--config', 'repo/paddle-verify.yaml'] : []),
      ];
      const report = JSON.parse(runIn(join(folder, cwd), args).stdout) as {
        findings: { rule: string; location: { path: string } }[];
      };
      const found = report.findings.map(({ rule }) => rule);
      expect(found).toEqual(expect.arrayContaining(['tag/is-final-release', 'team/has-owner']));
      expect(report.findings.filter(({ location }) => location.path.includes('vendor'))).toEqual([]);
    }
  });
});

describe('what a policy refuses to waive', () => {
  const failing = (folder: string): readonly string[] => {
    const { findings } = JSON.parse(runIn(folder, ['check', 'Dockerfile', '-f', 'json']).stdout) as {
      findings: { rule: string; failing: boolean; waived: unknown }[];
    };
    return findings.filter(({ failing: fails, waived }) => fails && waived === null).map(({ rule }) => rule);
  };

  it('a waiver in a comment holds where nothing forbids it', () => {
    expect(failing(folderWith({ Dockerfile: INLINE }))).not.toContain('tag/is-pinned');
  });

  it.each([
    ['waivers.inline: deny', { 'paddle-verify.yaml': 'waivers: { inline: deny }\n' }],
    ['notWaivable', { 'paddle-verify.yaml': 'notWaivable: [tag/is-pinned]\n' }],
    [
      'a parent that denies, whatever its child says',
      {
        'paddle-verify.yaml': 'extends: bank.yaml\nwaivers: { inline: allow }\n',
        'bank.yaml': 'waivers: { inline: deny }\n',
      },
    ],
  ] as const)('%s leaves the finding, and the waiver is one too', (_, files) => {
    const rules = failing(folderWith({ Dockerfile: INLINE, ...files }));
    expect(rules).toEqual(expect.arrayContaining(['tag/is-pinned', 'waiver/is-allowed']));
  });
});
