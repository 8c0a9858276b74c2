import fc from 'fast-check';
import type { Overlay } from './oracle.ts';

/* Overlays over one base: what the kustomizations of a team are made of, drawn together at random. */

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ocr
  labels: {app: ocr}
spec:
  replicas: 1
  selector: {matchLabels: {app: ocr}}
  template:
    metadata: {labels: {app: ocr}}
    spec:
      serviceAccountName: ocr
      securityContext: {runAsUser: 1000}
      initContainers:
      - {name: fetch, image: "busybox:1.36"}
      containers:
      - name: server
        image: paddlepaddle/paddle:2.6.1
        args: [a, b]
        env: [{name: A, value: "1"}, {name: B, value: "2"}]
        ports: [{containerPort: 8080}, {containerPort: 9090, protocol: UDP}]
        volumeMounts: [{name: models, mountPath: /models}]
        resources: {limits: {cpu: "2", memory: 4Gi}}
      - {name: logs, image: "registry.cn:5000/logs/fluent:1.0@sha256:${'a'.repeat(64)}"}
      volumes:
      - {name: models, emptyDir: {}}
`;

const OTHERS = `apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly, annotations: {tier: batch}}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          containers: [{name: server, image: paddlepaddle/paddle}]
---
apiVersion: v1
kind: Service
metadata: {name: ocr}
spec: {selector: {app: ocr}, ports: [{port: 80}, {port: 443, name: tls}]}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: ocr, labels: {app: rollout}}
spec: {template: {spec: {containers: [{name: server, image: "paddlepaddle/paddle:2.6.1"}, {name: x, image: y}]}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ocr}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ocr}, maxReplicas: 3}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ocr}
imagePullSecrets: [{name: a}]
`;

const BASE = {
  'base/kustomization.yaml': 'resources: [deployment.yaml, others.yaml]\n',
  'base/deployment.yaml': DEPLOYMENT,
  'base/others.yaml': OTHERS,
};

const CONTAINER_FIELDS = [
  'image: "new/image:1"',
  'image: null',
  'securityContext: {privileged: true}',
  'securityContext: {capabilities: {drop: [ALL]}}',
  'args: [c]',
  'args: null',
  'env: [{name: B, value: "3"}, {name: C, value: "4"}]',
  'env: [{name: A, $patch: delete}]',
  'env: [{$patch: replace}, {name: Z, value: "1"}]',
  'ports: [{containerPort: 8080, name: http}]',
  'ports: [{containerPort: 7070}]',
  'volumeMounts: [{mountPath: /models, name: models, readOnly: true}]',
  'volumeMounts: [{mountPath: /tmp, name: models}]',
  'resources: {limits: {nvidia.com/gpu: 1, cpu: null}}',
  'resources: {$patch: replace, requests: {cpu: "1"}}',
  'resources: null',
];

const POD_FIELDS = [
  'securityContext: {runAsNonRoot: true}',
  'securityContext: {runAsUser: null, fsGroup: 5}',
  'securityContext: {$patch: delete}',
  'hostNetwork: true',
  'initContainers: [{name: fetch, $patch: delete}]',
  'initContainers: [{name: warm, image: "w:1"}]',
  'volumes: [{name: models, nfs: {server: a, path: /b}, emptyDir: null}]',
  'volumes: [{name: shm, emptyDir: {medium: Memory}}]',
  'tolerations: [{key: gpu, operator: Exists}]',
  'imagePullSecrets: [{name: regcred}]',
  'nodeSelector: {gpu: "true"}',
];

const containerField = fc.constantFrom(...CONTAINER_FIELDS);
const podField = fc.constantFrom(...POD_FIELDS);
const containerName = fc.constantFrom('server', 'logs', 'fresh');

const smPatch = fc
  .record({
    name: containerName,
    fields: fc.uniqueArray(containerField, { maxLength: 3, selector: keyOf }),
    pod: fc.uniqueArray(podField, { maxLength: 2, selector: keyOf }),
  })
  .map(({ name, fields, pod }) => {
    const container = [`name: ${name}`, ...fields].join(', ');
    return [`containers: [{${container}}]`, ...pod].join(', ');
  });

function keyOf(text: string): string {
  return text.slice(0, text.indexOf(':'));
}

const deploymentPatch = smPatch.map(
  (spec) =>
    `{apiVersion: apps/v1, kind: Deployment, metadata: {name: ocr}, spec: {template: {spec: {${spec}}}}}`,
);
const rolloutPatch = smPatch.map(
  (spec) =>
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: ocr}, spec: {template: {spec: {${spec}}}}}`,
);
const cronPatch = smPatch.map(
  (spec) =>
    `{apiVersion: batch/v1, kind: CronJob, metadata: {name: nightly}, spec: {jobTemplate: {spec: {template: {spec: {${spec}}}}}}}`,
);
const metadataPatch = fc.constantFrom(
  '{apiVersion: apps/v1, kind: Deployment, metadata: {name: ocr, labels: {a: b}, annotations: {c: d}}}',
  '{apiVersion: apps/v1, kind: Deployment, metadata: {name: ocr, labels: {app: null}}}',
  '{apiVersion: v1, kind: Service, metadata: {name: ocr}, spec: {ports: [{port: 80, name: web}, {port: 81}]}}',
  '{apiVersion: v1, kind: Service, metadata: {name: ocr}, $patch: delete}',
  '{apiVersion: v1, kind: ServiceAccount, metadata: {name: ocr}, imagePullSecrets: [{name: b}]}',
);

const operation = (op: string, path: string, rest: object = {}): string =>
  JSON.stringify({ op, path, ...rest });
