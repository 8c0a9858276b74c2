/** What Go's strconv.ParseBool takes for true: `yes` and `on` are not among them, and leave the gate in place. */
const TRUE: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];

/** Whether NVIDIA_DISABLE_REQUIRE with this value switches the check of the driver off. */
export const disablesGate = (value: string | null): value is string => value !== null && TRUE.includes(value);

/** What the NVIDIA container toolkit supports; anything else makes its hook give up. */
const SUPPORTED: readonly string[] = [
  'compute',
  'compat32',
  'graphics',
  'utility',
  'video',
  'display',
  'ngx',
];

/** What is wrong with a value of NVIDIA_DRIVER_CAPABILITIES, or null. Empty or not set: the toolkit's preset has compute. */
export function faultOfCapabilities(
  value: string | null,
): { readonly message: 'unknown' | 'without-compute'; readonly unknown: readonly string[] } | null {
  const words = (value ?? '').split(',').filter((word) => word !== '');
  if (words.length === 0) return null;
  const unknown = words.filter((word) => word !== 'all' && !SUPPORTED.includes(word));
  if (unknown.length > 0) return { message: 'unknown', unknown };
  return words.includes('all') || words.includes('compute') ? null : { message: 'without-compute', unknown };
}

/** `/usr/local/cuda/compat`, `/usr/local/cuda-11.8/compat/`, `$CUDA_HOME/compat`: a folder of forward-compatibility libraries. */
const COMPAT = /(?:\/cuda[^/]*|^\$\{?CUDA_(?:HOME|PATH)\}?)\/compat\/?$/;

/** The folder of compatibility libraries on an LD_LIBRARY_PATH, and what is left without it; null when there is none. */
export function compatOnPath(
  value: string | null,
): { readonly compat: string; readonly rest: string } | null {
  const folders = (value ?? '').split(':');
  const compat = folders.find((folder) => COMPAT.test(folder));
  if (compat === undefined) return null;
  return { compat, rest: folders.filter((folder) => folder !== '' && !COMPAT.test(folder)).join(':') };
}
