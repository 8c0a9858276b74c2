/** CPU architecture as uname, and so the tags of the project, call it, by the names of Go, OCI and Kubernetes. */
const names: ReadonlyMap<string, string> = new Map([
  ['amd64', 'x86_64'],
  ['x86_64', 'x86_64'],
  ['x86-64', 'x86_64'],
  ['arm64', 'aarch64'],
  ['aarch64', 'aarch64'],
  ['arm', 'arm'],
  ['386', 'i386'],
  ['ppc64le', 'ppc64le'],
  ['s390x', 's390x'],
  ['riscv64', 'riscv64'],
  ['loong64', 'loongarch64'],
  ['loongarch64', 'loongarch64'],
  ['sw64', 'sw64'],
]);

/** `x86_64` for `amd64`; null for a word that names no architecture. */
export function architectureOf(word: string): string | null {
  return names.get(word.toLowerCase()) ?? null;
}

/** `aarch64` for `linux/arm64/v8`, `arm64` or `linux/aarch64`; null when the text names no platform. */
export function architectureOfPlatform(platform: string): string | null {
  const parts = platform.split('/', 4);
  return architectureOf((parts.length === 1 ? parts[0] : parts[1]) ?? '');
}
