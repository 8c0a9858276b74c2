import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageError } from '../../../src/app/call/usage-error.ts';
import { askCluster } from '../../../src/app/machines/cluster.ts';
import { localMachine } from '../../../src/app/machines/local-machine.ts';
import { merge } from '../../../src/app/machines/merge-sightings.ts';

const recorded = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/inputs/fleet/${name}`, import.meta.url));
const name = hostname();
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'machine-'));
  mkdirSync(join(folder, 'bin'));
  vi.stubEnv('PATH', join(folder, 'bin'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program on PATH that stands in for one that cannot run here. */
function program(called: string, script: string): void {
  const path = join(folder, 'bin', called);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function put(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const see = () => localMachine({ cwd: folder, root: folder });

describe('localMachine', () => {
  it('merges nvidia-smi, the mode of the runtime and the processor', () => {
    program('nvidia-smi', `[ "$*" = "-q -x" ] && exec /bin/cat '${recorded('tesla-t4.xml')}'; exit 2`);
    put('etc/nvidia-container-runtime/config.toml', '[nvidia-container-runtime]\nmode = "legacy"\n');
    put('proc/cpuinfo', 'processor\t: 0\nflags\t\t: fpu sse2 avx avx2\n');
    const { groups, notes } = see();
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({
      name,
      driver: '515.105.01',
      gpus: [{ product: 'Tesla T4' }],
      toolkit: { mode: 'legacy' },
      cpu: { avx: true },
    });
    expect(notes.join('\n')).toContain('/proc/driver/nvidia/version is not there');
    expect(notes.join('\n')).toContain('no CDI specification');
  });

  it('takes the driver from a CDI specification, and says that nvidia-smi is not there', () => {
    mkdirSync(join(folder, 'var/run/cdi'), { recursive: true });
    cpSync(recorded('nvidia-cdi.yaml'), join(folder, 'var/run/cdi/nvidia.yaml'));
    put('proc/cpuinfo', 'flags\t\t: fpu sse2\n');
    const { groups, notes } = see();
    expect(groups[0]).toMatchObject({ driver: '575.64.03', cpu: { avx: false } });
    expect(groups[0]).not.toHaveProperty('gpus');
    expect(groups[0]).not.toHaveProperty('toolkit');
    expect(notes.join('\n')).toContain('nvidia-smi is not installed');
  });

  it('says which source is there and cannot be read', () => {
    program('nvidia-smi', 'echo "Failed to initialize NVML: Driver/library version mismatch" >&2; exit 18');
    put('proc/driver/nvidia/version', 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat\n');
    put('etc/cdi/other.json', '{"cdiVersion":"0.5.0","kind":"amd.com/gpu"}');
    const { groups, notes } = see();
    expect(groups[0]?.driver).toBe('535.104.05');
    expect(notes.join('\n')).toContain('Failed to initialize NVML');
    expect(notes.join('\n')).toContain('/etc/cdi/other.json');
  });

  it('takes no driver where two sources of one machine disagree', () => {
    put('proc/driver/nvidia/version', 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat\n');
    put('etc/cdi/nvidia.yaml', readFileSync(recorded('nvidia-cdi.yaml'), 'utf8'));
    expect(see).toThrow('driver 535.104.05 and 575.64.03');
  });

  it('refuses a machine on which nothing of NVIDIA is seen', () => {
    expect(see).toThrow(UsageError);
    expect(see).toThrow('no NVIDIA driver was found');
  });
});

describe('askCluster', () => {
  it('asks kubectl for the nodes of its context', () => {
    program(
      'kubectl',
      `[ "$*" = "get nodes -o json" ] && exec /bin/cat '${recorded('t4-shared-node.json')}'; exit 2`,
    );
    expect(askCluster(folder).groups[0]).toMatchObject({ name: 't4-shared', driver: '510.73.08' });
  });

  it.each([
    ['is not there', null, 'kubectl is not installed'],
    ['is refused', 'echo "nodes is forbidden: User bob cannot list" >&2; exit 1', 'was refused'],
    ['prints something else', 'echo "{}"', 'says nothing of nodes'],
  ])('says that kubectl %s', (_, script, expected) => {
    if (script !== null) program('kubectl', script);
    expect(() => askCluster(folder)).toThrow(UsageError);
    expect(() => askCluster(folder)).toThrow(expected);
  });
});

describe('merge', () => {
  const of = (group: object) => ({ groups: [{ name: 'n', nodes: 1, ...group }], notes: ['seen'] });

  it('lets a second source say what the first leaves open, and says a note once', () => {
    expect(merge([of({ driver: '535.1' }), of({ gpus: [] })])).toEqual({
      groups: [{ name: 'n', nodes: 1, driver: '535.1', gpus: [] }],
      notes: ['seen'],
    });
  });

  it.each([
    ['driver', { driver: '535.1' }, { driver: '550.1' }],
    ['architecture', { architecture: 'x86_64' }, { architecture: 'aarch64' }],
  ])('does not choose between two of %s', (field, first, second) => {
    expect(() => merge([of(first), of(second)])).toThrow(field);
  });
});
