import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding, Report } from '../../src/findings/report.ts';
import { paddleVerify, root, type Answer } from './paddle-verify.ts';

/** Waivers of the example have a last day. */
const AT = '2026-11-23';

function check(side: 'before' | 'after', ...flags: readonly string[]): Answer & { readonly report: Report } {
  const answer = paddleVerify(
    ['check', '.', '--at', AT, '-f', 'json', ...flags],
    `examples/bank-ocr/${side}`,
  );
  return { ...answer, report: JSON.parse(answer.stdout) as Report };
}

/** A fault that somebody committed: what, which rule says so, in which file, of which subject. */
type Fault = readonly [fault: string, rule: string, path: string, subject: string];

const SCRIPT = 'docker run paddlepaddle/paddle:latest-gpu';
const SERVER = 'Deployment/ocr-server container server';
const CANARY = 'Deployment/ocr-server-canary container server';
const CONSUMER = 'Deployment/scan-consumer container consumer';

const FAULTS: readonly Fault[] = [
  ['a base that was never published', 'tag/is-seen', 'Dockerfile', 'paddlepaddle/paddle:2.6.0-gpu-cuda11.8-cudnn8'],
  ['packages without versions', 'dockerfile/pins-python-packages', 'Dockerfile', 'Dockerfile'],
  ['the whole context copied', 'dockerfile/copies-chosen-files', 'Dockerfile', 'Dockerfile'],
  ['no USER', 'dockerfile/has-non-root-user', 'Dockerfile', 'Dockerfile'],
  ['no HEALTHCHECK', 'image/has-healthcheck', 'Dockerfile', 'Dockerfile'],
  ['a password in ENV', 'dockerfile/holds-no-secrets', 'Dockerfile', 'Dockerfile'],
  ['latest-gpu in the script', 'tag/is-pinned', 'run-ocr.sh', 'paddlepaddle/paddle:latest-gpu'],
  ['a module that does not exist', 'image/starts-existing-module', 'run-ocr.sh', SCRIPT],
  ['root, models under /root', 'hardening/runs-as-non-root', 'run-ocr.sh', SCRIPT],
  ['no limits', 'workload/has-limits', 'run-ocr.sh', SCRIPT],
  ['models writable', 'workload/mounts-models-read-only', 'run-ocr.sh', SCRIPT],
  ['nothing asks whether it answers', 'workload/has-liveness-probe', 'run-ocr.sh', SCRIPT],
  ['a small /dev/shm', 'workload/has-shared-memory-to-serve', 'run-ocr.sh', SCRIPT],
  ['latest-gpu in Kubernetes', 'tag/is-pinned', 'k8s/inference.yaml', 'paddlepaddle/paddle:latest-gpu'],
  ['a GPU image without a GPU', 'workload/has-accelerator', 'k8s/inference.yaml', SERVER],
  ['models writable in Kubernetes', 'workload/mounts-models-read-only', 'k8s/inference.yaml', SERVER],
  ['a small /dev/shm in Kubernetes', 'workload/has-shared-memory-to-serve', 'k8s/inference.yaml', SERVER],
  ['node groups on other versions', 'workload/same-version', 'k8s/canary.yaml', 'all inputs'],
  ['a pre-release that reads 0 as O', 'tag/is-final-release', 'k8s/canary.yaml', 'docker.io/paddlepaddle/paddle:3.0.0rc1-gpu-cuda11.8-cudnn8.6-trt8.5'],
  ['hostNetwork: yes', 'hardening/has-no-host-namespaces', 'k8s/canary.yaml', CANARY],
  ['the driver gate switched off', 'workload/keeps-driver-gate', 'k8s/canary.yaml', CANARY],
  ['a GPU limit unlike its request', 'workload/device-request-equals-limit', 'k8s/canary.yaml', CANARY],
  ['a channel for a tag', 'tag/is-pinned', 'k8s/consumer.yaml', 'harbor.bank.example/ocr/consumer:prod'],
  ['privileged', 'hardening/is-not-privileged', 'k8s/consumer.yaml', CONSUMER],
  ['the socket of the engine', 'hardening/mounts-no-engine-socket', 'k8s/consumer.yaml', CONSUMER],
  ['no limits for the consumer', 'workload/has-limits', 'k8s/consumer.yaml', CONSUMER],
  ['no liveness for the consumer', 'workload/has-liveness-probe', 'k8s/consumer.yaml', CONSUMER],
  ['the consumer as root', 'hardening/runs-as-non-root', 'k8s/consumer.yaml', CONSUMER],
  ['the consumer on a writable root', 'hardening/has-read-only-root', 'k8s/consumer.yaml', CONSUMER],
  ['a token that nobody needs', 'hardening/withholds-service-account-token', 'k8s/consumer.yaml', 'Deployment/scan-consumer'],
  ['main in monitoring', 'tag/is-pinned', 'ops/prometheus.yaml', 'prom/prometheus:main'],
  ['logs of the node writable', 'hardening/mounts-no-sensitive-host-path', 'ops/fluentd.yaml', 'DaemonSet/fluentd container fluentd'],
  ['latest-dev in CI', 'tag/is-pinned', '.gitlab-ci.yml', 'paddlepaddle/paddle:latest-dev'],
  ['latest to build with', 'tag/is-pinned', '.gitlab-ci.yml', 'docker:latest'],
  ['stable to deploy with', 'tag/is-pinned', '.gitlab-ci.yml', 'registry.baidubce.com/ocr-tools/kubectl:stable'],
  ['an O for a 0', 'tag/is-understood', 'docker-compose.yml', 'paddlepaddle/paddle:3.O.0-gpu-cuda11.8-cudnn8.9-trt8.6'],
  ['no tag', 'tag/is-pinned', 'docker-compose.yml', 'bitnami/kafka'],
  ['developers without a GPU', 'workload/has-accelerator', 'docker-compose.yml', 'service/ocr'],
  ['models writable for developers', 'workload/mounts-models-read-only', 'docker-compose.yml', 'service/ocr'],
  ['a GPU image without a GPU, again', 'workload/has-accelerator', 'docker-compose.yml', 'service/reader'],
  ...['service/ocr', 'service/reader'].flatMap((name): Fault[] => [
    [`${name} as root`, 'hardening/runs-as-non-root', 'docker-compose.yml', name],
    [`${name} with a small /dev/shm`, 'workload/has-shared-memory-to-serve', 'docker-compose.yml', name],
  ]),
]; // prettier-ignore

