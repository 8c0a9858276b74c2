import { describe, expect, it } from 'vitest';
import { readDockerfile } from '../../src/inputs/dockerfile/read.ts';
import { readKubernetes } from '../../src/inputs/kubernetes/read.ts';
import { judgeFile, rulesOf } from './judge-files.ts';

const rules = await rulesOf('hardening', 'dockerfile', 'image');

type Change = readonly [from: string, to: string];

function changed(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const [from, to] of changes) {
    if (!result.includes(from)) throw new Error(`the clean file does not hold ${from}`);
    result = result.replace(from, () => to);
  }
  return result;
}

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ocr}
spec:
  template:
    metadata:
      annotations: {team: ocr}
    spec:
      automountServiceAccountToken: false
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        seccompProfile: {type: RuntimeDefault}
      containers:
        - name: server
          image: paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4
          command: [gunicorn, "app:app"]
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
            appArmorProfile: {type: RuntimeDefault}
          volumeMounts:
            - {name: data, mountPath: /models, readOnly: true}
      volumes:
        - name: data
          hostPath: {path: /data/models}
`;

const OWN = `          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL]}
            appArmorProfile: {type: RuntimeDefault}
`;
const asInit = (changes: readonly Change[]): Change => [
  '      containers:\n',
  `      initContainers:\n        - name: fetch\n          image: busybox:1.36.1\n${changed(OWN, changes)}      containers:\n`,
];

describe('one fault in a manifest gives one finding', () => {
  const judge = (...changes: readonly Change[]): readonly string[] =>
    judgeFile(rules, readKubernetes, 'deploy.yaml', { 'deploy.yaml': changed(DEPLOYMENT, changes) });

  it('and a clean one none, with nothing left unchecked', () => {
    expect(judge()).toEqual([]);
    expect(judge(asInit([]))).toEqual([]);
  });

  it.each<[string, Change, string]>([
    ['runAsUser: 0', ['runAsUser: 10001', 'runAsUser: 0'], 'hardening/runs-as-non-root contradiction'],
    ['no user', ['        runAsNonRoot: true\n        runAsUser: 10001\n', ''], 'hardening/runs-as-non-root not-enforced'],
    ['no uid over a Paddle image', ['        runAsUser: 10001\n', ''], 'hardening/runs-as-non-root refused'],
    ['privileged', ['allowPrivilegeEscalation: false', 'privileged: true'], 'hardening/is-not-privileged privileged'],
    ['escalation', ['            allowPrivilegeEscalation: false\n', ''], 'hardening/denies-privilege-escalation not-denied'],
    ['capabilities', ['            capabilities: {drop: [ALL]}\n', ''], 'hardening/drops-capabilities not-dropped'],
    ['SYS_ADMIN', ['drop: [ALL]', 'drop: [ALL], add: [SYS_ADMIN]'], 'hardening/drops-capabilities dangerous'],
    ['writable root', ['            readOnlyRootFilesystem: true\n', ''], 'hardening/has-read-only-root writable'],
    ['host network', ['      containers:', '      hostNetwork: true\n      containers:'], 'hardening/has-no-host-namespaces shared'],
    ['no seccomp', ['        seccompProfile: {type: RuntimeDefault}\n', ''], 'hardening/has-seccomp-profile missing'],
    ['seccomp off', ['seccompProfile: {type: RuntimeDefault}', 'seccompProfile: {type: Unconfined}'], 'hardening/has-seccomp-profile unconfined'],
    ['no AppArmor', ['            appArmorProfile: {type: RuntimeDefault}\n', ''], 'hardening/has-apparmor-profile missing'],
    ['AppArmor off', ['appArmorProfile: {type: RuntimeDefault}', 'appArmorProfile: {type: Unconfined}'], 'hardening/has-apparmor-profile unconfined'],
    [
      'AppArmor said twice',
      ['{team: ocr}', '{container.apparmor.security.beta.kubernetes.io/server: unconfined}'],
      'hardening/has-apparmor-profile contradiction',
    ],
    ['SELinux off', ['{drop: [ALL]}', '{drop: [ALL]}\n            seLinuxOptions: {type: spc_t}'], 'hardening/is-confined-by-selinux unconfined'],
    ['the host’s /etc', ['path: /data/models', 'path: /etc'], 'hardening/mounts-no-sensitive-host-path readable'],
    ['docker.sock', ['path: /data/models', 'path: /var/run/docker.sock'], 'hardening/mounts-no-engine-socket socket'],
    ['a token', ['      automountServiceAccountToken: false\n', ''], 'hardening/withholds-service-account-token by-default'],
    ['no such module', ['[gunicorn, "app:app"]', '[python, -m, paddleocr.server]'], 'image/starts-existing-module no-such-module'],
    ['a privileged init container', asInit([['allowPrivilegeEscalation: false', 'privileged: true']]), 'hardening/is-not-privileged privileged'],
    ['an init container with a writable root', asInit([['            readOnlyRootFilesystem: true\n', '']]), 'hardening/has-read-only-root writable'],
  ])('%s', (_, change, expected) => {
    expect(judge(change)).toEqual([expected]);
  });

  it('of an ephemeral container too', () => {
    const debug = `      ephemeralContainers:\n        - name: debug\n          image: busybox:1.36.1\n${changed(OWN, [['drop: [ALL]', 'drop: [ALL], add: [SYS_PTRACE]']])}      containers:\n`;
    expect(judge(['      containers:\n', debug])).toEqual(['hardening/drops-capabilities dangerous']);
  });
});

const DOCKERFILE = `FROM nvidia/cuda:11.7.1-devel-ubuntu20.04 AS build
RUN make -C /src
FROM paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4
ENV MYSQL_HOST=mysql
RUN apt-get update && apt-get install -y --no-install-recommends libgl1 && rm -rf /var/lib/apt/lists/*
COPY requirements.lock /tmp/
RUN pip install --require-hashes -r /tmp/requirements.lock
COPY --from=build /src/ops.so /opt/ops.so
COPY app /srv/app
EXPOSE 8080
HEALTHCHECK --start-period=120s CMD curl -fsS http://127.0.0.1:8080/ping
USER 10001
CMD ["gunicorn", "-b", "0.0.0.0:8080", "app:app"]
`;
const LOCK = `gunicorn==22.0.0 --hash=sha256:${'0a'.repeat(32)}\n`;

describe('one fault in a Dockerfile gives one finding', () => {
  const judge = (...changes: readonly Change[]): readonly string[] =>
    judgeFile(rules, readDockerfile, 'Dockerfile', {
      Dockerfile: changed(DOCKERFILE, changes),
      'requirements.lock': LOCK,
    });
  const HASHED = '--require-hashes -r /tmp/requirements.lock';
  const run = (line: string): Change => ['EXPOSE 8080', `RUN ${line}\nEXPOSE 8080`];

  it('and a clean one none, with nothing left unchecked', () => {
    expect(judge()).toEqual([]);
  });

  it.each<[string, Change, string]>([
    ['no USER', ['USER 10001\n', ''], 'dockerfile/has-non-root-user base-root'],
    ['USER root', ['USER 10001', 'USER root'], 'dockerfile/has-non-root-user root'],
    ['unpinned', [HASHED, 'gunicorn'], 'dockerfile/pins-python-packages unpinned'],
    ['no hashes', [HASHED, 'gunicorn==22.0.0'], 'dockerfile/has-package-hashes no-hash'],
    ['a trusted host', [HASHED, `--trusted-host pypi.bank.example ${HASHED}`], 'dockerfile/trusts-no-unverified-index trusted-host'],
    ['another CUDA', ['cuda:11.7.1-devel', 'cuda:12.3.2-devel'], 'dockerfile/has-one-cuda two-stacks'],
    ['a secret', ['MYSQL_HOST=mysql', 'MYSQL_PASSWORD=Kc9-trade-42'], 'dockerfile/holds-no-secrets secret'],
    ['a script', run('curl -fsSL https://get.example.com | bash'), 'dockerfile/runs-no-piped-script piped'],
    ['a remote file', ['COPY app /srv/app', 'ADD https://models.example.com/det.tar /srv/app/'], 'dockerfile/verifies-remote-files no-checksum'],
    ['everything copied', ['COPY app /srv/app', 'COPY . .'], 'dockerfile/copies-chosen-files whole-context'],
    ['apt lists', [' && rm -rf /var/lib/apt/lists/*', ''], 'dockerfile/removes-package-lists lists-left'],
    ['no health check', ['HEALTHCHECK --start-period=120s CMD curl -fsS http://127.0.0.1:8080/ping\n', ''], 'image/has-healthcheck absent'],
    ['no such module', ['["gunicorn", "-b", "0.0.0.0:8080", "app:app"]', 'python -m paddleocr.server'], 'dockerfile/starts-existing-module no-such-module'],
  ])('%s', (_, change, expected) => {
    expect(judge(change)).toEqual([expected]);
  });

  const wheel = (line: string): readonly string[] =>
    judge(run(`pip install ${line} --hash=sha256:${'0a'.repeat(32)}`)).filter((one) => !one.includes('hashes'));

  it('when a second framework, or one of another CUDA, is installed', () => {
    expect(wheel('paddlepaddle==2.6.1')).toEqual(['dockerfile/has-one-framework over-base']);
    expect(wheel('paddlepaddle-gpu==2.6.1')).toEqual(['dockerfile/has-wheel-that-fits-cuda other-cuda']);
    expect(wheel('paddlepaddle-gpu==2.6.1.post117')).toEqual([]);
    expect(wheel('paddlepaddle-gpu==3.0.0')).toEqual(['dockerfile/has-wheel-that-fits-cuda ?']);
    expect(wheel('paddlepaddle-gpu==3.0.0 -i https://pypi.org/simple')).toEqual([
      'dockerfile/has-wheel-that-fits-cuda not-on-pypi',
    ]);
  });

  it('when two indexes are asked', () => {
    const found = judge(run('pip install --extra-index-url https://pypi.bank.example/simple ocr-client==1.4.0'));
    expect(found.filter((one) => !one.includes('hashes'))).toEqual(['dockerfile/has-one-package-index extra-index']);
  });
});
