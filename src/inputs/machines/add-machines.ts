import type { Fleet } from '../../compatibility/fleet.ts';
import { observed, unavailable, type EvidenceSet, type Gap, type Provenance } from '../../facts/evidence.ts';
import type { FactKind } from '../../facts/fact-map.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { WorkloadImage, WorkloadMachines, WorkloadSummary } from '../../facts/workload.ts';
import { byDocumentedRange, byDocuments, byForwardCompat, byGate, byKernels, byPath } from './judges.ts';
import { answersOf, LABELS, placedOn, type Judge } from './placements.ts';
import { counted, driversOf } from './drivers.ts';
import { hasGpus, sitesOf, type Site } from './sites.ts';

/**
 * Adds on which node groups of the fleet a workload can land, and how its images run there. A group of which it is not known
 * whether the workload lands there counts only where an image would not run on it: then the answer is open.
 */
export function addMachines(subject: SubjectEvidence, fleet: Fleet | undefined): SubjectEvidence {
  const summary = subject.evidence['workload.summary'];
  if (fleet === undefined || summary?.status !== 'observed') return subject;
  const { provenance, value } = summary;
  if (value.engine !== 'kubernetes')
    return withFacts(subject, factsOf(value, sitesOf(fleet, null), [], provenance));
  const placement = subject.evidence['workload.placement'];
  if (placement?.status === 'observed')
    return withFacts(subject, factsOf(value, sitesOf(fleet, placement.value), placement.gaps, provenance));
  const unknown =
    placement ?? unavailable('failed', 'its placement was not read', 'please report this', provenance);
  const kinds = ['workload.groups', 'workload.drivers', ...Object.keys(JUDGES)];
  return withFacts(subject, Object.fromEntries(kinds.map((kind) => [kind, unknown])));
}

/** What is asked of each image on each kind of machine. */
const JUDGES = {
  'workload.cuda-path': byPath,
  'workload.kernels': byKernels,
  'workload.gate': byGate,
  'workload.forward-compat': byForwardCompat,
  'workload.documented-driver': byDocuments,
  'workload.documented-range': byDocumentedRange,
} satisfies Partial<Record<FactKind, Judge>>;

function withFacts(subject: SubjectEvidence, facts: EvidenceSet): SubjectEvidence {
  return { ...subject, evidence: { ...subject.evidence, ...facts } };
}

function factsOf(
  summary: WorkloadSummary,
  sites: readonly Site[],
  open: readonly Gap[],
  provenance: Provenance,
): EvidenceSet {
  const images = summary.images.filter(({ make }) => make !== 'other');
  const gpuImages = images.filter(({ claims }) => claims?.device === 'gpu');
  const unknown = images.filter(({ claims }) => claims == null).map(ofUnknownMake);
  const before = [...open, ...unknown];
  const needsGpu = gpuImages.length > 0;
  const usable = needsGpu ? sites.filter(hasGpus) : sites;
  const possible = usable.filter(({ lands }) => lands !== false);
  const placed = gpuImages.flatMap((image) => placedOn(image, possible));
  const answers = Object.entries(JUDGES).map(([kind, judge]) => {
    const { value, gaps } = answersOf(placed, judge);
    return [kind, observed<WorkloadMachines>(value, provenance, [...before, ...gaps])] as const;
  });
  const candidates = usable.filter(({ lands }) => lands === true);
  const scheduled = summary.engine === 'kubernetes' && candidates.length === 0;
  const undecided = scheduled ? usable.filter(({ lands }) => lands === null).map(landingOpen) : [];
  const refused = sites
    .filter((site) => site.lands === false || !usable.includes(site))
    .map(({ group, lands, why }) => ({ group: group.name, why: lands === false ? why : 'it has no GPU' }));
  const drivers = driversOf((needsGpu ? possible : []).map(({ group }) => group));
  return {
    ...Object.fromEntries(answers),
    'workload.groups': observed(
      { candidates: candidates.map(({ group }) => counted(group)), refused, needsGpu },
      provenance,
      [...before, ...undecided],
    ),
    'workload.drivers': observed({ groups: drivers.groups }, provenance, [...before, ...drivers.gaps]),
  };
}

function landingOpen({ group, why }: Site): Gap {
  return { what: `whether it lands on ${group.name}`, why, advice: LABELS };
}

function ofUnknownMake({ container, written }: WorkloadImage): Gap {
  return {
    what: `${container}: ${written}`,
    why: 'its name does not say which Paddle, for which device, it holds',
    advice: 'say what it is under `images:` in paddle-verify.yaml',
  };
}
