import matrix from '../../../rules/matrices/architectures.json' with { type: 'json' };

export interface Architecture {
  readonly name: string;
  /** First driver branch that drives it (derived), or null where it is not known. */
  readonly firstBranch: number | null;
  /** Last driver branch that drives it, or null while it is current. */
  readonly lastBranch: number | null;
  readonly source: string;
}

export function architectureOfCapability(computeCapability: string): Architecture | null {
  return matrix.rows.find((row) => row.computeCapabilities.includes(computeCapability)) ?? null;
}

export interface ToolkitRange {
  readonly firstCuda: string | null;
  readonly lastCuda: string | null;
  readonly source: string;
}

/** CUDA toolkits that can build for a compute capability. */
export function toolkitRange(computeCapability: string): ToolkitRange | null {
  return matrix.targets.find((row) => row.computeCapability === computeCapability) ?? null;
}
