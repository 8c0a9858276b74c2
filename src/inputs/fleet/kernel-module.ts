import type { ReadSighting } from './sighting.ts';

/** `/proc/driver/nvidia/version`: the driver, and nothing of the GPUs. */
export function readKernelModule(text: string, name: string): ReadSighting {
  const driver = /^NVRM version:[^\n]{0,200}?\s(\d+(?:\.\d+)+)\s/m.exec(text)?.[1];
  if (driver === undefined) return { ok: false, message: 'no line "NVRM version: … 535.104.05 …" in it' };
  const notes = [`${name}: /proc/driver/nvidia/version names no GPU: write gpus: [{ product: Tesla T4 }]`];
  return { ok: true, sighting: { groups: [{ name, nodes: 1, driver }], notes } };
}
