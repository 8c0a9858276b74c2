import type { ContainerContext, ContainerImage } from '../../facts/container.ts';
import { observed, type EvidenceSet } from '../../facts/evidence.ts';
import type { ImageRole } from '../../facts/image.ts';
import type { At, SubjectEvidence } from '../../facts/subject.ts';
import type { WorkloadImage } from '../../facts/workload.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf, itemsOf, stringOf, textOf } from '../../syntax/yaml/access.ts';
import { startsServer } from '../dockerfile/servers.ts';
import { driverVariablesOf } from '../driver-declarations.ts';
import { imageUser } from '../image-user.ts';
import type { ContainerSource } from './containers-of.ts';
import { readEnvironment } from './environment.ts';
import { isUnset } from './fields.ts';
import { readIdentity } from './identity.ts';
import { readImage, type ReadImage } from './image.ts';
import { readMounts } from './mounts.ts';
import { atOf, placeOf } from './place.ts';
import type { Pod } from './pod.ts';
import { readPrivileges } from './privileges.ts';
import { readProbes } from './probes.ts';
import { readProfiles } from './profiles.ts';
import { readResources } from './resources.ts';

const ROLES: Readonly<Record<ContainerSource['phase'], ImageRole>> = {
  main: 'container',
  sidecar: 'container',
  init: 'init-container',
  ephemeral: 'ephemeral-container',
};

const KIND_WORDS: Readonly<Record<ContainerSource['list'], string>> = {
  container: 'container',
  'init-container': 'init container',
  'ephemeral-container': 'ephemeral container',
};

export interface ReadContainer {
  readonly subjects: readonly SubjectEvidence[];
  readonly image: WorkloadImage;
  readonly serving: boolean;
  readonly ports: readonly string[];
}

/** One container: its own subject with every fact, and the subject of its image. */
export function readContainer(pod: Pod, source: ContainerSource, servesBySelection: boolean): ReadContainer {
  const { scope } = pod;
  const { node, name } = source;
  const owner = `${pod.title} ${KIND_WORDS[source.list]} ${name}`;
  const id = scope.unique(`${pod.id}/${source.list}/${name}`);
  const image = imageOf(pod, source, owner, id);
  const ports = portsOf(node);
  const context = contextOf(pod, source, ports, servesBySelection);
  const security = entryOf(node, 'securityContext')?.value;
  const { provenance } = scope;
  const subject: SubjectEvidence = {
    subject: { id, kind: 'container', name: owner, location: placeOf(node, scope.file.path) },
    evidence: {
      'container.context': observed(context, provenance),
      'container.image': observed(factOf(pod, node, image), provenance),
      'container.identity': readIdentity(pod, security, owner, imageUser(image.origin, scope.context)),
      'container.privileges': readPrivileges(pod, security, owner),
      'container.profiles': readProfiles(pod, security, owner, name),
      'container.resources': readResources(pod, node, owner),
      'container.probes': readProbes(pod, node, owner),
      'container.environment': readEnvironment(pod, node, owner),
      'container.mounts': readMounts(pod, node, owner),
    },
  };
  return {
    subjects: [subject, image.subject],
    image: summaryOf(source, image, subject.evidence['container.environment']),
    serving: context.serving,
    ports: portWords(node),
  };
}

function imageOf(pod: Pod, source: ContainerSource, owner: string, id: string): ReadImage {
  const node = entryOf(source.node, 'image')?.value;
  return readImage(
    {
      id: `${id}/image`,
      owner,
      role: ROLES[source.phase],
      node,
      fallback: source.node,
      pullPolicy: pullPolicy(source.node),
      managed: source.managed,
    },
    pod.scope,
  );
}

function pullPolicy(container: YamlMap): string | null {
  return textOf(entryOf(container, 'imagePullPolicy')?.value) ?? null;
}

function factOf(pod: Pod, node: YamlMap, image: ReadImage): ContainerImage {
  const at: Record<string, At> = {};
  const place = (field: string, value: YamlNode | undefined): void => {
    if (!isUnset(value)) at[field] = atOf(value);
  };
  place('image', entryOf(node, 'image')?.value);
  place('imagePullPolicy', entryOf(node, 'imagePullPolicy')?.value);
  place('imagePullSecrets', pod.field('imagePullSecrets'));
  return {
    written: image.written,
    reference: image.reference,
    tag: image.tag,
    make: image.origin?.make ?? 'unknown',
    pullPolicy: pullPolicy(node),
    pullSecrets: pod.pullSecrets,
    at,
  };
}

function summaryOf(
  { name, phase }: ContainerSource,
  { written, reference, tag, origin, place }: ReadImage,
  environment: EvidenceSet['container.environment'],
): WorkloadImage {
  const driverVariables = driverVariablesOf(environment);
  const [make, builtBy] = [origin?.make ?? 'unknown', origin?.builtBy ?? null];
  return {
    container: name,
    phase,
    written: written ?? '',
    reference,
    tag,
    make,
    builtBy,
    driverVariables,
    place,
  };
}

function contextOf(
  pod: Pod,
  { node, phase }: ContainerSource,
  ports: readonly number[],
  selected: boolean,
): ContainerContext {
  const command = [...words(entryOf(node, 'command')?.value), ...words(entryOf(node, 'args')?.value)];
  const runsToCompletion = phase === 'init' || phase === 'ephemeral' || pod.runsToCompletion;
  return {
    engine: 'kubernetes',
    phase,
    workloadKind: pod.object.kind,
    workloadName: pod.object.name,
    serving: !runsToCompletion && (selected || ports.length > 0 || startsServer(command)),
    runsToCompletion,
    command,
    ports,
  };
}

function words(list: YamlNode | undefined): readonly string[] {
  return itemsOf(list).map((item) => textOf(item) ?? '');
}

/** Ports that are declared; one by a number in quotes still is a port that somebody means to open. */
function portsOf(container: YamlMap): readonly number[] {
  return itemsOf(entryOf(container, 'ports')?.value).flatMap((port) => {
    const number = Number(textOf(entryOf(port, 'containerPort')?.value));
    return Number.isInteger(number) ? [number] : [];
  });
}

/** Names and numbers of the ports, for what refers to them (ServiceMonitor, PodMonitor). */
function portWords(container: YamlMap): readonly string[] {
  return itemsOf(entryOf(container, 'ports')?.value).flatMap((port) =>
    [stringOf(entryOf(port, 'name')?.value), textOf(entryOf(port, 'containerPort')?.value)].filter(
      (word) => word !== undefined,
    ),
  );
}
