import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import compatSchema from '../../rules/schemas/compat.schema.json' with { type: 'json' };
import recommendSchema from '../../rules/schemas/recommend.schema.json' with { type: 'json' };

const program = fileURLToPath(new URL('../../bin/run.js', import.meta.url));
const recorded = fileURLToPath(new URL('../../fixtures/inputs/fleet/', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compat-'));
  writeFileSync(
    join(folder, 'fleet.yaml'),
    [
      'name: bank',
      'groups:',
      '  - { name: t4-old, nodes: 12, driver: 470.223.02, gpus: [{ product: Tesla T4 }] }',
      '  - { name: a10, nodes: 4, driver: 535.104.05, gpus: [{ product: NVIDIA A10 }] }',
      '  - { name: cpu, gpus: [] }',
      '',
    ].join('\n'),
  );
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(args: readonly string[], input = ''): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env: { PATH: '/nowhere', NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

const image = 'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5';
const older = 'paddlepaddle/paddle:2.6.2-gpu-cuda11.2-cudnn8.2-trt8.0';

describe('compat', () => {
  it.each([
    ['runs', [older, '--driver', '470.223.02', '--gpu', 'T4'], 0],
    ['cannot run', [image, '--driver', '470.223.02', '--gpu', 'GeForce RTX 3090'], 1],
    ['is not known', ['paddlepaddle/paddle:latest-gpu', '--driver', '470.223.02', '--gpu', 'T4'], 3],
    ['is not known of a GPU without a row', [older, '--driver', '470.223.02', '--gpu', 'T9000'], 3],
    ['is named by its capability', [older, '--driver', '470.223.02', '--gpu', '7.5'], 0],
    ['asks nothing of a GPU', ['paddlepaddle/paddle:2.6.2', '--driver', '470.223.02', '--gpu', 'T4'], 0],
  ])('says that an image %s by its exit code', (_, args, status) => {
    expect(run(['compat', ...args])).toMatchObject({ status, stderr: '' });
  });

  it('prints JSON with path, architecture, gate and reasons', () => {
    const { stdout, status } = run(['compat', image, '--driver', '535.104.05', '--gpu', 'T4', '-f', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      exitCode: 0,
      placements: [
        {
          verdict: 'compatible',
          cudaPath: 'minor-version',
          arch: 'ok',
          gateInLegacyMode: 'unknown',
          error: null,
        },
      ],
    });
  });

  it('holds images of stdin against every group of a fleet', () => {
    const { stdout, status } = run(
      ['compat', '-', '--fleet', 'fleet.yaml', '-f', 'markdown'],
      `${image}\n# x\n${older}\n`,
    );
    expect(status).toBe(1);
    expect(stdout.split('\n').filter((line) => line.startsWith('| <code>paddle'))).toHaveLength(6);
    expect(stdout).toContain('no GPU in this group');
  });

  it('writes further formats in the same run, and JSON of its schema', () => {
    const outputs = ['-o', 'html=map.html', '-o', 'json=map.json', '-o', 'markdown=map.md'];
    const { status, stdout } = run(['compat', image, older, '--fleet', 'fleet.yaml', ...outputs]);
    expect(status).toBe(1);
    expect(stdout).toContain('fix: Upgrade the driver to 525.60.13 or newer');
    const map = readFileSync(join(folder, 'map.html'), 'utf8');
    expect(map).toContain('<title>Does not run everywhere · paddle-verify compat</title>');
    expect(map).toContain('driver ≥ 525.60.13');
    const result: unknown = JSON.parse(readFileSync(join(folder, 'map.json'), 'utf8'));
    const validate = new Ajv2020({ strict: true }).compile(compatSchema);
    expect(validate(result) ? [] : validate.errors).toEqual([]);
  });

  it('tells of an image once what all groups have in common', () => {
    const { stdout } = run(['compat', 'paddlepaddle/paddle:latest-gpu', '--fleet', 'fleet.yaml']);
    expect(stdout.match(/not known {4}/g)).toHaveLength(3);
    expect(stdout.match(/why: a floating tag claims nothing/g)).toHaveLength(1);
  });

  it.each([
    ['no machine', ['compat', image], 'no machine is named'],
    ['a machine named twice', ['compat', image, '--fleet', 'fleet.yaml', '--gpu', 'T4'], 'twice'],
    [
      'a driver that is none',
      ['compat', image, '--driver', 'x', '--gpu', 'T4'],
      'right: --driver 535.104.05',
    ],
    ['a fleet that is not there', ['compat', image, '--fleet', 'none.yaml'], 'none.yaml'],
    ['a driver without a GPU', ['compat', image, '--driver', '535.1'], '--driver is given without --gpu'],
    ['a GPU without a driver', ['compat', image, '--gpu', 'T4'], '--gpu is given without --driver'],
    ['stdin without an image', ['compat', '-', '--driver', '535.1', '--gpu', 'T4'], 'stdin names no image'],
    [
      'an output in no format',
      ['compat', image, '--driver', '535.1', '--gpu', 'T4', '-o', 'sarif=x'],
      'FORMAT is one of text, json, markdown, html',
    ],
    ['what is no image', ['compat', 'a b', '--driver', '535.1', '--gpu', 'T4'], 'not an image reference'],
    ['an unknown flag value', ['compat', image, '--driver', '535.1', '--gpu', 'T4', '--mode', 'old'], 'mode'],
  ])('exits 2 for %s, and says what is right', (_, args, text) => {
    const { status, stderr, stdout } = run(args);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(text);
  });

  it('names the place of a key that a fleet file does not know', () => {
    writeFileSync(join(folder, 'bad.yaml'), 'groups:\n  - name: a\n    drivr: "1"\n');
    const { status, stderr } = run(['compat', image, '--fleet', 'bad.yaml']);
    expect(status).toBe(2);
    expect(stderr).toContain('bad.yaml:3:5');
  });
});

describe('recommend', () => {
  it('lists what runs everywhere, and why the newest do not', () => {
    const { stdout, status } = run([
      'recommend',
      '--fleet',
      'fleet.yaml',
      '--current',
      image,
      '--framework',
      '>=2.6,<3.1',
    ]);
    expect(status).toBe(0);
    expect(stdout).toContain('2.6.2-gpu-cuda11.2-cudnn8.2-trt8.0  (native');
    expect(stdout).toContain('existence not asked of a registry');
    expect(stdout).toContain('t4-old (12 nodes): driver 470.223.02 -> 525.60.13 or newer (minor-version)');
  });

  it('writes JSON of its schema, also for what no driver helps', () => {
    const validate = new Ajv2020({ strict: true }).compile(recommendSchema);
    for (const current of [[], ['--current', image], ['--current', 'paddlepaddle/paddle:latest-gpu']]) {
      const { stdout } = run(['recommend', '--fleet', 'fleet.yaml', '-f', 'json', ...current]);
      expect(validate(JSON.parse(stdout)) ? [] : validate.errors).toEqual([]);
    }
    run(['recommend', '--fleet', 'fleet.yaml', '-o', 'json=take.json']);
    expect(validate(JSON.parse(readFileSync(join(folder, 'take.json'), 'utf8')))).toBe(true);
  });

  it('exits 1 when no image fits, 2 when the versions are none', () => {
    expect(run(['recommend', '--driver', '470.223.02', '--gpu', 'T4', '--framework', '>=3.2']).status).toBe(
      1,
    );
    expect(run(['recommend', '--driver', '470.223.02', '--gpu', 'T4', '--framework', 'new']).status).toBe(2);
  });
});

describe('fleet and matrices', () => {
  it('makes a fleet file that it reads itself', () => {
    const made = run([
      'fleet',
      'detect',
      join(recorded, 'tesla-t4.xml'),
      join(recorded, 't4-shared-node.json'),
    ]);
    expect(made.status).toBe(0);
    writeFileSync(join(folder, 'made.yaml'), made.stdout);
    expect(run(['fleet', 'show', 'made.yaml']).stdout).toContain('2 groups, 2 nodes');
    expect(run(['compat', older, '--fleet', 'made.yaml']).status).toBe(0);
  });

  it('says where no driver is, and what to do instead', () => {
    const { status, stderr } = run(['fleet', 'detect']);
    if (status === 0) return;
    expect(stderr).toContain('kubectl get nodes -o json | paddle-verify fleet detect -');
  });

  it('lists, shows and lints the tables', () => {
    expect(run(['matrices', 'lint']).status).toBe(0);
    expect(run(['matrices', 'list']).stdout).toContain('cuda-toolkits');
    expect(run(['matrices', 'show', 'gpus']).stdout).toContain('"product": "T4"');
    expect(run(['matrices', 'show', '../x']).status).toBe(2);
  });

  it("takes a team's own rows from the file that its configuration names, and says what is wrong with it", () => {
    const config = join(folder, 'paddle-verify.yaml');
    const rows = join(folder, 'rows.yaml');
    const gpu =
      '{ product: NVIDIA L20Z, computeCapability: "8.9", class: datacenter, source: nvidia-smi, date: "2026-10-02" }';
    const asked = ['compat', older, '--driver', '580.65.06', '--gpu', 'NVIDIA L20Z'];
    expect(run(asked).status).toBe(3);
    try {
      writeFileSync(config, 'extends: baseline\nmatrices: rows.yaml\n');
      writeFileSync(rows, `gpus: [${gpu}]\n`);
      expect(run(asked).status).toBe(0);
      expect(run(['matrices', 'list']).stdout).toMatch(/rows\.yaml +2026-10-02 +1 rows/);
      expect(run(['matrices', 'show', 'rows.yaml']).stdout).toContain('L20Z');
      writeFileSync(rows, 'gpus: [{ product: NVIDIA L20Z }]\n');
      const broken = run(['matrices', 'lint']);
      expect(broken.status).toBe(2);
      expect(broken.stderr).toContain('rows.yaml:1:8: gpus.0: "computeCapability" is missing');
      writeFileSync(config, 'extends: baseline\nmatrices: nowhere.yaml\n');
      expect(run(asked).status).toBe(2);
    } finally {
      rmSync(config);
      rmSync(rows);
    }
  });
});
