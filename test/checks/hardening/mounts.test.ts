import { describe, expect, it } from 'vitest';
import { mountsNoEngineSocket } from '../../../src/checks/hardening/mounts-no-engine-socket.ts';
import { mountsNoSensitiveHostPath } from '../../../src/checks/hardening/mounts-no-sensitive-host-path.ts';
import { withholdsServiceAccountToken } from '../../../src/checks/hardening/withholds-service-account-token.ts';
import type { Mount } from '../../../src/facts/container.ts';
import type { WorkloadPod } from '../../../src/facts/workload.ts';
import { answer, ask } from '../ask.ts';
import { catalogOptions } from '../catalog-options.ts';
import { containerFacts, workloadFacts } from '../facts.ts';

const mount = (source: string | null, changes: Partial<Mount> = {}): Mount => ({
  target: '/mounted',
  readOnly: false,
  type: 'hostPath',
  source,
  line: 12,
  column: 9,
  ...changes,
});
const paths = catalogOptions('hardening/mounts-no-sensitive-host-path');
const mounted = (...mounts: readonly Mount[]): ReturnType<typeof containerFacts> =>
  containerFacts({ mounts: { mounts } });

describe('hardening/mounts-no-sensitive-host-path', () => {
  it.each([
    '/data/models',
    './models',
    '/etc/localtime',
    '/usr/local/Ascend/driver',
    '/etc/ascend_install.info',
    '/dev/shm',
    '/dev/nvidia0',
    '/mnt/nfs/scans',
    '/etcetera',
    '/rootfs-of-ours',
  ])('%s is fine', (source) => {
    expect(answer(mountsNoSensitiveHostPath, mounted(mount(source)), paths)).toBe('pass');
  });

  it.each([
    '/',
    '//',
    '/.',
    '/etc',
    '/etc/',
    '/etc/kubernetes/pki',
    '/root',
    '/root/.paddleocr',
    '/proc',
    '/sys',
    '/var/run',
    '/run/containerd',
    '/var/lib/docker',
    '/var/lib/kubelet/pods',
    '/dev',
    '/dev/mem',
    '/home',
    '/srv/../etc',
    '/data/../../root',
    '~/.ssh',
  ])('%s gives the host away', (source) => {
    expect(answer(mountsNoSensitiveHostPath, mounted(mount(source)), paths)).toBe('fail:writable');
  });

  it.each(['/var/log', '/var/lib/docker/containers'])('tells an agent to mount %s read-only', (source) => {
    expect(answer(mountsNoSensitiveHostPath, mounted(mount(source)), paths)).toBe('fail:should-be-read-only');
    expect(answer(mountsNoSensitiveHostPath, mounted(mount(source), mount('/etc')), paths)).toBe(
      'fail:writable',
    );
  });

  it.each([
    ['/var/log', 'pass'],
    ['/var/lib/docker/containers', 'pass'],
    ['/etc/ssl/certs', 'pass'],
    ['/etc', 'fail:readable'],
    ['/', 'fail:readable'],
  ])('%s read-only: %s', (source, expected) => {
    expect(answer(mountsNoSensitiveHostPath, mounted(mount(source, { readOnly: true })), paths)).toBe(
      expected,
    );
  });

  it('counts a compose bind, and no volume, claim or path inside the container', () => {
    expect(answer(mountsNoSensitiveHostPath, mounted(mount('/etc', { type: 'bind' })), paths)).toBe(
      'fail:writable',
    );
    expect(answer(mountsNoSensitiveHostPath, mounted(mount('etc', { type: 'volume' })), paths)).toBe('pass');
    expect(answer(mountsNoSensitiveHostPath, mounted(mount('/export', { type: 'nfs' })), paths)).toBe('pass');
    expect(answer(mountsNoSensitiveHostPath, mounted(mount(null, { target: '/etc' })), paths)).toBe('pass');
  });

  it('tells several in one finding, with their places', () => {
    const judgement = ask(
      mountsNoSensitiveHostPath,
      mounted(mount('/etc'), mount('/data'), mount('/root', { line: 20 })),
      paths,
    );
    expect(judgement).toMatchObject({ at: [12, 9], related: [[20, 9]], data: { paths: ['/etc', '/root'] } });
  });
});

describe('hardening/mounts-no-engine-socket', () => {
  it.each([
    '/var/run/docker.sock',
    '/run/containerd/containerd.sock',
    '/var/run/crio/crio.sock',
    '/run/user/1000/podman/podman.sock',
  ])('%s, even read-only; the rule about host folders leaves it alone', (source) => {
    const facts = mounted(mount(source, { readOnly: true }));
    expect(answer(mountsNoEngineSocket, facts)).toBe('fail:socket');
    expect(answer(mountsNoSensitiveHostPath, facts, paths)).toBe('pass');
  });

  it.each([mount('/data/models'), mount('docker.sock', { type: 'volume' }), mount('/run/docker.sock.d')])(
    'passes what is no socket of the host',
    (one) => {
      expect(answer(mountsNoEngineSocket, mounted(one))).toBe('pass');
    },
  );
});

describe('hardening/withholds-service-account-token', () => {
  const options = catalogOptions('hardening/withholds-service-account-token');
  it.each<[string, Partial<WorkloadPod>, string]>([
    ['withheld', { automountServiceAccountToken: false }, 'pass'],
    ['nothing written', {}, 'fail:by-default'],
    ['an account and nothing written', { serviceAccountName: 'ocr' }, 'fail:by-default'],
    ['asked for', { automountServiceAccountToken: true, serviceAccountName: 'ocr' }, 'fail:mounted'],
    [
      'asked for by a node agent with its own account',
      { kind: 'DaemonSet', automountServiceAccountToken: true, serviceAccountName: 'fluent-bit' },
      'notApplicable',
    ],
    [
      'asked for by a node agent without one',
      { kind: 'DaemonSet', automountServiceAccountToken: true },
      'fail:mounted',
    ],
    ['compose has none', { engine: 'compose' }, 'notApplicable'],
  ])('%s', (_, pod, expected) => {
    expect(answer(withholdsServiceAccountToken, workloadFacts({ pod }), options)).toBe(expected);
  });
});
