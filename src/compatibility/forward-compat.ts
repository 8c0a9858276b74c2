import { atLeast, compareDotted, leadingNumber, parseDotted } from './dotted-version.ts';

/** Content of `.note.cuda.fwd_compatibility` of a compat libcuda. */
export interface ForwardCompatNote {
  readonly cuda: string;
  /** Host driver branches on which the library works; null or empty: none is named. */
  readonly driver: readonly number[] | null;
}

export interface ForwardCompatInput {
  /** Paths that match libcuda.so.*.* under the compat folder. */
  readonly compatLibs: readonly string[];
  readonly elfNote: ForwardCompatNote | null;
  readonly hostDriver: string | null;
  /** CUDA version that the host driver reports. */
  readonly hostCuda: string | null;
}

export interface ForwardCompatChoice {
  readonly useCompat: boolean;
  readonly reason: string;
}

/**
 * Whether the enable-cuda-compat hook puts a compat libcuda before the host's. Nothing in it looks at the GPU: on a GeForce the
 * chosen library fails with error 804.
 *
 * Source: NVIDIA/nvidia-container-toolkit cmd/nvidia-cdi-hook/cudacompat at d34b304.
 */
export function selectForwardCompat(input: ForwardCompatInput): ForwardCompatChoice {
  const [only] = input.compatLibs;
  if (only === undefined || input.compatLibs.length > 1)
    return no(`${String(input.compatLibs.length)} compat libraries; exactly one is wanted`);
  const compat = /(?:^|\/)libcuda\.so\.(\d+(?:\.\d+)+)$/.exec(only)?.[1] ?? null;
  if (compat === null) return no(`${only} does not say its version; expected libcuda.so.575.57.08`);
  return input.elfNote === null ? byMajor(compat, input) : byNote(compat, input.elfNote, input);
}

function byNote(
  compat: string,
  note: ForwardCompatNote,
  { hostDriver, hostCuda }: ForwardCompatInput,
): ForwardCompatChoice {
  if (hostDriver === null || hostDriver === '') return byCuda(note, hostCuda);
  const branch = leadingNumber(hostDriver);
  const newer = isNewer(compat, hostDriver);
  if (branch === null || newer === null) return no(`host driver ${hostDriver} is no version`);
  const branches = note.driver ?? [];
  if (!branches.includes(branch))
    return no(`branch ${String(branch)} is not on the library's list (${branches.join(', ')})`);
  return newer
    ? yes(`branch ${String(branch)} is on the library's list, and ${compat} is newer than ${hostDriver}`)
    : no(`${compat} is not newer than the host driver ${hostDriver}`);
}

function byCuda(note: ForwardCompatNote, hostCuda: string | null): ForwardCompatChoice {
  const suffices = hostCuda === null ? null : atLeast(hostCuda, note.cuda);
  if (hostCuda === null || suffices === null) return no('neither driver nor CUDA of the host is known');
  return suffices
    ? no(`the host has CUDA ${hostCuda}, the library ${note.cuda}`)
    : yes(`the library has CUDA ${note.cuda}, the host ${hostCuda}`);
}

function byMajor(compat: string, { hostDriver }: ForwardCompatInput): ForwardCompatChoice {
  const host = hostDriver === null ? null : leadingNumber(hostDriver);
  const library = leadingNumber(compat);
  if (host === null || library === null) return no('the host driver is not known');
  const figures = `library ${String(library)}, host ${String(host)}`;
  return host < library ? yes(`newer major: ${figures}`) : no(`no newer major: ${figures}`);
}

function isNewer(a: string, b: string): boolean | null {
  const left = parseDotted(a);
  const right = parseDotted(b);
  return left === null || right === null ? null : compareDotted(left, right) > 0;
}

const yes = (reason: string): ForwardCompatChoice => ({ useCompat: true, reason });
const no = (reason: string): ForwardCompatChoice => ({ useCompat: false, reason });
