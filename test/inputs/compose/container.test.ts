import { describe, expect, it } from 'vitest';
import type { FactKind, FactMap } from '../../../src/facts/fact-map.ts';
import { containerOf, read, service, valueOf } from './project.ts';

function fact<K extends FactKind>(kind: K, ...lines: readonly string[]): FactMap[K] {
  return valueOf(containerOf(read(service(...lines))), kind);
}

function gaps(kind: FactKind, ...lines: readonly string[]): readonly string[] {
  const found = containerOf(read(service(...lines)))[kind];
  return found?.status === 'observed' ? found.gaps.map(({ why }) => why) : [];
}

describe('container.privileges', () => {
  it.each(['true', 'yes', '"on"', 'Y', '"TRUE"'])('reads privileged: %s as compose-go does', (written) => {
    expect(fact('container.privileges', `privileged: ${written}`)).toMatchObject({
      privileged: true,
      at: { privileged: [4, expect.any(Number)] },
    });
    expect(gaps('container.privileges', `privileged: ${written}`)).toEqual([]);
  });

  it.each(['1', '"1"', '"t"', '[true]', '{}', '"maybe"'])(
    'takes privileged: %s the worst way that it can be meant, with a gap',
    (written) => {
      const privileged = fact('container.privileges', `privileged: ${written}`).privileged;
      expect(privileged === true || privileged === null).toBe(true);
      expect(gaps('container.privileges', `privileged: ${written}`)).toHaveLength(1);
    },
  );

  it('does not count a read_only of the wrong type', () => {
    expect(fact('container.privileges', 'read_only: 1').readOnlyRootFilesystem).toBe(false);
    expect(gaps('container.privileges', 'read_only: 1')).toHaveLength(1);
  });

  it('leaves what a variable decides open: no fail by guess, no pass', () => {
    expect(fact('container.privileges', 'read_only: ${RO}', 'cap_drop: ["${CAP}"]')).toMatchObject({
      readOnlyRootFilesystem: true,
      capabilitiesDrop: ['ALL'],
    });
    expect(gaps('container.privileges', 'read_only: ${RO}')).toEqual([
      'service/app: read_only is ${RO}: RO is not set',
    ]);
  });

  it.each([
    ['network_mode: host', 'hostNetwork'],
    ['pid: host', 'hostPID'],
    ['ipc: host', 'hostIPC'],
  ])('sees %s', (line, field) => {
    expect(fact('container.privileges', line)).toMatchObject({ [field]: true });
  });

  it('follows namespaces from service to service, and networks to that of the host', () => {
    const text =
      'services:\n  app: {image: a, network_mode: "service:b", networks: [x]}\n  b: {image: b, network_mode: "service:c"}\n  c: {image: c, network_mode: host}\n  d: {image: d, networks: [out]}\n  e: {image: e, network_mode: "service:e"}\nnetworks: {out: {name: host, external: true}}\n';
    const reading = read({ 'compose.yaml': text });
    for (const name of ['app', 'b', 'c', 'd'])
      expect(valueOf(containerOf(reading, name), 'container.privileges').hostNetwork).toBe(true);
    expect(valueOf(containerOf(reading, 'e'), 'container.privileges').hostNetwork).toBe(false);
  });

  it.each([
    ['no-new-privileges:true', false],
    ['no-new-privileges', false],
    ['no-new-privileges=1', false],
    ['no-new-privileges:false', true],
  ])('reads %s', (option, allowed) => {
    expect(fact('container.privileges', `security_opt: ["${option}"]`).allowPrivilegeEscalation).toBe(
      allowed,
    );
  });
});

describe('container.profiles', () => {
  it('reads every form of security_opt', () => {
    expect(
      fact(
        'container.profiles',
        'security_opt: ["seccomp:unconfined", "apparmor=docker-default", "label:disable", "label=type:spc_t"]',
      ),
    ).toMatchObject({
      seccomp: { type: 'Unconfined' },
      appArmorField: { type: 'RuntimeDefault' },
      selinuxDisabled: true,
      selinux: { type: 'spc_t' },
    });
    expect(fact('container.profiles', 'security_opt: ["seccomp=./p.json"]').seccomp).toEqual({
      type: 'Localhost',
      localhostProfile: './p.json',
    });
  });
});

describe('container.identity', () => {
  it.each([
    ['"1000:1001"', 1000, null, 1001],
    ['"0"', 0, null, null],
    ['"+0"', 0, null, null],
    ['app', null, 'app', null],
    ['root:root', null, 'root', null],
    ['":1000"', null, null, 1000],
  ])('reads user: %s', (written, runAsUser, userName, runAsGroup) => {
    expect(fact('container.identity', `user: ${written}`)).toMatchObject({ runAsUser, userName, runAsGroup });
  });

  it('is not known for a user that a variable names, whatever the image says', () => {
    expect(containerOf(read(service('user: "${UID}:${GID}"')))['container.identity']?.status).toBe(
      'unavailable',
    );
  });

  it('has a gap where nobody says who runs', () => {
    const reading = read({ 'compose.yaml': 'services: {app: {image: "registry.example.com/x:1"}}' });
    expect(containerOf(reading)['container.identity']).toMatchObject({
      value: { imageUser: null },
      gaps: [expect.anything()],
    });
  });
});

