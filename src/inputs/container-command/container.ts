import type { ContainerContext, ContainerImage } from '../../facts/container.ts';
import {
  observed,
  unavailable,
  type Evidence,
  type EvidenceSet,
  type Gap,
  type Observed,
  type Provenance,
} from '../../facts/evidence.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { imageHealthcheck } from '../image-healthcheck.ts';
import { imageUser } from '../image-user.ts';
import type { ImageOrigin } from '../port.ts';
import type { Collector } from './collector.ts';
import { readEnvironment } from './environment.ts';
import type { Flag } from './flags.ts';
import { readIdentity } from './identity.ts';
import type { CommandImage } from './image.ts';
import { readMounts } from './mounts.ts';
import { readPrivileges, readProfiles } from './privileges.ts';
import { readProbes } from './probes.ts';
import { readResources } from './resources.ts';

export interface ContainerRequest {
  readonly id: string;
  readonly name: string;
  readonly flags: readonly Flag[];
  /** Why flags may be missing, or null. */
  readonly unknown: string | null;
  readonly nvidia: boolean;
  readonly context: ContainerContext;
  readonly contextGaps: readonly Gap[];
  readonly image: CommandImage;
  readonly origin: ImageOrigin | null;
  readonly pullPolicy: string | null;
}

const ADVICE = 'write the flags out in the command';

/** The container that the command starts, with every fact that its flags give. */
export function containerSubject(request: ContainerRequest, collector: Collector): SubjectEvidence {
  const { id, name, flags, image, origin, context, contextGaps, nvidia, unknown } = request;
  const { provenance } = collector;
  const evidence: EvidenceSet = {
    'container.context': observed(context, provenance, contextGaps),
    'container.image': imageFact(request, provenance),
    'container.identity': readIdentity(flags, imageUser(origin, collector.context), provenance),
    'container.privileges': readPrivileges(flags, provenance),
    'container.profiles': readProfiles(flags, provenance),
    'container.resources': readResources(flags, nvidia, provenance),
    'container.probes': readProbes(flags, imageHealthcheck(origin, collector.context), provenance),
    'container.environment': readEnvironment(flags, provenance),
    'container.mounts': readMounts(flags, provenance),
  };
  const subject = { id, kind: 'container', name, location: image.subject.subject.location } as const;
  return { subject, evidence: unknown === null ? evidence : withoutFlags(evidence, unknown, provenance) };
}

function imageFact(
  { image, origin, pullPolicy }: ContainerRequest,
  provenance: Provenance,
): Evidence<'container.image'> {
  const { written, reference, unresolved, subject } = image;
  if (unresolved !== null)
    return unavailable(unresolved.code, unresolved.detail, unresolved.advice, provenance);
  const tag = subject.evidence['image.tag'];
  const { location } = subject.subject;
  const value: ContainerImage = {
    written,
    reference,
    tag: tag?.status === 'observed' ? tag.value : null,
    make: origin?.make ?? 'unknown',
    pullPolicy,
    pullSecrets: null,
    at: location === null ? {} : { image: [location.line, location.column] },
  };
  return observed(value, provenance);
}

/**
 * Flags are hidden: what is written still tells what is bad, but nothing is missing for certain. A kind of fact whose rules
 * look for something missing is not to be had, unless the bad is written out.
 */
function withoutFlags(evidence: EvidenceSet, why: string, provenance: Provenance): EvidenceSet {
  const gap: Gap = { what: 'flags', why, advice: ADVICE };
  const hidden = unavailable('dependency-unavailable', `flags are not known: ${why}`, ADVICE, provenance);
  const gapped = <T>(fact: Observed<T>): Observed<T> => ({ ...fact, gaps: [...fact.gaps, gap] });
  const kept = <F extends Evidence>(fact: F | undefined): F | undefined =>
    fact?.status === 'observed' ? (gapped(fact) as F) : fact;
  const privileges = evidence['container.privileges'];
  const identity = evidence['container.identity'];
  const privileged = privileges?.status === 'observed' && privileges.value.privileged === true;
  const named =
    identity?.status === 'observed' &&
    (identity.value.runAsUser !== null || identity.value.userName !== null);
  return {
    ...evidence,
    'container.context': kept(evidence['container.context']) ?? hidden,
    'container.identity': named ? gapped(identity) : hidden,
    'container.privileges': privileged ? gapped(privileges) : hidden,
    'container.profiles': kept(evidence['container.profiles']) ?? hidden,
    'container.resources': hidden,
    'container.probes': hidden,
    'container.environment': kept(evidence['container.environment']) ?? hidden,
    'container.mounts': kept(evidence['container.mounts']) ?? hidden,
  };
}