/** What is wrong with a container of which nothing is written but its image. */
const UNCONFINED = ['denies-privilege-escalation', 'drops-capabilities', 'has-read-only-root'].map(
  (name) => `hardening/${name}`,
);
const BARE_POD = ['has-seccomp-profile', 'has-apparmor-profile', 'runs-as-non-root'].map(
  (name) => `hardening/${name}`,
);
const BARE: readonly (readonly [path: string, workload: string, container: string, serves: boolean])[] = [
  ['k8s/inference.yaml', 'Deployment/ocr-server', 'server', true],
  ['k8s/mysql.yaml', 'StatefulSet/mysql', 'mysql', true],
  ['ops/prometheus.yaml', 'Deployment/prometheus', 'prometheus', true],
  ['ops/fluentd.yaml', 'DaemonSet/fluentd', 'fluentd', false],
];

const keyOf = (rule: string, path: string, subject: string): string => `${rule} | ${path} | ${subject}`;
const key = ({ rule, location, subject }: Finding): string =>
  keyOf(rule, location?.path ?? '-', subject.name);

const bare: readonly string[] = [
  ...BARE.flatMap(([path, workload, container, serves]) => [
    keyOf('hardening/withholds-service-account-token', path, workload),
    ...[
      ...UNCONFINED,
      ...BARE_POD,
      'workload/has-requests',
      'workload/has-limits',
      'workload/has-liveness-probe',
    ].map((rule) => keyOf(rule, path, `${workload} container ${container}`)),
    ...(serves ? [keyOf('workload/has-readiness-probe', path, `${workload} container ${container}`)] : []),
  ]),
  ...['ocr', 'reader', 'mysql', 'kafka'].flatMap((name) =>
    [...UNCONFINED, 'workload/has-limits'].map((rule) =>
      keyOf(rule, 'docker-compose.yml', `service/${name}`),
    ),
  ),
  ...UNCONFINED.map((rule) => keyOf(rule, 'run-ocr.sh', SCRIPT)),
];

