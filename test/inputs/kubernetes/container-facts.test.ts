import { describe, expect, it } from 'vitest';
import { deviceKind } from '../../../src/inputs/kubernetes/devices.ts';
import { bytesOf } from '../../../src/inputs/kubernetes/quantity.ts';
import { container, evidenceOf, factOf, readManifest, SERVER } from './manifest.ts';

describe('image', () => {
  const image = (text: string) => container('command: [x]').replace('paddlepaddle/paddle:2.6.1', text);

  it('stands where its text begins, also within quotes', () => {
    const plain = readManifest(image('paddlepaddle/paddle:2.6.1'));
    expect(plain.subjects.at(-1)?.subject.location).toEqual({ path: 'deploy.yaml', line: 10, column: 16 });
    const quoted = readManifest(image('"paddlepaddle/paddle:2.6.1"'));
    expect(quoted.subjects.at(-1)?.subject.location?.column).toBe(17);
  });

  it.each([
    ['""', 'no-image'],
    ['', 'no-image'],
    ['~', 'no-image'],
    ['2.6', 'malformed-image'],
    ['{name: paddle}', 'wrong-type'],
    ['yes', 'malformed-image'],
    ['$(REGISTRY)/paddle:2.6.1', 'malformed-image'],
    ['Paddle:2.6.1', 'malformed-image'],
    ['"paddle :2.6.1"', 'malformed-image'],
  ])('%s is a problem of the file, and no fact', (text, code) => {
    const reading = readManifest(image(text));
    expect(reading.problems).toMatchObject([{ code, place: { path: 'deploy.yaml' } }]);
    expect(evidenceOf(reading, `${SERVER}/image`, 'image.reference').status).toBe('unavailable');
    expect(factOf(reading, SERVER, 'container.image').reference).toBeNull();
  });

  it.each(['paddle:${TAG}', '"{{ .Values.image }}"', 'paddle:<TAG>'])(
    '%s is filled in by somebody else: not known, no problem',
    (text) => {
      const reading = readManifest(image(text));
      expect(reading.problems).toEqual([]);
      expect(evidenceOf(reading, `${SERVER}/image`, 'image.reference')).toMatchObject({
        status: 'unavailable',
        code: 'dependency-unavailable',
      });
    },
  );

  it('carries pull policy and secrets, null when not written', () => {
    const written = readManifest(
      container('imagePullPolicy: Always', 'imagePullSecrets: [{name: a}, {name: b}]'),
    );
    expect(factOf(written, SERVER, 'container.image')).toMatchObject({
      pullPolicy: 'Always',
      pullSecrets: ['a', 'b'],
    });
    expect(factOf(written, `${SERVER}/image`, 'image.use').pullPolicy).toBe('Always');
    expect(factOf(readManifest(container('command: [x]')), SERVER, 'container.image')).toMatchObject({
      pullPolicy: null,
      pullSecrets: [],
    });
  });

  it('is read from image volumes too', () => {
    const reading = readManifest(
      container('command: [x]', 'volumes: [{name: m, image: {reference: "registry.cn/models/ocr:latest"}}]'),
    );
    expect(factOf(reading, 'volume-image', 'image.reference').written).toBe('registry.cn/models/ocr:latest');
  });
});

