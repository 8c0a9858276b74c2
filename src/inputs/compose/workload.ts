import { observed, type Provenance } from '../../facts/evidence.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { WorkloadPlacement, WorkloadPod, WorkloadSummary } from '../../facts/workload.ts';
import type { ReadContainer } from './container.ts';
import { field, idOf, titleOf, type ContainerSpec } from './container-spec.ts';
import { Fields } from './fields.ts';
import { keyValueMap, plainText } from './forms.ts';
import { sizedMounts } from './mounts.ts';
import { knownText } from './tree.ts';

/** The service or job as a whole. @param containers its own one, then those of its hooks. */
export function workloadSubject(
  spec: ContainerSpec,
  containers: readonly ReadContainer[],
  provenance: Provenance,
): SubjectEvidence {
  const fields = new Fields(spec, provenance);
  const pod = podOf(spec, fields, containers);
  return {
    subject: { id: idOf(spec), kind: 'workload', name: titleOf(spec), location: spec.place },
    evidence: {
      'workload.pod': fields.whole(pod),
      'workload.placement': observed(PLACEMENT, provenance),
      'workload.summary': observed(summaryOf(spec, pod, containers, provenance), provenance),
    },
  };
}

/** Docker Compose starts containers on the machine that it talks to. */
const PLACEMENT: WorkloadPlacement = {
  nodeSelector: {},
  requiredTerms: [],
  tolerations: [],
  runtimeClass: null,
  nodeName: null,
  at: {},
};

function podOf(spec: ContainerSpec, fields: Fields, containers: readonly ReadContainer[]): WorkloadPod {
  const main = containers[0]?.context;
  return {
    engine: 'compose',
    kind: `compose ${spec.kind}`,
    name: spec.name,
    namespace: null,
    labels: texts(spec, 'labels', fields),
    annotations: texts(spec, 'annotations', fields),
    replicas: fields.number(field(spec, 'deploy', 'replicas') ?? field(spec, 'scale'), 'replicas'),
    serving: main?.serving ?? false,
    runsToCompletion: main?.runsToCompletion ?? false,
    serviceAccountName: null,
    automountServiceAccountToken: null,
    hostUsers: knownText(field(spec, 'userns_mode')) === 'host' ? true : null,
    at: fields.at,
  };
}

function summaryOf(
  spec: ContainerSpec,
  { kind, name, labels, annotations, serving, runsToCompletion }: WorkloadPod,
  containers: readonly ReadContainer[],
  provenance: Provenance,
): WorkloadSummary {
  const hostPaths = sizedMounts(spec, new Fields(spec, provenance)).flatMap(({ type, source }) =>
    type === 'bind' && source !== null ? [source] : [],
  );
  return {
    engine: 'compose',
    kind,
    name,
    namespace: null,
    labels,
    podLabels: labels,
    podAnnotations: annotations,
    serving,
    runsToCompletion,
    images: containers.map(({ image }) => image),
    hostPaths,
    ports: (containers[0]?.context.ports ?? []).map(String),
    place: spec.place,
  };
}

function texts(spec: ContainerSpec, key: string, fields: Fields): Readonly<Record<string, string>> {
  const node = field(spec, key);
  const known = new Map<string, string>();
  for (const [name, value] of node === undefined ? [] : keyValueMap(node).entries)
    if (value.kind === 'scalar')
      known.set(name, fields.isUnknown(value, `${key}.${name}`) ? value.written : plainText(value));
  // Without a prototype, so that a label called __proto__ is one name among others.
  return Object.assign(Object.create(null) as Record<string, string>, Object.fromEntries(known));
}