describe('the platform as it was committed', () => {
  const { code, report } = check('before');
  const found = report.findings.map(key);

  it('fails', () => {
    expect([code, report.verdict, report.policy.name]).toEqual([1, 'fail', 'baseline']);
  });

  it.each(FAULTS)('%s: %s in %s', (_fault, rule, path, subject) => {
    expect(found.filter((one) => one === keyOf(rule, path, subject))).toHaveLength(1);
  });

  it('has no finding but for what was planted, and short names of images', () => {
    const planted = FAULTS.map(([, rule, path, subject]) => keyOf(rule, path, subject));
    const expected = new Set([...planted, ...bare]);
    const others = report.findings.filter((one) => !expected.has(key(one)));
    expect([...new Set(others.map(({ rule }) => rule))]).toEqual(['tag/is-fully-qualified']);
    expect([...expected].filter((one) => !found.includes(one))).toEqual([]);
  });

  it('says every text in full: no placeholder is left', () => {
    const texts = (language: string) =>
      check('before', '--lang', language).report.findings.map(
        ({ message, remediation }) => `${message} ${remediation}`,
      );
    for (const text of [...texts('en'), ...texts('zh')]) expect(text).not.toMatch(/\{[a-z][A-Za-z0-9]*\}/);
  });
});

describe('the platform as it was mended', () => {
  const { code, report } = check('after');

  it('passes the strictest policy, with nothing left unchecked', () => {
    expect([code, report.verdict, report.policy.name]).toEqual([0, 'pass', 'production']);
    expect(report.notChecked).toEqual([]);
    expect(report.errors).toEqual([]);
  });

  it('has waivers for digests that no file can know, and for nothing else', () => {
    expect([...new Set(report.findings.map(({ rule }) => rule))]).toEqual(['tag/has-digest']);
    for (const { waived, subject } of report.findings) {
      expect(waived?.owner).toMatch(/^@/);
      expect(subject.name).toMatch(/^harbor\.bank\.example\//);
    }
  });

  it('would fail a database whose patches land under the same tag, in spite of the waived digest', () => {
    const manifest = readFileSync(`${root}examples/bank-ocr/after/k8s/mysql.yaml`, 'utf8').replace(
      'mysql:8.4.3',
      'mysql:8',
    );
    const flags = ['-c', 'examples/bank-ocr/after/paddle-verify.yaml', '--at', AT, '-f', 'json'];
    const found = JSON.parse(paddleVerify(['check', '-', ...flags], '', manifest).stdout) as Report;
    expect(
      found.findings
        .filter(({ subject }) => subject.kind === 'image')
        .map(({ rule, messageId }) => `${rule}:${messageId}`),
    ).toEqual(['tag/is-pinned:partial']);
  });

  it('does not take two releases of an image for one version of Paddle', () => {
    const manifest = readFileSync(`${root}examples/bank-ocr/after/k8s/inference.yaml`, 'utf8').replace(
      'server:2026.11.2',
      'server:2026.10.9',
    );
    const flags = ['-c', 'examples/bank-ocr/after/paddle-verify.yaml', '--at', AT, '-f', 'json'];
    const found = JSON.parse(paddleVerify(['check', '-', ...flags], '', manifest).stdout) as Report;
    const unmade = found.notChecked.filter(({ rule }) => rule === 'workload/same-version');
    expect(unmade.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('runs in 2 releases (2026.10.9, 2026.11.2)'),
    ]);
  });

  it('fails the day after a waiver has ended', () => {
    const later = paddleVerify(['check', '.', '--at', '2027-02-01'], 'examples/bank-ocr/after');
    expect(later.code).toBe(1);
    expect(later.stdout).toContain('PV9003 waiver/is-current');
  });

  it('is judged with its own configuration from elsewhere too', () => {
    const folder = 'examples/bank-ocr/after';
    const { code: there, stdout } = paddleVerify([
      'check',
      folder,
      '-c',
      `${folder}/paddle-verify.yaml`,
      '--at',
      AT,
    ]);
    expect(stdout).toContain('policy production');
    expect(there).toBe(0);
  });
});
