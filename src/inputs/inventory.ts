import { observed, type EvidenceSet, type Gap } from '../facts/evidence.ts';
import type { ImageCensusEntry } from '../facts/inputs.ts';
import type { SupportingObject, WorkloadSummary } from '../facts/workload.ts';
import { frameworksOf } from './frameworks.ts';

/** Everything that was read, as small as the rules over all inputs need it. */
export interface ReadWhole {
  readonly images: readonly ImageCensusEntry[];
  readonly workloads: readonly WorkloadSummary[];
  readonly supporting: readonly SupportingObject[];
  /** What keeps it from being complete. */
  readonly gaps: readonly Gap[];
}

/** The facts of all inputs at once. */
export function inventoryOf({ images, workloads, supporting, gaps }: ReadWhole): EvidenceSet {
  const provenance = { collector: 'inventory', source: 'all inputs', digest: null };
  const frameworks = frameworksOf(workloads);
  return {
    'inputs.inventory': observed({ images, workloads, supporting }, provenance, gaps),
    'inputs.frameworks': observed(frameworks.value, provenance, [...gaps, ...frameworks.gaps]),
  };
}
