import { describe, expect, it } from 'vitest';
import { evidenceIn, factOf, readScript, whyNot } from './command.ts';

const PADDLE = 'paddlepaddle/paddle:2.6.1';
const run = (flags: string, command = '') => `docker run ${flags} ${PADDLE} ${command}`;

describe('the snippet that people copy', () => {
  const text =
    'docker run -d --gpus all -v ./models:/root/.paddleocr -p 8080:8080 paddlepaddle/paddle:latest-gpu python -m paddleocr.server --port=8080';

  it('runs as the root of its image', () => {
    expect(factOf('container.identity', text).value).toMatchObject({ runAsUser: null, imageUser: 'root' });
  });

  it('serves, and starts a module', () => {
    expect(factOf('container.context', text).value).toMatchObject({
      engine: 'docker-run',
      workloadKind: 'docker run',
      serving: true,
      runsToCompletion: false,
      command: ['python', '-m', 'paddleocr.server', '--port=8080'],
      ports: [8080],
    });
  });

  it('has every GPU, and no limits', () => {
    expect(factOf('container.resources', text).value).toMatchObject({
      gpus: 'all',
      limitCpu: null,
      limitMemory: null,
    });
  });

  it('mounts a folder, writable', () => {
    expect(factOf('container.mounts', text).value.mounts).toEqual([
      { target: '/root/.paddleocr', readOnly: false, type: 'bind', source: './models', line: 1, column: 29 },
    ]);
  });

  it('names its image at its place', () => {
    expect(readScript(text).subjects.at(-1)?.subject.location).toEqual({
      path: 'run.sh',
      line: 1,
      column: 68,
    });
  });
});

describe('identity', () => {
  it.each<[string, object]>([
    ['--user 1000:1001', { runAsUser: 1000, runAsGroup: 1001, userName: null }],
    ['-u 0', { runAsUser: 0, runAsGroup: null }],
    ['-uapp:grp', { runAsUser: null, userName: 'app' }],
    ['-u 1 -u 2', { runAsUser: 2 }],
    ['-u 1000:$GID', { runAsUser: 1000, runAsGroup: null }],
  ])('%s', (flags, expected) => {
    expect(factOf('container.identity', run(flags)).value).toMatchObject(expected);
  });

  it.each<[string, string]>([
    ['-u $(id -u)', 'command substitution'],
    ['--user "$U"', '$U is not set in this file'],
    ['--userns=keep-id', 'whoever calls podman'],
  ])('is not known: %s', (flags, reason) => {
    expect(whyNot('container.identity', run(flags))).toContain(reason);
  });

  it('has a gap where nobody knows the USER of the image', () => {
    expect(factOf('container.identity', 'docker run team/app:1').gaps).toHaveLength(1);
    expect(factOf('container.identity', 'docker run -u 1 team/app:1').gaps).toEqual([]);
  });
});

describe('privileges', () => {
  it.each<[string, object]>([
    [
      '',
      { privileged: null, allowPrivilegeEscalation: null, readOnlyRootFilesystem: null, hostNetwork: null },
    ],
    ['--privileged', { privileged: true }],
    ['--privileged=false', { privileged: false }],
    ['--cap-add SYS_ADMIN --cap-add=cap_net_raw', { capabilitiesAdd: ['SYS_ADMIN', 'NET_RAW'] }],
    ['--cap-drop all', { capabilitiesDrop: ['ALL'] }],
    ['--security-opt no-new-privileges', { allowPrivilegeEscalation: false }],
    ['--security-opt=no-new-privileges:true', { allowPrivilegeEscalation: false }],
    ['--security-opt no-new-privileges=false', { allowPrivilegeEscalation: true }],
    ['--read-only', { readOnlyRootFilesystem: true }],
    ['--network host --pid=host --ipc host', { hostNetwork: true, hostPID: true, hostIPC: true }],
    ['--net=host', { hostNetwork: true }],
    ['--network bridge', { hostNetwork: false }],
  ])('%s', (flags, expected) => {
    expect(factOf('container.privileges', run(flags)).value).toMatchObject(expected);
  });

  it('are not known where a flag that may mend them is computed', () => {
    expect(whyNot('container.privileges', run('--cap-drop $C'))).toContain('$C is not set');
  });

  it('tell what is certainly bad in spite of it', () => {
    const { value, gaps } = factOf('container.privileges', run('--privileged --cap-drop $C'));
    expect([value.privileged, gaps.length]).toEqual([true, 1]);
  });
});

