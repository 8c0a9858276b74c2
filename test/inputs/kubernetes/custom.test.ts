import { describe, expect, it } from 'vitest';
import { evidenceOf, factOf, idsOf, readManifest } from './manifest.ts';

const object = (type: string, body: string): string => {
  const [apiVersion, kind] = type.split(' ');
  return `apiVersion: ${apiVersion!}\nkind: ${kind!}\nmetadata: {name: ocr}\n${body.trim()}\n`;
};

const POD = 'containers: [{name: server, image: "paddlepaddle/paddle:2.6.1"}]';

describe('pods by shape', () => {
  it.each([
    ['serving.knative.dev/v1 Service', `spec: {template: {spec: {${POD}}}}`, 'Service/ocr'],
    [
      'serving.kserve.io/v1alpha1 ServingRuntime',
      `spec: {supportedModelFormats: [{name: paddle}], ${POD}}`,
      'ServingRuntime/ocr',
    ],
    [
      'ray.io/v1 RayCluster',
      `spec: {headGroupSpec: {template: {spec: {${POD}}}}}`,
      'RayCluster/ocr/headGroupSpec',
    ],
    [
      'ray.io/v1 RayCluster',
      `spec: {workerGroupSpecs: [{groupName: a, template: {spec: {${POD}}}}]}`,
      'RayCluster/ocr/workerGroupSpecs/0',
    ],
    [
      'kubeflow.org/v1 PaddleJob',
      `spec: {paddleReplicaSpecs: {Worker: {template: {spec: {${POD}}}}}}`,
      'PaddleJob/ocr/paddleReplicaSpecs/Worker',
    ],
    [
      'jobset.x-k8s.io/v1alpha2 JobSet',
      `spec: {replicatedJobs: [{name: w, template: {spec: {template: {spec: {${POD}}}}}}]}`,
      'JobSet/ocr/replicatedJobs/w',
    ],
    ['apps.kruise.io/v1alpha1 CloneSet', `spec: {template: {spec: {${POD}}}}`, 'CloneSet/ocr'],
    ['apps/v1 Deploymnt', `spec: {template: {spec: {${POD}}}}`, 'Deploymnt/ocr'],
    [
      'argoproj.io/v1alpha1 Workflow',
      'spec: {templates: [{name: train, container: {image: "paddlepaddle/paddle:2.6.1"}}]}',
      'Workflow/ocr/train',
    ],
    [
      'tekton.dev/v1 Task',
      'spec: {steps: [{name: s, image: "paddlepaddle/paddle:2.6.1", script: x}]}',
      'Task/ocr',
    ],
    ['example.com/v1 Anything', `spec: {a: [{b: {c: {${POD}}}}]}`, 'Anything/ocr/a/0/b/c'],
  ])('%s', (type, body, id) => {
    const reading = readManifest(object(type, body));
    expect(idsOf(reading, 'workload')).toEqual([id]);
    expect(reading.unread).toEqual([]);
    expect(factOf(reading, '/image', 'image.reference').written).toBe('paddlepaddle/paddle:2.6.1');
  });

  it('reads the single containers of a KServe predictor, with the settings of its pod', () => {
    const reading = readManifest(
      object(
        'serving.kserve.io/v1beta1 InferenceService',
        'spec: {predictor: {securityContext: {runAsUser: 5}, paddle: {storageUri: "s3://m", resources: {limits: {nvidia.com/gpu: 1}}}}}',
      ),
    );
    expect(factOf(reading, 'predictor/container/paddle', 'container.identity').runAsUser).toBe(5);
    expect(factOf(reading, 'predictor/container/paddle', 'container.resources').devices).toHaveLength(1);
    expect(evidenceOf(reading, 'paddle/image', 'image.reference')).toMatchObject({
      code: 'dependency-unavailable',
    });
    expect(reading.problems).toEqual([]);
  });

  it('applies the security context of a workflow to its steps', () => {
    const body =
      'spec: {securityContext: {runAsNonRoot: true}, templates: [{name: a, script: {image: "python:3.11", source: x}}]}';
    const reading = readManifest(object('argoproj.io/v1alpha1 Workflow', body));
    expect(factOf(reading, 'a/container/script', 'container.identity').runAsNonRoot).toBe(true);
  });

  it('leaves $(…) to the operator', () => {
    const reading = readManifest(
      object('tekton.dev/v1 Task', 'spec: {steps: [{name: s, image: "$(params.image)"}]}'),
    );
    expect(reading.problems).toEqual([]);
    expect(evidenceOf(reading, '/image', 'image.reference').status).toBe('unavailable');
  });

  it('reads a pod that two parts share under both', () => {
    const body = `x: &pod {spec: {${POD}}}\nspec: {worker: {template: *pod}, ps: {template: *pod}}`;
    expect(idsOf(readManifest(object('batch.paddlepaddle.org/v1 PaddleJob', body)), 'workload')).toEqual([
      'PaddleJob/ocr/x',
      'PaddleJob/ocr/worker',
      'PaddleJob/ocr/ps',
    ]);
  });
});

