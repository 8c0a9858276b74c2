import { looksLikeCdi, readCdi } from './cdi.ts';
import { readKernelModule } from './kernel-module.ts';
import { readNodeObjects } from './node-objects.ts';
import { readNvidiaSmi } from './nvidia-smi.ts';
import { looksLikeRuntimeConfig, toldMode } from './runtime-config.ts';
import type { ReadSighting } from './sighting.ts';

/** Recognises by content what a file says of machines. `name` names a machine that does not name itself. */
export function readSighting(text: string, name: string): ReadSighting {
  const start = text.trimStart().slice(0, 200);
  if (start.startsWith('<')) return readNvidiaSmi(text, name);
  if (start.startsWith('NVRM version:')) return readKernelModule(text, name);
  if (looksLikeRuntimeConfig(text)) return readRuntimeConfig(text, name);
  if (looksLikeCdi(text)) return readCdi(text, name);
  const found = readNodeObjects(text);
  if (found.ok) return found;
  return {
    ok: false,
    message: `${found.message}; expected the output of nvidia-smi -q -x, of kubectl get nodes -o json, a CDI specification, /proc/driver/nvidia/version, or config.toml of the NVIDIA container runtime`,
  };
}

function readRuntimeConfig(text: string, name: string): ReadSighting {
  const { mode, why } = toldMode(text);
  const group = { name, nodes: 1, ...(mode === null ? {} : { toolkit: { mode } }) };
  return { ok: true, sighting: { groups: [group], notes: why === null ? [] : [`${name}: ${why}`] } };
}