describe('profiles', () => {
  it.each<[string, object]>([
    ['--security-opt seccomp=unconfined', { seccomp: { type: 'Unconfined', localhostProfile: null } }],
    ['--security-opt seccomp:unconfined', { seccomp: { type: 'Unconfined', localhostProfile: null } }],
    ['--security-opt seccomp=builtin', { seccomp: { type: 'RuntimeDefault', localhostProfile: null } }],
    ['--security-opt seccomp=p.json', { seccomp: { type: 'Localhost', localhostProfile: 'p.json' } }],
    ['--security-opt apparmor=unconfined', { appArmorField: { type: 'Unconfined', localhostProfile: null } }],
    ['--security-opt apparmor=ocr', { appArmorField: { type: 'Localhost', localhostProfile: 'ocr' } }],
    ['--security-opt label=disable', { selinuxDisabled: true, selinux: null }],
    ['--security-opt label:type:svirt_t', { selinuxDisabled: false, selinux: { type: 'svirt_t' } }],
  ])('%s', (flags, expected) => {
    expect(factOf('container.profiles', run(flags)).value).toMatchObject(expected);
  });
});

describe('resources', () => {
  const GIB = 1024 ** 3;
  it.each<[string, object]>([
    ['-m 8g --cpus 2', { limitMemory: '8g', limitCpu: '2' }],
    ['--cpu-quota=50000', { limitCpu: '0.5' }],
    ['--cpu-quota 50000 --cpu-period 25000', { limitCpu: '2' }],
    ['-m 0', { limitMemory: null }],
    ['--memory-reservation 1g', { requestMemory: '1g' }],
    ['--gpus 2', { gpus: '2' }],
    [`--gpus '"device=0,1"'`, { gpus: 'device=0,1' }],
    ['--device nvidia.com/gpu=all', { gpus: 'nvidia.com/gpu=all' }],
    ['--runtime nvidia', { runtimeClass: 'nvidia', gpus: null }],
    ['--shm-size 8g', { shmSize: 8 * GIB }],
    ['--shm-size=1.5GiB', { shmSize: 1.5 * GIB }],
    ['--ipc=host', { shmSize: 'unlimited' }],
    ['-v /dev/shm:/dev/shm', { shmSize: 'unlimited' }],
    ['--tmpfs /dev/shm:rw,size=2g', { shmSize: 2 * GIB }],
    ['--mount type=tmpfs,target=/dev/shm,tmpfs-size=1g', { shmSize: GIB }],
  ])('%s', (flags, expected) => {
    expect(factOf('container.resources', run(flags)).value).toMatchObject(expected);
  });

  it('have a limit that is not known, where one is computed', () => {
    const { value, gaps } = factOf('container.resources', run('-m "$M" --gpus $G'));
    expect(value).toMatchObject({ limitMemory: '$M', gpus: '$G' });
    expect(gaps).toHaveLength(2);
  });

  it('hand over every GPU with nvidia-docker', () => {
    expect(factOf('container.resources', `nvidia-docker run ${PADDLE}`).value.gpus).toBe('all');
  });
});

