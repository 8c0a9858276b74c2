import { readKernelModule } from './kernel-module.ts';
import { readNodeObjects } from './node-objects.ts';
import { readNvidiaSmi } from './nvidia-smi.ts';
import type { ReadSighting } from './sighting.ts';

/** Recognises by content what a file says of machines. `name` names a machine that does not name itself. */
export function readSighting(text: string, name: string): ReadSighting {
  const start = text.trimStart().slice(0, 200);
  if (start.startsWith('<')) return readNvidiaSmi(text, name);
  if (start.startsWith('NVRM version:')) return readKernelModule(text, name);
  const found = readNodeObjects(text);
  if (found.ok) return found;
  return {
    ok: false,
    message: `${found.message}; expected the output of nvidia-smi -q -x, of kubectl get nodes -o json, or /proc/driver/nvidia/version`,
  };
}
