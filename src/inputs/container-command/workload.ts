import type { ContainerContext } from '../../facts/container.ts';
import { observed, type Gap } from '../../facts/evidence.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { WorkloadImage } from '../../facts/workload.ts';
import { driverVariablesOf } from '../driver-declarations.ts';
import type { ImageOrigin } from '../port.ts';
import type { Collector } from './collector.ts';
import type { Flag } from './flags.ts';
import type { CommandImage } from './image.ts';
import { readEnvironment } from './environment.ts';
import { readMountFlags } from './mounts.ts';
import { Settings } from './settings.ts';

export interface WorkloadRequest {
  readonly id: string;
  readonly flags: readonly Flag[];
  readonly context: ContainerContext;
  readonly gaps: readonly Gap[];
  readonly image: CommandImage;
  readonly origin: ImageOrigin | null;
}

/** The command as a workload of one container. */
export function workloadSubject(request: WorkloadRequest, collector: Collector): SubjectEvidence {
  const { id, flags, context, gaps, image, origin } = request;
  const { provenance } = collector;
  const { workloadKind: kind, workloadName: name, serving, runsToCompletion } = context;
  const labels = labelsOf(flags);
  const base = {
    engine: 'docker-run',
    kind,
    name,
    namespace: null,
    labels,
    serving,
    runsToCompletion,
  } as const;
  const location = image.subject.subject.location ?? collector.place({ line: 1, column: 1 });
  const settings = new Settings(flags);
  const runtimeClass = settings.text('runtimeClass', 'runtime');
  const driverVariables = driverVariablesOf(readEnvironment(flags, provenance));
  return {
    subject: { id, kind: 'workload', name: `${kind} ${name}`, location },
    evidence: {
      'workload.pod': observed({ ...base, ...NO_POD }, provenance, gaps),
      'workload.placement': observed(
        {
          nodeSelector: {},
          requiredTerms: [],
          tolerations: [],
          runtimeClass,
          nodeName: null,
          at: settings.at,
        },
        provenance,
        [...gaps, ...settings.gaps],
      ),
      'workload.summary': observed(
        {
          ...base,
          podLabels: labels,
          podAnnotations: {},
          images: [{ ...imageOf(image, origin, name, location), driverVariables }],
          hostPaths: hostPaths(flags),
          ports: context.ports.map(String),
          place: location,
        },
        provenance,
        gaps,
      ),
    },
  };
}

const NO_POD = {
  annotations: {},
  replicas: null,
  serviceAccountName: null,
  automountServiceAccountToken: null,
  hostUsers: null,
  at: {},
} as const;

function imageOf(
  { written, reference, subject }: CommandImage,
  origin: ImageOrigin | null,
  container: string,
  place: WorkloadImage['place'],
): WorkloadImage {
  const tag = subject.evidence['image.tag'];
  return {
    container,
    phase: 'main',
    written,
    reference,
    tag: tag?.status === 'observed' ? tag.value : null,
    make: origin?.make ?? 'unknown',
    builtBy: origin?.builtBy ?? null,
    place,
  };
}

function labelsOf(flags: readonly Flag[]): Readonly<Record<string, string>> {
  const labels = Object.create(null) as Record<string, string>;
  for (const { name, value } of flags) {
    if (name !== 'label' || value?.value == null) continue;
    const at = value.value.indexOf('=');
    labels[at < 0 ? value.value : value.value.slice(0, at)] = at < 0 ? '' : value.value.slice(at + 1);
  }
  return labels;
}

function hostPaths(flags: readonly Flag[]): readonly string[] {
  return readMountFlags(flags, new Settings(flags)).flatMap(({ type, source }) =>
    type === 'bind' && source !== null ? [source] : [],
  );
}