describe('images outside of any pod', () => {
  it.each([
    ['spec: {image: "paddlepaddle/paddle:latest"}', 'spec.image', 'paddlepaddle/paddle:latest'],
    [
      'spec: {default: {containerImage: hub.baidubce.com/paddlepaddle/serving, tag: latest}}',
      'spec.default.containerImage',
      'hub.baidubce.com/paddlepaddle/serving:latest',
    ],
    [
      'spec: {values: {image: {registry: r.cn, repository: a/b, tag: "1.0"}}}',
      'spec.values.image',
      'r.cn/a/b:1.0',
    ],
    ['spec: {worker: {workerImage: "r.cn/a/b:1"}}', 'spec.worker.workerImage', 'r.cn/a/b:1'],
  ])('%s is judged as an image, and the rest is unread', (body, trail, written) => {
    const reading = readManifest(object('example.com/v1 Server', body));
    expect(idsOf(reading)).toEqual([`Server/ocr/${trail}`]);
    expect(factOf(reading, trail, 'image.reference').written).toBe(written);
    expect(reading.unread).toMatchObject([{ what: 'Server/ocr', code: 'not-supported-here' }]);
  });

  it.each([
    'spec: {logoImage: /assets/logo.png}',
    'spec: {backgroundImage: "cdn.bank.cn/bg.png"}',
    'spec: {someImage: nothing}',
    'spec: {image: ""}',
    'status: {image: "a/b:1"}',
    'metadata: {annotations: {image: "a/b:1"}}',
  ])('%s is none', (body) => {
    const reading = readManifest(`apiVersion: example.com/v1\nkind: Page\n${body}\n`);
    expect(reading).toMatchObject({ subjects: [], unread: [] });
  });
});

it('takes no group for built in because of its name', () => {
  const spark =
    'apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata: {name: s}\nspec: {image: "spark:latest"}\n';
  const { subjects, unread } = readManifest(spark);
  expect(subjects.map(({ subject }) => subject.kind)).toEqual(['image']);
  expect(unread).toHaveLength(1);
});

describe('what cannot be understood is said', () => {
  it.each([
    ['kafka.strimzi.io/v1beta2 Kafka', 'spec: {kafka: {replicas: 3}}'],
    ['example.com/v1 Server', 'spec: {resources: {limits: {cpu: 1}}}'],
    ['example.com/v1 Server', 'spec: {podTemplate: {spec: {}}}'],
    ['example.com/v1 Server', 'spec: {containers: {server: {}}}'],
    ['helm.toolkit.fluxcd.io/v2 HelmRelease', 'spec: {chart: {spec: {chart: ocr}}}'],
  ])('%s %s', (type, body) => {
    const reading = readManifest(object(type, body));
    expect(reading.subjects).toEqual([]);
    expect(reading.unread).toMatchObject([{ code: 'not-supported-here', place: { line: 3 } }]);
  });

  it.each([
    ['cert-manager.io/v1 Certificate', 'spec: {secretName: x}'],
    ['networking.istio.io/v1 VirtualService', 'spec: {hosts: [x]}'],
    ['monitoring.coreos.com/v1 PrometheusRule', 'spec: {groups: []}'],
    [
      'kyverno.io/v1 ClusterPolicy',
      'spec: {rules: [{validate: {pattern: {spec: {containers: [{name: "*", image: "*:*"}]}}}}]}',
    ],
    ['example.com/v1 Topic', 'spec: {partitions: 3}'],
  ])('%s runs nothing', (type, body) => {
    expect(readManifest(object(type, body))).toMatchObject({ subjects: [], unread: [], problems: [] });
  });
});