describe('probes', () => {
  it('are the health check of the command line', () => {
    const flags = '--health-cmd "curl x" --health-interval 1m30s --health-retries 5 --health-start-period=2m';
    expect(factOf('container.probes', run(flags)).value.liveness).toEqual({
      handler: 'exec',
      initialDelaySeconds: 120,
      periodSeconds: 90,
      failureThreshold: 5,
      timeoutSeconds: 30,
    });
  });

  it('are none in a published image, and not known in another', () => {
    expect(factOf('container.probes', run('')).value).toMatchObject({ liveness: null, disabled: false });
    expect(whyNot('container.probes', 'docker run team/app:1')).toContain('HEALTHCHECK');
  });

  it('are those of the Dockerfile that is known to build the image', () => {
    const built = (dockerfile: string) => ({
      images: { 'harbor.example/ocr': { dockerfile: 'Dockerfile' } },
      files: { Dockerfile: dockerfile },
    });
    const text = 'docker run -p 80:80 harbor.example/ocr:1.4.2';
    const checked = built(`FROM ${PADDLE}\nHEALTHCHECK CMD curl x\n`);
    expect(factOf('container.probes', text, checked).value.liveness).toMatchObject({ periodSeconds: 30 });
    expect(factOf('container.probes', text, built(`FROM ${PADDLE}\n`)).value.liveness).toBeNull();
    expect(whyNot('container.probes', text, built('FROM team/base:1.0.0\n'))).toContain('HEALTHCHECK');
  });

  it('leaves it to the Dockerfile to be told of a check that it lacks', () => {
    const images = { 'harbor.example/ocr': { dockerfile: 'Dockerfile' } };
    const files = { Dockerfile: `FROM ${PADDLE}\n` };
    const text = 'docker run -p 80:80 harbor.example/ocr:1.4.2';
    expect(factOf('container.probes', text, { images, files }).value.leftToImage).toBe(true);
    expect(factOf('container.probes', run('')).value.leftToImage).toBe(false);
  });

  it('can be switched off', () => {
    expect(factOf('container.probes', run('--no-healthcheck')).value.disabled).toBe(true);
  });
});

describe('environment and mounts', () => {
  it('have values, or none that is known', () => {
    const { value, gaps } = factOf(
      'container.environment',
      run('-e A=1 --env=B=2=3 -e C -e D=$X -e "__proto__=1"'),
    );
    expect({ ...value.variables }).toEqual({ A: '1', B: '2=3', C: null, D: null, ['__proto__']: '1' });
    expect(gaps).toEqual([]);
  });

  it('have a gap for a file of variables, and for one without a name', () => {
    expect(factOf('container.environment', run('--env-file .env -e "$X"')).gaps).toHaveLength(2);
  });

  it.each<[string, object]>([
    ['-v /a:/b', { source: '/a', target: '/b', type: 'bind', readOnly: false }],
    ['-v /a:/b:ro,z', { source: '/a', target: '/b', type: 'bind', readOnly: true }],
    ['-v models:/b', { source: 'models', type: 'volume' }],
    ['-v ~/m:/b', { source: '~/m', type: 'bind' }],
    ['-v "$PWD"/m:/b:ro', { source: '$PWD/m', target: '/b', type: 'bind', readOnly: true }],
    ['-v $(pwd):/b', { source: '$(pwd)', type: 'bind' }],
    ['-v /b', { source: null, target: '/b', type: 'volume' }],
    ['-v C:\\\\m:/b', { source: 'C:\\m', target: '/b', type: 'bind' }],
    [
      '--mount type=bind,source=/a,target=/b,readonly',
      { source: '/a', target: '/b', type: 'bind', readOnly: true },
    ],
    ['--mount src=v,dst=/b', { source: 'v', target: '/b', type: 'volume' }],
    ['--tmpfs /b:ro', { source: null, target: '/b', type: 'tmpfs', readOnly: true }],
  ])('%s', (flags, expected) => {
    expect(factOf('container.mounts', run(flags)).value.mounts).toMatchObject([expected]);
  });

  it('have devices', () => {
    const { value } = factOf('container.mounts', run('--device /dev/nvidia0 --device=/dev/a:/dev/b:rwm'));
    expect(value.devices).toEqual(['/dev/nvidia0', '/dev/a']);
  });

  it('have gaps for what is not written here', () => {
    expect(factOf('container.mounts', run('-v $M --volumes-from x')).gaps).toHaveLength(2);
  });
});