const CONTAINERS = '/spec/template/spec/containers';

const jsonOperation = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      operation('replace', `${CONTAINERS}/0/image`, { value: 'x:2' }),
      operation('add', `${CONTAINERS}/0/securityContext`, { value: { privileged: true } }),
      operation('add', `${CONTAINERS}/-`, { value: { name: 'last', image: 'l:1' } }),
      operation('add', `${CONTAINERS}/0`, { value: { name: 'zero', image: 'z:1' } }),
      operation('remove', `${CONTAINERS}/1`),
      operation('remove', `${CONTAINERS}/-1`),
      operation('add', '/metadata/annotations', { value: { 'a~b/c': 'd' } }),
      operation('add', '/metadata/labels/x~1y~0z', { value: 'v' }),
      operation('copy', `${CONTAINERS}/1/image`, { from: `${CONTAINERS}/0/image` }),
      operation('move', `${CONTAINERS}/1`, { from: `${CONTAINERS}/0` }),
      operation('replace', '/metadata/name', { value: 'renamed' }),
      operation('add', '/spec/template/spec/hostNetwork', { value: true }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      operation('test', '/spec/replicas', { value: 1 }),
      operation('replace', '/spec/template/spec/missing', { value: 1 }),
      operation('remove', `${CONTAINERS}/7`),
      operation('add', '/no/such/parent', { value: 1 }),
    ),
  },
);
const jsonPatch = fc
  .array(jsonOperation, { minLength: 1, maxLength: 3 })
  .map((operations) => `[${operations.join(', ')}]`);
const jsonTarget = fc.constantFrom(
  '{kind: Deployment}',
  '{kind: Deployment, name: ocr}',
  '{kind: Deploy.*|Rollout}',
  '{group: apps, version: v1}',
  '{name: o.*, kind: Rollout}',
  '{kind: Deployment, labelSelector: app=ocr}',
);

const target = fc.constantFrom(
  '{kind: Deployment}',
  '{kind: Deployment, name: ocr}',
  '{kind: Deployment|Rollout}',
  '{name: o.*, kind: Deploy.*}',
  '{group: apps, version: v1}',
  '{labelSelector: app=ocr}',
  '{labelSelector: "app!=ocr,app"}',
  '{kind: Nothing}',
  '{group: argoproj.io}',
);

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const patchEntry = fc.oneof(
  fc
    .oneof(deploymentPatch, rolloutPatch, cronPatch, metadataPatch)
    .map((patch) => `{patch: ${quoted(patch)}}`),
  fc.tuple(deploymentPatch, target).map(([patch, where]) => `{patch: ${quoted(patch)}, target: ${where}}`),
  fc.tuple(jsonPatch, jsonTarget).map(([patch, where]) => `{patch: ${quoted(patch)}, target: ${where}}`),
);

const image = fc
  .record({
    name: fc.constantFrom('paddlepaddle/paddle', 'busybox', 'registry.cn:5000/logs/fluent', 'y', 'nothing'),
    newName: fc.option(fc.constantFrom('mirror.cn/paddle', 'registry:5000/p'), { nil: undefined }),
    newTag: fc.option(fc.constantFrom('2.6.2', 'latest'), { nil: undefined }),
    digest: fc.option(fc.constant(`sha256:${'b'.repeat(64)}`), { nil: undefined }),
  })
  .map((entry) => JSON.stringify(entry));

const list = (name: string, items: fc.Arbitrary<string>, maxLength = 2): fc.Arbitrary<string> =>
  fc
    .array(items, { maxLength })
    .map((found) => (found.length === 0 ? '' : `${name}:\n${found.map((item) => `- ${item}\n`).join('')}`));

const sometimes = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: text });

const changes = fc
  .tuple(
    list('patches', patchEntry),
    list('images', image),
    list(
      'patchesStrategicMerge',
      deploymentPatch.map(quoted).map((patch) => `|-\n  ${patch.slice(1, -1).replaceAll("''", "'")}`),
      1,
    ),
    list(
      'patchesJson6902',
      jsonPatch.map(
        (patch) =>
          `{target: {group: apps, version: v1, kind: Deployment, name: ocr}, patch: ${quoted(patch)}}`,
      ),
      1,
    ),
    sometimes(fc.constantFrom('namePrefix: prod-\n', 'nameSuffix: -v2\n')),
    sometimes(fc.constant('namespace: prod\n')),
    sometimes(
      fc.constantFrom(
        'commonLabels: {team: vision}\n',
        'labels: [{pairs: {team: vision}}]\n',
        'labels: [{pairs: {team: vision}, includeTemplates: true}]\n',
        'labels: [{pairs: {team: vision}, includeSelectors: true}]\n',
      ),
    ),
    sometimes(fc.constant('commonAnnotations: {owner: ocr}\n')),
    sometimes(fc.constantFrom('replicas: [{name: ocr, count: 5}]\n', 'replicas: [{name: ocr, count: 0}]\n')),
  )
  .map((parts) => parts.join(''));

/** A base, an overlay over it, sometimes a second one over that, sometimes with a component. */
export const overlays: fc.Arbitrary<Overlay> = fc
  .tuple(changes, changes, fc.option(changes))
  .map(([first, second, component]) => ({
    files: {
      ...BASE,
      'middle/kustomization.yaml': `resources: [../base]\n${component === null ? '' : 'components: [../part]\n'}${first}`,
      ...(component === null
        ? {}
        : {
            'part/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n${component}`,
          }),
      'top/kustomization.yaml': `resources: [../middle]\n${second}`,
    },
    root: 'top',
  }));
