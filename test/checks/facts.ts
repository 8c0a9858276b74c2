import { describePublication } from '../../src/reference/publication.ts';
import { describeRegistry } from '../../src/reference/registry.ts';
import { pinningOf } from '../../src/inputs/image-name-facts.ts';
import { knownDigests } from '../../src/reference/known-digests.ts';
import { describeTag } from '../../src/reference/describe.ts';
import { parseReference } from '../../src/reference/parse.ts';
import type { Reference } from '../../src/reference/types.ts';
import type { FactKind, FactMap } from '../../src/facts/fact-map.ts';
import type { Make } from '../../src/facts/image.ts';
import type { Inventory } from '../../src/facts/inputs.ts';
import type { Place } from '../../src/facts/subject.ts';
import type { SupportingObject, WorkloadImage, WorkloadSummary } from '../../src/facts/workload.ts';

/** Facts by kind, as the engine hands them to a check once nothing is unavailable. */
export type Facts = { readonly [K in FactKind]?: FactMap[K] };

/** Changes to the defaults: short name of the fact → fields that differ. */
export type Changes<Prefix extends string> = {
  readonly [K in FactKind as K extends `${Prefix}.${infer Name}` ? Name : never]?: Partial<FactMap[K]>;
};

export function place(path = 'deploy.yaml', line = 1, column = 1): Place {
  return { path, line, column };
}

export function reference(text: string): Reference {
  const parsed = parseReference(text);
  if (!parsed.ok) throw new Error(`${text} is no reference: ${parsed.problems[0]?.message ?? ''}`);
  return parsed.value;
}

/** The make that the name alone gives. */
export function makeOf(name: Reference): Make {
  const { family } = describeTag(name);
  if (family === 'unknown') return 'unknown';
  return family === 'other' ? 'other' : 'paddle';
}

/** Facts of one place that names `text`; no `image.publication` where no list covers it, as for the readers. */
export function imageFacts(text: string, changes: Changes<'image'> = {}): Facts {
  const name = reference(text);
  const tag = describeTag(name);
  const { seen, nearest, digests, caution, expectation, reason } = describePublication(name, tag);
  const { registry, defaulted, deprecated, caseError } = describeRegistry(name);
  const use = { role: 'container', platform: null, pullPolicy: null, makeWhy: 'by name', at: {} } as const;
  return {
    'image.reference': { written: text, reference: name, resolvedFrom: [], ...changes.reference },
    'image.use': { ...use, make: makeOf(name), ...changes.use },
    'image.tag': { ...tag, ...changes.tag },
    'image.pinning': { ...pinningOf(name), ...changes.pinning },
    'image.digests': { ...knownDigests(name), ...changes.digests },
    'image.architecture': {
      wanted: null,
      offered: tag.arch,
      inferred: tag.inferred.includes('arch'),
      ...changes.architecture,
    },
    ...(seen === 'unknown' && changes.publication === undefined
      ? {}
      : {
          'image.publication': {
            seen: seen === 'unknown' ? 'unofficial' : seen,
            nearest,
            digests,
            caution,
            expectation,
            reason,
            ...changes.publication,
          },
        }),
    'image.registry': { registry, defaulted, deprecated, mirrorOf: null, caseError, ...changes.registry },
  };
}

