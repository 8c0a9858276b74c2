/** What is known of an image. Null: not known. Versions are dotted (`12.6`, `12.6.3`). */
export interface CompatibilityImage {
  readonly reference: string | null;
  /** PaddlePaddle's version. */
  readonly framework: string | null;
  readonly cuda: string | null;
  readonly cudnn: string | null;
  readonly tensorrt: string | null;
  /** Compute capabilities for which the framework's build embeds SASS, `7.5`; `9.0a` for an architecture-specific target. */
  readonly sass: readonly string[] | null;
  /** Compute capabilities for which it embeds PTX. */
  readonly ptx: readonly string[] | null;
  /** Of the image's configuration; null: not read. */
  readonly env: Readonly<Record<string, string>> | null;
  /** Null: the image's content was not read. */
  readonly compat: {
    /** `12-6` of the package cuda-compat-12-6, or null when none is installed. */
    readonly package: string | null;
    /** The image itself makes the loader take the compat library (LD_LIBRARY_PATH, or a libcuda outside of the compat folder). */
    readonly active: boolean;
  } | null;
  /** For which processor it is built, after uname: `x86_64`. Absent or null: not asked. */
  readonly architecture?: string | null;
  /** Whether its build uses AVX without asking the processor. Absent or null: not asked. */
  readonly avx?: boolean | null;
}

export type RuntimeMode = 'legacy' | 'csv' | 'cdi' | 'jit-cdi';

export interface CompatibilityHost {
  readonly os: 'linux' | 'windows';
  /** Version of the kernel driver, `535.104.05`. */
  readonly driver: string;
  /** CUDA version that the driver reports, `12.2`. */
  readonly driverCuda: string | null;
  readonly mode: RuntimeMode | null;
  /** Linux in WSL 2: `driver` is the one of Windows. */
  readonly wsl?: boolean;
  /** After uname: `x86_64`. Absent or null: not known. */
  readonly architecture?: string | null;
  /** Whether the processor has AVX. Absent or null: not known. */
  readonly avx?: boolean | null;
}

export type GpuClass = 'datacenter' | 'workstation' | 'consumer' | 'embedded';

export interface CompatibilityGpu {
  /** `T4`, `NVIDIA A100-SXM4-80GB`. */
  readonly product: string | null;
  readonly computeCapability: string | null;
  readonly class: GpuClass | null;
  /** As nvidia-container-cli prints it: `Tesla`, `GeForceRTX`. */
  readonly brand: string | null;
  /** A vGPU of a hypervisor. */
  readonly virtual?: boolean;
}

export interface CompatibilityInput {
  readonly image: CompatibilityImage;
  readonly host: CompatibilityHost;
  readonly gpu: CompatibilityGpu;
}

export type CompatibilityWord =
  'compatible' | 'compatible-known-issue' | 'blocked' | 'incompatible' | 'unknown';
export type CudaPath = 'native' | 'minor-version' | 'forward-compat' | 'none' | 'unknown';
export type ArchitectureWord = 'ok' | 'ok-binary-compat' | 'partial' | 'missing' | 'unknown';
export type GateWord = 'pass' | 'refuse' | 'none-declared' | 'unknown';

export interface CompatibilityVerdict {
  readonly verdict: CompatibilityWord;
  readonly cudaPath: CudaPath;
  readonly arch: ArchitectureWord;
  /** What nvidia-container-cli would say in legacy mode, whatever the host's mode is. */
  readonly gateInLegacyMode: GateWord;
  /** What a person would see, or null. */
  readonly error: string | null;
  /** What is not known that decides, when the verdict is `unknown`; else null. */
  readonly open: string | null;
  readonly warnings: readonly string[];
  /** One line a step, in the order of the steps, with the figures compared and the source. */
  readonly reasons: readonly string[];
}