describe('container.resources', () => {
  it.each([
    ['gpus: all', 'all'],
    ['gpus: [{count: 2}]', '2'],
    ['deploy: {resources: {reservations: {devices: [{capabilities: [[gpu]], driver: nvidia}]}}}', 'all'],
    [
      'deploy: {resources: {reservations: {devices: [{capabilities: [gpu], device_ids: ["0", "1"]}]}}}',
      'device=0,1',
    ],
    ['devices: ["nvidia.com/gpu=all"]', 'all'],
    ['gpus: [{count: 0}]', null],
  ])('sees the GPUs of %s', (line, gpus) => {
    expect(fact('container.resources', line).gpus).toBe(gpus);
  });

  it('keeps devices of other vendors apart', () => {
    expect(fact('container.resources', 'devices: ["huawei.com/Ascend910=0"]')).toMatchObject({
      gpus: null,
      devices: [{ name: 'huawei.com/Ascend910', vendor: 'huawei', limit: '1' }],
    });
  });

  it.each([
    ['shm_size: 2gb', 2 ** 31],
    ['shm_size: 1024', 1024],
    ['ipc: host', 'unlimited'],
    ['tmpfs: ["/dev/shm:size=1g"]', 2 ** 30],
    ['volumes: ["/dev/shm:/dev/shm"]', 'unlimited'],
    ['volumes: [{type: tmpfs, target: /dev/shm/, tmpfs: {size: 64m}}]', 2 ** 26],
    ['mem_limit: 1g', null],
  ])('knows /dev/shm of %s', (line, size) => {
    expect(fact('container.resources', line).shmSize).toBe(size);
  });

  it('reads both ways to write limits, and zero as none', () => {
    expect(
      fact('container.resources', 'mem_limit: 1g', 'cpus: "0.5"', 'mem_reservation: 512m'),
    ).toMatchObject({
      limitMemory: '1g',
      limitCpu: '0.5',
      requestMemory: '512m',
    });
    expect(fact('container.resources', 'cpu_quota: 150000', 'cpu_period: 100000').limitCpu).toBe('1.5');
    expect(fact('container.resources', 'mem_limit: 0', 'cpus: 0')).toMatchObject({
      limitMemory: null,
      limitCpu: null,
    });
  });

  it('is not known while a variable decides', () => {
    expect(containerOf(read(service('mem_limit: ${MEM}')))['container.resources']).toMatchObject({
      status: 'unavailable',
      advice: 'set MEM in .env, or pass --var MEM=…',
    });
  });
});

describe('container.mounts', () => {
  it.each([
    [
      '"/var/run/docker.sock:/var/run/docker.sock"',
      { type: 'bind', source: '/var/run/docker.sock', readOnly: false },
    ],
    ['"./m:/models:ro,z"', { type: 'bind', target: '/models', readOnly: true }],
    ['"data:/data"', { type: 'volume', source: 'data' }],
    ['"/anonymous"', { type: 'volume', source: null, target: '/anonymous' }],
    ['"C:\\\\x:/x"', { type: 'bind', source: 'C:\\x', target: '/x' }],
    ['"${DIR}:/x:ro"', { type: 'volume', source: '${DIR}', target: '/x', readOnly: true }],
    [
      '{type: bind, source: /etc, target: /host, read_only: yes}',
      { type: 'bind', source: '/etc', readOnly: true },
    ],
  ])('reads %s', (written, mount) => {
    expect(fact('container.mounts', `volumes: [${written}]`).mounts).toMatchObject([mount]);
  });

  it('leaves a source that a variable names open', () => {
    expect(gaps('container.mounts', 'volumes: ["${DIR}:/x"]')).toHaveLength(1);
  });

  it('sees through named volumes that are binds, and what other services hand over', () => {
    const reading = read({
      'compose.yaml':
        'services:\n  a: {image: a, volumes: ["sock:/s"]}\n  b: {image: b, volumes_from: ["a:ro", "container:x"]}\n  c: {image: c, volumes_from: [c]}\nvolumes: {sock: {driver: local, driver_opts: {type: none, o: bind, device: /var/run}}}\n',
    });
    expect(valueOf(containerOf(reading, 'a'), 'container.mounts').mounts).toMatchObject([
      { type: 'bind', source: '/var/run', readOnly: false },
    ]);
    expect(containerOf(reading, 'b')['container.mounts']).toMatchObject({
      value: { mounts: [{ source: '/var/run', readOnly: true }] },
      gaps: [expect.anything()],
    });
    expect(valueOf(containerOf(reading, 'c'), 'container.mounts').mounts).toEqual([]);
  });
});

describe('container.environment', () => {
  it('reads env files, and marks what cannot be known', () => {
    const files = {
      ...service('env_file: [a.env, {path: gone.env}]', 'environment: {HERE: 1, PASSED: , OPEN: "x${U}"}'),
      'a.env': 'A=1\nHERE=0\n',
    };
    const found = containerOf(read(files))['container.environment'];
    expect(found).toMatchObject({
      value: { variables: { A: '1', HERE: '1', PASSED: null, OPEN: null } },
      gaps: [{ what: 'service/app: env_file' }],
    });
  });
});

describe('container.probes', () => {
  it('applies the defaults of the engine', () => {
    expect(
      fact('container.probes', 'healthcheck: {test: [CMD, x], interval: 1m30s, start_period: 2m}').liveness,
    ).toEqual({
      handler: 'exec',
      initialDelaySeconds: 120,
      periodSeconds: 90,
      failureThreshold: 3,
      timeoutSeconds: 30,
    });
  });

  it.each(['{disable: true}', '{test: [NONE]}', '{disable: "yes"}'])(
    'sees that %s switches it off',
    (written) => {
      expect(fact('container.probes', `healthcheck: ${written}`)).toMatchObject({
        disabled: true,
        liveness: null,
      });
    },
  );

  it('does not know what an image of unknown make brings', () => {
    expect(containerOf(read(service()))['container.probes']?.status).toBe('unavailable');
  });
});