/** A Paddle GPU server in Kubernetes of which nothing is written but its image, a port and its name. */
export function containerFacts(
  changes: Changes<'container'> = {},
  image = 'paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
): Facts {
  const name = reference(image);
  const at = {};
  const variable = (key: string): { value: string | null; at: null } => ({
    value: changes.environment?.variables?.[key] ?? null,
    at: null,
  });
  return {
    'container.context': {
      engine: 'kubernetes',
      phase: 'main',
      workloadKind: 'Deployment',
      workloadName: 'ocr',
      serving: true,
      runsToCompletion: false,
      command: [],
      ports: [8080],
      ...changes.context,
    },
    'container.engine': {
      engine: changes.context?.engine ?? 'kubernetes',
      phase: changes.context?.phase ?? 'main',
      ...changes.engine,
    },
    'container.command': { words: changes.context?.command ?? [], ...changes.command },
    'container.image': {
      written: image,
      reference: name,
      tag: describeTag(name),
      make: makeOf(name),
      pullPolicy: null,
      pullSecrets: [],
      at,
      ...changes.image,
    },
    'container.tag': makeOf(name) === 'paddle' ? { ...describeTag(name), ...changes.tag } : null,
    'container.pull': { registry: name.registry, policy: null, secrets: [], at, ...changes.pull },
    'container.identity': {
      runAsUser: null,
      userName: null,
      runAsNonRoot: null,
      runAsGroup: null,
      imageUser: null,
      from: {},
      at,
      ...changes.identity,
    },
    'container.privileges': {
      privileged: null,
      allowPrivilegeEscalation: null,
      capabilitiesAdd: [],
      capabilitiesDrop: [],
      readOnlyRootFilesystem: null,
      hostNetwork: null,
      hostPID: null,
      hostIPC: null,
      at,
      ...changes.privileges,
    },
    'container.profiles': {
      seccomp: null,
      appArmorField: null,
      appArmorAnnotation: null,
      selinux: null,
      selinuxDisabled: false,
      at,
      ...changes.profiles,
    },
    'container.resources': {
      requestCpu: null,
      requestMemory: null,
      limitCpu: null,
      limitMemory: null,
      devices: [],
      gpus: null,
      shmSize: null,
      runtimeClass: null,
      at,
      ...changes.resources,
    },
    'container.accelerator': { granted: [], given: null, around: null, ...changes.accelerator },
    'container.probes': {
      liveness: null,
      readiness: null,
      startup: null,
      disabled: false,
      at,
      ...changes.probes,
    },
    'container.environment': { variables: {}, at, ...changes.environment },
    'container.visible-devices': variable('NVIDIA_VISIBLE_DEVICES'),
    'container.driver-gate': variable('NVIDIA_DISABLE_REQUIRE'),
    'container.driver-capabilities': variable('NVIDIA_DRIVER_CAPABILITIES'),
    'container.library-path': variable('LD_LIBRARY_PATH'),
    'container.mounts': { mounts: [], devices: [], at, ...changes.mounts },
  };
}

/** One image of a workload, for {@link workloadFacts} and {@link inventory}. */
export function workloadImage(image: string, changes: Partial<WorkloadImage> = {}): WorkloadImage {
  const name = reference(image);
  return {
    container: 'server',
    phase: 'main',
    written: image,
    reference: name,
    tag: describeTag(name),
    make: makeOf(name),
    builtBy: null,
    claims: makeOf(name) === 'paddle' ? describeTag(name) : null,
    place: place(),
    ...changes,
  };
}

/** A Deployment called `ocr` that answers requests. */
export function workloadSummary(changes: Partial<WorkloadSummary> = {}): WorkloadSummary {
  return {
    engine: 'kubernetes',
    kind: 'Deployment',
    name: 'ocr',
    namespace: null,
    labels: {},
    podLabels: { app: 'ocr' },
    podAnnotations: {},
    serving: true,
    runsToCompletion: false,
    images: [],
    hostPaths: [],
    ports: [],
    place: place(),
    ...changes,
  };
}

export function supporting(
  changes: Partial<SupportingObject> & Pick<SupportingObject, 'kind'>,
): SupportingObject {
  return {
    name: 'ocr',
    namespace: null,
    labels: {},
    annotations: {},
    selector: null,
    target: null,
    place: place(),
    ...changes,
  };
}

export function workloadFacts(changes: Changes<'workload'> = {}): Facts {
  const at = {};
  return {
    'workload.pod': {
      engine: 'kubernetes',
      kind: 'Deployment',
      name: 'ocr',
      namespace: null,
      labels: {},
      annotations: {},
      replicas: null,
      serving: true,
      runsToCompletion: false,
      serviceAccountName: null,
      automountServiceAccountToken: null,
      hostUsers: null,
      at,
      ...changes.pod,
    },
    'workload.placement': {
      nodeSelector: {},
      requiredTerms: [],
      tolerations: [],
      runtimeClass: null,
      nodeName: null,
      at,
      ...changes.placement,
    },
    'workload.architecture': { nodes: [], images: [], from: '', ...changes.architecture },
    'workload.summary': workloadSummary(changes.summary),
  };
}

/** What was read altogether. */
export function inventory(changes: Partial<Inventory> = {}): Facts {
  return { 'inputs.inventory': { images: [], workloads: [], supporting: [], ...changes } };
}
