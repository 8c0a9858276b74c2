import { observed, type Evidence } from '../../facts/evidence.ts';
import type { WorkloadPod, WorkloadSummary } from '../../facts/workload.ts';
import { entryOf, getNode } from '../../syntax/yaml/access.ts';
import { readContainer, type ReadContainer } from './container.ts';
import { FieldReader } from './fields.ts';
import type { PodSource } from './find-pods.ts';
import { hostPathsOf } from './mounts.ts';
import type { KubernetesObject } from './object.ts';
import { placeOf } from './place.ts';
import { readPlacement } from './placement.ts';
import { Pod } from './pod.ts';
import type { Scope } from './scope.ts';

/** One workload with its containers, as subjects of the scope. */
export function readWorkload(
  object: KubernetesObject,
  source: PodSource,
  native: boolean,
  scope: Scope,
): void {
  const pod = new Pod(object, source, native, scope);
  const selected = selectedContainer(pod);
  const containers = source.containers.map((container) =>
    readContainer(pod, container, container === selected),
  );
  const serving = containers.some((container) => container.serving);
  scope.subjects.push({
    subject: { id: pod.id, kind: 'workload', name: pod.title, location: placeOf(object.at, scope.file.path) },
    evidence: {
      'workload.pod': podFact(pod, serving),
      'workload.placement': readPlacement(pod),
      'workload.summary': observed(summaryOf(pod, containers, serving), scope.provenance),
    },
  });
  for (const container of containers) for (const subject of container.subjects) scope.subjects.push(subject);
}

/** What a Service selects is the pod: unless a container says which port it opens, the first one answers. */
function selectedContainer({ isSelected, source }: Pod): PodSource['containers'][number] | null {
  if (!isSelected) return null;
  const main = source.containers.filter(({ phase }) => phase === 'main');
  if (main.some(({ node }) => entryOf(node, 'ports') !== undefined)) return null;
  return main[0] ?? null;
}

function podFact(pod: Pod, serving: boolean): Evidence<'workload.pod'> {
  const { object, scope, runsToCompletion } = pod;
  const { kind, name, namespace, labels, annotations } = object;
  const fields = new FieldReader(pod.title);
  const serviceAccountName = fields.text(
    pod.field('serviceAccountName') ?? pod.field('serviceAccount'),
    'serviceAccountName',
  );
  const account = scope.neighbours.account(namespace, serviceAccountName);
  const value: WorkloadPod = {
    engine: 'kubernetes',
    kind,
    name,
    namespace,
    labels,
    annotations,
    replicas: fields.integer(getNode(object.root, 'spec', 'replicas'), 'replicas'),
    serving,
    runsToCompletion,
    serviceAccountName,
    automountServiceAccountToken: fields.boolean(
      pod.field('automountServiceAccountToken') ?? account?.automount,
      'automountServiceAccountToken',
      true,
    ),
    hostUsers: fields.boolean(pod.field('hostUsers'), 'hostUsers', true),
    at: fields.at,
  };
  return fields.evidence(value, scope.provenance);
}

function summaryOf(pod: Pod, containers: readonly ReadContainer[], serving: boolean): WorkloadSummary {
  const { object, scope, labels, annotations, runsToCompletion } = pod;
  return {
    engine: 'kubernetes',
    kind: object.kind,
    name: object.name,
    namespace: object.namespace,
    labels: object.labels,
    podLabels: labels,
    podAnnotations: annotations,
    serving,
    runsToCompletion,
    images: containers.map(({ image }) => image),
    hostPaths: hostPathsOf(pod),
    ports: containers.flatMap(({ ports }) => ports),
    place: placeOf(object.at, scope.file.path),
  };
}
