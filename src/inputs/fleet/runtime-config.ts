import type { RuntimeMode } from '../../compatibility/types.ts';

const MODES: readonly RuntimeMode[] = ['legacy', 'csv', 'cdi', 'jit-cdi'];
const SECTION = 'nvidia-container-runtime';

/** What config.toml of the NVIDIA container runtime says of its mode. */
export type ToldMode =
  { readonly mode: RuntimeMode; readonly why: null } | { readonly mode: null; readonly why: string };

/**
 * The mode as it is written in `[nvidia-container-runtime]`. `auto`, which is also what holds without a line, is resolved at
 * the start of each container, so the file does not tell it.
 * Source: https://github.com/NVIDIA/nvidia-container-toolkit/tree/main/cmd/nvidia-container-runtime.
 */
export function toldMode(text: string): ToldMode {
  let section = '';
  for (const line of text.split('\n', 10_000)) {
    const trimmed = line.trim();
    if (trimmed.startsWith('[')) section = /^\[\s*"?([\w.-]{1,80})"?\s*\]/.exec(trimmed)?.[1] ?? '?';
    if (section !== SECTION) continue;
    const written = /^mode\s{0,9}=\s{0,9}["']([\w-]{0,40})["']/.exec(trimmed)?.[1];
    if (written === undefined) continue;
    const mode = MODES.find((word) => word === written);
    return mode === undefined ? { mode: null, why: unclear(written) } : { mode, why: null };
  }
  return { mode: null, why: unclear('auto') };
}

function unclear(written: string): string {
  return written === 'auto'
    ? 'the mode of the container runtime is "auto", resolved at each start: write toolkit: { mode: legacy } or cdi'
    : `the mode "${written}" of the container runtime is none that is known`;
}

/** Whether a text is that file. */
export function looksLikeRuntimeConfig(text: string): boolean {
  return /(?:^|\n)[ \t]{0,8}\[nvidia-container-(?:runtime|cli)\]/.test(text.slice(0, 20_000));
}
