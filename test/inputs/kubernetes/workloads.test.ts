import { describe, expect, it } from 'vitest';
import { container, deployment, factOf, idsOf, readManifest, SERVER } from './manifest.ts';

const POD_SPEC = '{containers: [{name: server, image: paddlepaddle/paddle:2.6.1}]}';

describe('built-in kinds', () => {
  it.each([
    ['v1', 'Pod', `spec: ${POD_SPEC}`],
    ['apps/v1', 'Deployment', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['apps/v1', 'StatefulSet', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['apps/v1', 'DaemonSet', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['extensions/v1beta1', 'Deployment', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['apps/v1', 'ReplicaSet', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['v1', 'ReplicationController', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['batch/v1', 'Job', `spec: {template: {spec: ${POD_SPEC}}}`],
    ['batch/v1', 'CronJob', `spec: {jobTemplate: {spec: {template: {spec: ${POD_SPEC}}}}}`],
    ['v1', 'PodTemplate', `template: {spec: ${POD_SPEC}}`],
  ])('%s %s', (apiVersion, kind, body) => {
    const reading = readManifest(
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ocr}\n${body}\n`,
    );
    expect(idsOf(reading)).toEqual([
      `${kind}/ocr`,
      `${kind}/ocr/container/server`,
      `${kind}/ocr/container/server/image`,
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.unread).toEqual([]);
    const batch = kind === 'Job' || kind === 'CronJob';
    expect(factOf(reading, '/server', 'container.context').runsToCompletion).toBe(batch);
  });

  it('tells the phases of containers apart', () => {
    const reading = readManifest(
      deployment(`
containers: [{name: server, image: a:1}]
initContainers: [{name: fetch, image: b:1}, {name: proxy, image: c:1, restartPolicy: Always}]
ephemeralContainers: [{name: debug, image: d:1}]`),
    );
    const seen = reading.subjects
      .filter(({ subject }) => subject.kind === 'container')
      .map(({ subject }) => [subject.name, factOf(reading, subject.id, 'container.context').phase]);
    expect(seen).toEqual([
      ['Deployment/ocr container server', 'main'],
      ['Deployment/ocr init container fetch', 'init'],
      ['Deployment/ocr init container proxy', 'sidecar'],
      ['Deployment/ocr ephemeral container debug', 'ephemeral'],
    ]);
    const roles = idsOf(reading, 'image').map((id) => factOf(reading, `#${id}`, 'image.use').role);
    expect(roles).toEqual(['container', 'init-container', 'container', 'ephemeral-container']);
  });

  it('leaves what runs nothing alone', () => {
    const kinds = [
      'v1 ConfigMap',
      'v1 Secret',
      'v1 Service',
      'rbac.authorization.k8s.io/v1 Role',
      'apiextensions.k8s.io/v1 CustomResourceDefinition',
      'networking.k8s.io/v1 Ingress',
    ];
    const text = kinds
      .map(
        (kind) =>
          `apiVersion: ${kind.replace(' ', '\nkind: ')}\nmetadata: {name: x}\nspec: {containers: [{image: x}]}\n`,
      )
      .join('---\n');
    expect(readManifest(text)).toMatchObject({ subjects: [], unread: [], problems: [] });
  });

  it('says so when a workload has no containers at all', () => {
    const reading = readManifest(
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ocr}\nspec: {replicas: 3}\n',
    );
    expect(reading.subjects).toEqual([]);
    expect(reading.unread).toMatchObject([{ what: 'Deployment/ocr', place: { line: 3, column: 18 } }]);
  });

  it.each(['containers: {server: {image: a}}', 'containers: server', 'containers: [server]'])(
    '%s is a problem',
    (line) => {
      expect(readManifest(deployment(line)).problems).toMatchObject([
        { code: 'wrong-type', place: { line: 8 } },
      ]);
    },
  );
});

describe('lists and documents', () => {
  const item = (name: string) => `{apiVersion: v1, kind: Pod, metadata: {name: ${name}}, spec: ${POD_SPEC}}`;

  it('reads the items of a List, of a list within it, and of a typed list', () => {
    const list = `apiVersion: v1\nkind: List\nitems: [${item('a')}, {apiVersion: v1, kind: List, items: [${item('b')}]}]\n`;
    expect(idsOf(readManifest(list), 'workload')).toEqual(['Pod/a', 'Pod/b']);
    const typed = `apiVersion: apps/v1\nkind: DeploymentList\nitems: [{metadata: {name: c}, spec: {template: {spec: ${POD_SPEC}}}}]\n`;
    expect(idsOf(readManifest(typed), 'workload')).toEqual(['Deployment/c']);
  });

  it('reads JSON', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'a' },
      spec: { containers: [{ name: 's', image: 'x:1' }] },
    };
    expect(idsOf(readManifest(JSON.stringify(pod, null, 2), 'pod.json'), 'image')).toEqual([
      'Pod/a/container/s/image',
    ]);
  });

  it('reads the documents beside a broken one, and reports that one', () => {
    const reading = readManifest(
      `${item('a')}\n---\nkind: "Pod\n---\n${item('b')}\n---\n# nothing\n---\nplain text\n`,
    );
    expect(idsOf(reading, 'workload')).toEqual(['Pod/a', 'Pod/b']);
    expect(reading.problems).toHaveLength(1);
    expect(reading.problems[0]?.place?.path).toBe('deploy.yaml');
  });

  it('reports a duplicate key, where kubectl takes the last in silence', () => {
    const text = container('image: paddlepaddle/paddle:latest');
    expect(readManifest(text)).toMatchObject({ subjects: [], problems: [{ code: 'duplicate-key' }] });
  });

  it('gives every subject an id of its own, free of line numbers', () => {
    const text = `${item('a')}\n---\n${item('a')}\n---\n${item('a').replace('name: a', 'name: a, namespace: prod')}\n`;
    const ids = idsOf(readManifest(text), 'container');
    expect(ids).toEqual([
      'Pod/a/container/server',
      'Pod/a~2/container/server',
      'prod/Pod/a/container/server',
    ]);
    expect(idsOf(readManifest(`# moved\n\n${text}`), 'container')).toEqual(ids);
  });

  it('names what has no name by generateName, and unnamed containers by their order', () => {
    const text =
      'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: train-}\nspec: {template: {spec: {containers: [{image: a:1}]}}}\n';
    expect(idsOf(readManifest(text), 'container')).toEqual(['Job/train-*/container/0']);
  });
});

describe('serving', () => {
  const service = (selector: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: ${selector}}\n---\n`;
  const serves = (text: string) => factOf(readManifest(text), SERVER, 'container.context').serving;
  const plain = container('command: [python, batch.py]');

  it('is a declared port, a known server, or a Service that selects the pod', () => {
    expect(serves(plain)).toBe(false);
    expect(serves(container('ports: [{containerPort: 8080}]'))).toBe(true);
    expect(serves(container('command: [gunicorn, app]'))).toBe(true);
    expect(serves(`${service('{app: ocr}')}${plain}`)).toBe(true);
    expect(serves(`${plain}---\n${service('{app: ocr}')}`)).toBe(true);
    expect(serves(`${service('{app: other}')}${plain}`)).toBe(false);
    expect(serves(`${service('{}')}${plain}`)).toBe(false);
  });

  it('is neither a job nor an init container', () => {
    const reading = readManifest(
      deployment(
        'containers: [{name: server, image: a:1}]\ninitContainers: [{name: i, image: b:1, ports: [{containerPort: 1}]}]',
      ),
    );
    expect(factOf(reading, '/init-container/i', 'container.context').serving).toBe(false);
    const job = container('ports: [{containerPort: 80}]')
      .replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job');
    expect(factOf(readManifest(job), '/server', 'container.context').serving).toBe(false);
  });

  it('is the first container where a Service selects several that declare no port', () => {
    const two = deployment('containers: [{name: server, image: a:1}, {name: logs, image: b:1}]');
    const reading = readManifest(`${service('{app: ocr}')}${two}`);
    expect(factOf(reading, '/logs', 'container.context').serving).toBe(false);
    expect(factOf(reading, '/server', 'container.context').serving).toBe(true);
    expect(factOf(reading, 'Deployment/ocr', 'workload.pod').serving).toBe(true);
  });
});

describe('the pod', () => {
  it('reads placement', () => {
    const text = deployment(`
containers: [{name: server, image: a:1}]
nodeSelector: {kubernetes.io/arch: arm64}
nodeName: gpu-1
runtimeClassName: nvidia
tolerations: [{key: gpu, operator: Exists, effect: NoSchedule}, {key: a, value: b}]
affinity:
  nodeAffinity:
    requiredDuringSchedulingIgnoredDuringExecution:
      nodeSelectorTerms:
      - matchExpressions: [{key: zone, operator: In, values: [a, b]}]
      - matchFields: [{key: metadata.name, operator: In, values: [n]}]`);
    expect(factOf(readManifest(text), 'Deployment/ocr', 'workload.placement')).toMatchObject({
      nodeSelector: { 'kubernetes.io/arch': 'arm64' },
      nodeName: 'gpu-1',
      runtimeClass: 'nvidia',
      tolerations: [
        { key: 'gpu', operator: 'Exists', value: null, effect: 'NoSchedule' },
        { key: 'a', operator: 'Equal', value: 'b', effect: null },
      ],
      requiredTerms: [
        [{ key: 'zone', operator: 'In', values: ['a', 'b'] }],
        [{ key: 'metadata.name', operator: 'In', values: ['n'] }],
      ],
    });
  });

  it('takes from the account in the same file what the pod leaves out', () => {
    const account =
      'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ocr}\nautomountServiceAccountToken: false\nimagePullSecrets: [{name: regcred}]\n---\n';
    const reading = readManifest(account + container('command: [x]', 'serviceAccountName: ocr'));
    expect(factOf(reading, 'Deployment/ocr', 'workload.pod')).toMatchObject({
      serviceAccountName: 'ocr',
      automountServiceAccountToken: false,
    });
    expect(factOf(reading, SERVER, 'container.image').pullSecrets).toEqual(['regcred']);
    const own = readManifest(
      account + container('command: [x]', 'serviceAccountName: ocr\nautomountServiceAccountToken: true'),
    );
    expect(factOf(own, 'Deployment/ocr', 'workload.pod').automountServiceAccountToken).toBe(true);
  });

  it('sums the workload up', () => {
    const text = deployment(`
containers: [{name: server, image: paddlepaddle/paddle:2.6.1, ports: [{name: http, containerPort: 8080}]}]
volumes: [{name: d, hostPath: {path: /dev/nvidia0}}, {name: e, emptyDir: {}}]`);
    expect(factOf(readManifest(text), 'Deployment/ocr', 'workload.summary')).toMatchObject({
      kind: 'Deployment',
      podLabels: { app: 'ocr' },
      hostPaths: ['/dev/nvidia0'],
      ports: ['http', '8080'],
      images: [{ container: 'server', phase: 'main', make: 'paddle', place: { line: 8, column: 42 } }],
    });
  });
});