describe('resources', () => {
  const resources = (fields: string, pod = '') =>
    factOf(readManifest(container(fields, pod)), SERVER, 'container.resources');

  it('are kept as written', () => {
    expect(
      resources('resources: {requests: {cpu: 500m, memory: 1Gi}, limits: {cpu: 2, memory: "4Gi"}}'),
    ).toMatchObject({
      requestCpu: '500m',
      requestMemory: '1Gi',
      limitCpu: '2',
      limitMemory: '4Gi',
      devices: [],
      gpus: null,
      at: { 'limits.memory': [11, 83] },
    });
  });

  it('takes the limit of a device for its request, as the API server does, but not the reverse', () => {
    expect(resources('resources: {limits: {nvidia.com/gpu: 1}}').devices).toEqual([
      { name: 'nvidia.com/gpu', vendor: 'nvidia', shared: false, request: '1', limit: '1' },
    ]);
    expect(resources('resources: {requests: {nvidia.com/gpu: "2"}}').devices).toMatchObject([
      { request: '2', limit: null },
    ]);
    expect(
      resources('resources: {requests: {amd.com/gpu: 1}, limits: {amd.com/gpu: 2}}').devices,
    ).toMatchObject([{ request: '1', limit: '2' }]);
  });

  it('falls back to what the pod as a whole may use', () => {
    const pod = 'resources: {limits: {memory: 8Gi}, requests: {cpu: 1}}';
    expect(resources('resources: {limits: {cpu: 4}}', pod)).toMatchObject({
      limitCpu: '4',
      limitMemory: '8Gi',
      requestCpu: '1',
    });
  });

  it.each(['memory: 4GB', 'memory: true', 'memory: "4 Gi"', 'memory: [1]'])(
    '%s is no quantity: null, with a gap',
    (limit) => {
      const evidence = evidenceOf(
        readManifest(container(`resources: {limits: {${limit}}}`)),
        SERVER,
        'container.resources',
      );
      expect(evidence).toMatchObject({
        value: { limitMemory: null },
        gaps: [{ advice: 'write limits.memory: 4Gi' }],
      });
    },
  );

  it.each([
    ['nvidia.com/gpu', 'nvidia', false],
    ['nvidia.com/mig-1g.5gb', 'nvidia', true],
    ['nvidia.com/gpu.shared', 'nvidia', true],
    ['nvidia.com/gpumem', 'nvidia', true],
    ['volcano.sh/vgpu-number', 'nvidia', true],
    ['aliyun.com/gpu-mem', 'nvidia', true],
    ['tencent.com/vcuda-core', 'nvidia', true],
    ['amd.com/gpu', 'amd', false],
    ['huawei.com/Ascend910', 'huawei', false],
    ['huawei.com/Ascend310P', 'huawei', false],
    ['huawei.com/Ascend310P-2c', 'huawei', true],
    ['huawei.com/Ascend910-Memory', 'huawei', true],
    ['kunlunxin.com/xpu', 'kunlunxin', false],
    ['baidu.com/xpu', 'kunlunxin', false],
    ['baidu.com/cgpu', 'nvidia', true],
    ['hygon.com/dcu', 'hygon', false],
    ['hygon.com/dcumem', 'hygon', true],
    ['cambricon.com/mlu', 'cambricon', false],
    ['cambricon.com/mlu.smlu.vmemory', 'cambricon', true],
    ['enflame.com/gcu', 'enflame', false],
    ['enflame.com/shared-gcu', 'enflame', true],
    ['gpu.intel.com/i915', 'intel', false],
    ['metax-tech.com/gpu', 'other', false],
    ['iluvatar.ai/gpu', 'other', false],
  ])('%s is a device of %s, shared: %s', (name, vendor, shared) => {
    expect(deviceKind(name)).toEqual({ vendor, shared });
  });

  it.each([
    'rdma/hca',
    'hugepages-2Mi',
    'ephemeral-storage',
    'github.com/fuse',
    'vpc.amazonaws.com/pod-eni',
    'cpu',
    '/gpu',
  ])('%s is no device', (name) => {
    expect(deviceKind(name)).toBeNull();
  });

  it.each([
    ['1Gi', 2 ** 30],
    ['64M', 64e6],
    ['1e9', 1e9],
    ['500m', 1],
    ['1.5Ki', 1536],
    ['4GB', null],
    ['', null],
    ['1'.repeat(100_000), null],
  ])('%s', (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  const shm = (volume: string, pod = '') =>
    resources('volumeMounts: [{name: shm, mountPath: /dev/shm}]', `volumes: [{name: shm, ${volume}}]\n${pod}`)
      .shmSize;

  it('knows the size of /dev/shm', () => {
    expect(resources('command: [x]').shmSize).toBeNull();
    expect(shm('emptyDir: {medium: Memory, sizeLimit: 8Gi}')).toBe(8 * 2 ** 30);
    expect(shm('emptyDir: {medium: Memory}')).toBe('unlimited');
    expect(shm('hostPath: {path: /dev/shm}')).toBe('unlimited');
    expect(resources('command: [x]', 'hostIPC: true').shmSize).toBe('unlimited');
  });
});

describe('probes', () => {
  it('have the defaults of the API server', () => {
    const text = container(
      'livenessProbe: {httpGet: {path: /, port: 80}}\nstartupProbe: {exec: {command: [x]}, failureThreshold: 60, periodSeconds: 0, initialDelaySeconds: 5}',
    );
    expect(factOf(readManifest(text), SERVER, 'container.probes')).toMatchObject({
      liveness: {
        handler: 'http',
        initialDelaySeconds: 0,
        periodSeconds: 10,
        failureThreshold: 3,
        timeoutSeconds: 1,
      },
      startup: { handler: 'exec', initialDelaySeconds: 5, periodSeconds: 10, failureThreshold: 60 },
      readiness: null,
      disabled: false,
    });
  });

  it.each([
    'livenessProbe: {}',
    'livenessProbe: true',
    'livenessProbe: {periodSeconds: "10", tcpSocket: {port: 1}}',
  ])('%s has a gap', (field) => {
    const evidence = evidenceOf(readManifest(container(field)), SERVER, 'container.probes');
    expect(evidence.status === 'observed' && evidence.gaps).toHaveLength(1);
  });
});

describe('environment', () => {
  const environment = (fields: string) =>
    evidenceOf(readManifest(container(fields)), SERVER, 'container.environment');

  it('has literal values, and null for what comes from elsewhere', () => {
    const evidence = environment(`
env:
- {name: A, value: "1"}
- {name: EMPTY}
- {name: TOKEN, valueFrom: {secretKeyRef: {name: s, key: k}}}
- {name: A, value: "2"}
- {name: __proto__, value: x}`);
    if (evidence.status !== 'observed') throw new Error(evidence.detail);
    expect({ ...evidence.value.variables }).toEqual({ A: '2', EMPTY: '', TOKEN: null, ['__proto__']: 'x' });
    expect(evidence.gaps).toEqual([]);
    expect(evidence.value.at['TOKEN']).toEqual([14, 18]);
  });

  it('expands $(NAME) as the kubelet does', () => {
    const evidence = environment(`
env:
- {name: DIR, value: /opt}
- {name: P, value: "$(DIR)/lib:$$(DIR):$(LATER)"}
- {name: LATER, value: x}
- {name: S, valueFrom: {fieldRef: {fieldPath: a}}}
- {name: Q, value: "$(S)/x"}`);
    expect(evidence).toMatchObject({ value: { variables: { P: '/opt/lib:$(DIR):$(LATER)', Q: null } } });
  });

  it('has a gap where a whole config map comes in, and where a value is no text', () => {
    expect(environment('envFrom: [{configMapRef: {name: c}}]')).toMatchObject({
      gaps: [{ what: expect.stringContaining('envFrom') }],
    });
    expect(environment('env: [{name: A, value: 1}]')).toMatchObject({
      value: { variables: { A: '1' } },
      gaps: [{ advice: 'write value: "1"' }],
    });
  });
});

describe('mounts', () => {
  const mounts = (mount: string, volume: string) =>
    factOf(
      readManifest(
        container(`volumeMounts: [{name: v, mountPath: /m${mount}}]`, `volumes: [{name: v, ${volume}}]`),
      ),
      SERVER,
      'container.mounts',
    ).mounts[0];

  it.each([
    ['hostPath: {path: /data}', { type: 'hostPath', source: '/data', readOnly: false }],
    [
      'nfs: {server: nas, path: /models, readOnly: true}',
      { type: 'nfs', source: 'nas:/models', readOnly: true },
    ],
    [
      'persistentVolumeClaim: {claimName: models, readOnly: true}',
      { type: 'persistentVolumeClaim', source: 'models', readOnly: true },
    ],
    ['configMap: {name: c}', { type: 'configMap', source: 'c', readOnly: true }],
    ['secret: {secretName: s}', { type: 'secret', source: 's', readOnly: true }],
    ['emptyDir: {}', { type: 'emptyDir', source: null, readOnly: false }],
    ['csi: {driver: oss.csi.aliyun.com}', { type: 'other', source: 'oss.csi.aliyun.com', readOnly: false }],
    ['projected: {sources: []}', { type: 'other', source: 'projected', readOnly: true }],
  ])('%s', (volume, expected) => {
    expect(mounts('', volume)).toMatchObject({ target: '/m', line: 11, ...expected });
  });

  it('are read-only by their own word', () => {
    expect(mounts(', readOnly: true', 'nfs: {server: a, path: /b}')?.readOnly).toBe(true);
    expect(mounts(', readOnly: "true"', 'nfs: {server: a, path: /b}')?.readOnly).toBe(false);
  });

  it('reach a path below a host path by subPath', () => {
    expect(mounts(', subPath: docker.sock', 'hostPath: {path: /var/run}')?.source).toBe(
      '/var/run/docker.sock',
    );
  });

  it('have a gap where no such volume is, but for claims of a StatefulSet', () => {
    const text = container('volumeMounts: [{name: data, mountPath: /d}]');
    expect(evidenceOf(readManifest(text), SERVER, 'container.mounts')).toMatchObject({
      gaps: [{ advice: 'add the volume data' }],
    });
    const stateful = text
      .replace('Deployment', 'StatefulSet')
      .replace('spec:\n', 'spec:\n  volumeClaimTemplates: [{metadata: {name: data}}]\n');
    expect(evidenceOf(readManifest(stateful), '/server', 'container.mounts')).toMatchObject({
      gaps: [],
      value: { mounts: [{ type: 'persistentVolumeClaim', source: 'data' }] },
    });
  });
});
