import type { ContainerContext, ContainerEnvironment, ContainerImage } from '../../facts/container.ts';
import { observed, unavailable, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { WorkloadImage } from '../../facts/workload.ts';
import { describeTag } from '../../reference/describe.ts';
import type { TagFacts } from '../../reference/types.ts';
import { driverVariablesOf } from '../driver-declarations.ts';
import { startsServer } from '../dockerfile/servers.ts';
import { builtImage, nothingKnown, type BuildScope, type ImageKnowledge } from './build.ts';
import { commandOf, completes, portsOf, publishes } from './command.ts';
import { field, idOf, titleOf, type ContainerSpec } from './container-spec.ts';
import { environmentOf } from './environment.ts';
import { Fields } from './fields.ts';
import { identityOf } from './identity.ts';
import { imageNameOf, imageSubjectsOf, pulledImage, pullPolicyOf, type ImageName } from './images.ts';
import { mountsOf } from './mounts.ts';
import { privilegesOf } from './privileges.ts';
import { probesOf } from './probes.ts';
import { resourcesOf } from './resources.ts';
import { profilesOf } from './security-options.ts';

export interface ContainerScope extends BuildScope {
  readonly provenance: Provenance;
}

export interface ReadContainer {
  readonly subjects: readonly SubjectEvidence[];
  readonly image: WorkloadImage;
  readonly context: ContainerContext;
  readonly environment: ContainerEnvironment | null;
}

/** One container with every fact, and the subjects of its images. */
export function readContainer(spec: ContainerSpec, scope: ContainerScope): ReadContainer {
  const { provenance } = scope;
  const name = imageNameOf(spec);
  const image = knowledgeOf(spec, name, scope);
  const fields = (): Fields => new Fields(spec, provenance);
  const contextFields = fields();
  const context = contextOf(spec, contextFields, image);
  const environment = environmentOf(spec, fields(), scope);
  const subject: SubjectEvidence = {
    subject: { id: `${idOf(spec)}/container`, kind: 'container', name: titleOf(spec), location: spec.place },
    evidence: {
      'container.context': contextFields.whole(context),
      'container.image': imageFact(spec, fields(), name, image),
      ...tagFact(spec, name, image, provenance),
      'container.identity': identityOf(spec, fields(), image.user),
      'container.privileges': privilegesOf(spec, fields()),
      'container.profiles': profilesOf(spec, fields()),
      'container.resources': resourcesOf(spec, fields()),
      'container.probes': probesOf(spec, fields(), image.healthcheck, provenance),
      'container.environment': environment,
      'container.mounts': mountsOf(spec, fields()),
    },
  };
  const subjects = [subject, ...imageSubjectsOf(spec, name, pullPolicyOf(spec), provenance, scope)];
  const known = environment.status === 'observed' ? environment.value : null;
  return { subjects, image: summaryOf(spec, name, image, environment), context, environment: known };
}

function knowledgeOf(spec: ContainerSpec, name: ImageName, scope: ContainerScope): ImageKnowledge {
  const build = field(spec, 'build');
  if (build !== undefined) return builtImage(build, scope);
  const [unread] = spec.unread;
  return name.node === undefined && unread !== undefined
    ? nothingKnown(unread.why)
    : pulledImage(name, scope.context);
}

function imageFact(
  spec: ContainerSpec,
  fields: Fields,
  name: ImageName,
  image: ImageKnowledge,
): Evidence<'container.image'> {
  const { written, reference, unresolved, node } = name;
  fields.mark('image', node ?? field(spec, 'build'));
  fields.mark('pullPolicy', field(spec, 'pull_policy'));
  if (
    reference === null &&
    unresolved?.code === 'dependency-unavailable' &&
    field(spec, 'build') === undefined
  )
    fields.unknown('image', { why: unresolved.detail, advice: unresolved.advice });
  const value: ContainerImage = {
    written,
    reference,
    tag: tagOf(name, image),
    make: image.make,
    pullPolicy: pullPolicyOf(spec),
    pullSecrets: null,
    at: fields.at,
  };
  return written === null ? fields.partial(value) : fields.whole(value);
}

/** Of an image that is built here its Dockerfile speaks, not its name. */
function tagFact(
  spec: ContainerSpec,
  name: ImageName,
  image: ImageKnowledge,
  provenance: Provenance,
): Pick<SubjectEvidence['evidence'], 'container.tag'> {
  if (field(spec, 'build') === undefined) {
    if (name.reference !== null || name.unresolved === null) return {};
    const { code, detail, advice } = name.unresolved;
    return { 'container.tag': unavailable(code, detail, advice, provenance) };
  }
  const claims = claimsOf(image);
  if (claims !== null) return { 'container.tag': observed(claims, provenance) };
  return {
    'container.tag': unavailable(
      'dependency-unavailable',
      `the image is built here: ${image.makeWhy}`,
      'build on a published Paddle image by its tag, or say under `images:` in paddle-verify.yaml what the base is',
      provenance,
    ),
  };
}

function contextOf(spec: ContainerSpec, fields: Fields, image: ImageKnowledge): ContainerContext {
  const command = commandOf(spec, fields, image);
  const ports = portsOf(spec);
  const runsToCompletion = completes(spec);
  const serves = publishes(spec) || image.serving || startsServer(command);
  return {
    engine: 'compose',
    phase: spec.kind === 'pre_start' ? 'init' : 'main',
    workloadKind: `compose ${spec.kind === 'job' ? 'job' : 'service'}`,
    workloadName: spec.name,
    serving: !runsToCompletion && serves,
    runsToCompletion,
    command,
    ports,
  };
}

function summaryOf(
  spec: ContainerSpec,
  name: ImageName,
  image: ImageKnowledge,
  environment: Evidence<'container.environment'>,
): WorkloadImage {
  const driverVariables = driverVariablesOf(environment);
  const { make, builtBy } = image;
  const place = name.node?.at ?? spec.place;
  const phase = spec.kind === 'pre_start' ? 'init' : 'main';
  const container = spec.kind === 'pre_start' ? `pre_start ${String(spec.index ?? 0)}` : spec.name;
  const common = { container, phase, reference: name.reference, make, builtBy, driverVariables, place };
  if (field(spec, 'build') === undefined)
    return { ...common, written: name.written ?? '', tag: tagOf(name, image) };
  const written = name.written ?? `build of ${builtBy ?? spec.name}`;
  return { ...common, written, tag: null, claims: claimsOf(image) };
}

/** The tag of somebody's own build follows no grammar that we know. */
function tagOf({ reference }: ImageName, { make }: ImageKnowledge): TagFacts | null {
  return reference === null || (make !== 'paddle' && make !== 'other') ? null : describeTag(reference);
}

/** A published image that is named by digest alone claims nothing. */
function claimsOf({ published }: ImageKnowledge): TagFacts | null {
  return published === null || published.tag === null ? null : describeTag(published);
}