describe('context', () => {
  it.each<[string, string, object]>([
    ['', 'python train.py', { serving: false, runsToCompletion: true }],
    ['-d', 'python consume.py', { serving: false, runsToCompletion: false }],
    ['--restart always', '', { runsToCompletion: false }],
    ['-p 80', '', { serving: true, ports: [80] }],
    ['-p 127.0.0.1:8000-8010:9000-9010/tcp --expose 7000', '', { ports: [9000, 7000] }],
    ['-p $P:8080', '', { serving: true, ports: [8080] }],
    ['-P', '', { serving: true }],
    ['', 'gunicorn app:app', { serving: true }],
    ['--entrypoint uvicorn', 'app:app', { serving: true, command: ['uvicorn', 'app:app'] }],
    ['--name ocr', '', { workloadName: 'ocr' }],
  ])('docker run %s IMAGE %s', (flags, command, expected) => {
    expect(factOf('container.context', run(flags, command)).value).toMatchObject(expected);
  });

  it('has a gap where the command is computed and may serve', () => {
    expect(factOf('container.context', run('', '"$@"')).gaps).toHaveLength(1);
    expect(factOf('container.context', run('-p 80', '"$@"')).gaps).toEqual([]);
    expect(factOf('container.context', run('', 'python $SCRIPT')).gaps).toHaveLength(1);
    expect(factOf('container.context', run('', 'python -m $MODULE')).gaps).toHaveLength(1);
  });

  it.each(['python train.py --epochs $N', 'python train.py -o Global.out="$OUT"', 'sh -x run --in=$IN'])(
    'has none for the value of an option: %s',
    (command) => {
      expect(factOf('container.context', run('', command)).gaps).toEqual([]);
    },
  );
});

describe('flags that are not known', () => {
  const text = `docker run $OPTS --privileged -u 0 -v /var/run/docker.sock:/s ${PADDLE}`;

  it('leave what may be missing unknown', () => {
    for (const kind of ['container.resources', 'container.probes', 'container.image'] as const)
      expect(whyNot(kind, text)).toContain('$OPTS');
    expect(whyNot('container.privileges', `docker run $OPTS ${PADDLE}`)).toContain('$OPTS');
    expect(whyNot('container.identity', `docker run $OPTS ${PADDLE}`)).toContain('$OPTS');
  });

  it('still tell what is bad, with a gap', () => {
    for (const kind of ['container.privileges', 'container.identity', 'container.mounts'] as const)
      expect(factOf(kind, text).gaps).toHaveLength(1);
    expect(factOf('container.privileges', text).value.privileged).toBe(true);
  });
});

describe('the workload', () => {
  it('has its image, ports, labels and host paths', () => {
    const reading = readScript(run('--name ocr -p 80:80 -l app=ocr -v /m:/m', 'serve'));
    const summary = evidenceIn('workload.summary', reading);
    expect(summary.status === 'observed' ? summary.value : null).toMatchObject({
      engine: 'docker-run',
      kind: 'docker run',
      name: 'ocr',
      serving: true,
      labels: { app: 'ocr' },
      ports: ['80'],
      hostPaths: ['/m'],
      images: [{ container: 'ocr', phase: 'main', make: 'paddle', place: { line: 1 } }],
    });
  });

  it('knows the platform and the policy of its image', () => {
    const use = evidenceIn('image.use', readScript(run('--platform linux/arm64 --pull=missing')));
    expect(use.status === 'observed' ? use.value : null).toMatchObject({
      role: 'run',
      platform: 'linux/arm64',
      pullPolicy: 'IfNotPresent',
    });
  });
});
