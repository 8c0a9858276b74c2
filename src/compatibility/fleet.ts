import type { GpuClass, RuntimeMode } from './types.ts';

/** Nodes that are alike. What is not written is not known. */
export interface NodeGroup {
  readonly name: string;
  readonly nodes?: number;
  /** Default: linux. */
  readonly os?: 'linux' | 'windows';
  /** Linux in WSL 2: the driver is the one of Windows. */
  readonly wsl?: boolean;
  readonly distribution?: string;
  /** After uname: `x86_64`, `aarch64`. */
  readonly architecture?: string;
  readonly kernel?: string;
  readonly cpu?: NodeCpu;
  /** Version of the NVIDIA kernel driver. */
  readonly driver?: string;
  /** CUDA version that the driver reports. */
  readonly driverCuda?: string;
  readonly toolkit?: { readonly version?: string; readonly mode?: RuntimeMode };
  /** Empty: none. Absent: not known. */
  readonly gpus?: readonly NodeGpu[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
}

export interface NodeCpu {
  /** As /proc/cpuinfo lists them: `avx`, `avx2`. All of them, or none is written. */
  readonly flags?: readonly string[];
  readonly avx?: boolean;
}

export interface NodeGpu {
  readonly product?: string;
  readonly computeCapability?: string;
  readonly class?: GpuClass;
  readonly brand?: string;
  /** In one node. */
  readonly count?: number;
  /** MIG profile; the GPU's capability is that of its parent. */
  readonly mig?: string;
  /** A vGPU of a hypervisor: guest driver and profile decide what runs. */
  readonly virtual?: boolean;
}

export interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
}

export interface Fleet {
  readonly name?: string;
  readonly groups: readonly NodeGroup[];
}
