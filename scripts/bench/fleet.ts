import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeAll } from '../../src/compatibility/place-all.ts';
import type { NodeGroup } from '../../src/compatibility/fleet.ts';
import { parseReference } from '../../src/reference/parse.ts';

const DRIVERS = [
  '450.80.02',
  '470.223.02',
  '525.60.13',
  '535.104.05',
  '550.54.14',
  '560.35.03',
  '570.86.10',
  '580.65.06',
];
const GPUS = [
  'Tesla T4',
  'NVIDIA A10',
  'Tesla V100-SXM2-16GB',
  'NVIDIA A100-SXM4-80GB',
  'NVIDIA H100 80GB HBM3',
  'NVIDIA L4',
];
const VERSIONS = ['2.4.2', '2.5.2', '2.6.0', '2.6.1', '2.6.2', '3.0.0', '3.1.0'];
const STACKS = [
  'cuda11.7-cudnn8.4-trt8.4',
  'cuda11.8-cudnn8.6-trt8.5',
  'cuda12.0-cudnn8.9-trt8.6',
  'cuda12.6-cudnn9.5-trt10.5',
];

const pick = <T>(from: readonly T[], at: number): T => from[at % from.length] as T;

/** Node groups of 48 kinds of machine. */
export const groups: readonly NodeGroup[] = Array.from({ length: 1000 }, (_, at) => ({
  name: `group-${String(at)}`,
  nodes: 3,
  architecture: 'x86_64',
  driver: pick(DRIVERS, at),
  gpus: [{ product: pick(GPUS, Math.floor(at / DRIVERS.length)) }],
}));

/** Images of a private registry, each under a name of its own. */
export const images: readonly string[] = Array.from(
  { length: 500 },
  (_, at) =>
    `mirror-${String(at)}.example.com/paddlepaddle/paddle:${pick(VERSIONS, at)}-gpu-${pick(STACKS, at)}`,
);

/** Seconds in which every image is judged on every group, in this process, after a first round. */
export function secondsOfFleet(): number {
  const references = images.flatMap((image) => {
    const parsed = parseReference(image);
    return parsed.ok ? [parsed.value] : [];
  });
  placeAll(references.slice(0, 50), groups);
  const started = performance.now();
  placeAll(references, groups);
  return (performance.now() - started) / 1000;
}

/** The same as files for the program: JSON is YAML. */
export function fleetFiles(folder: string): { readonly fleet: string; readonly list: string } {
  mkdirSync(folder, { recursive: true });
  const fleet = join(folder, 'fleet.yaml');
  const list = join(folder, 'images.txt');
  writeFileSync(fleet, JSON.stringify({ groups }));
  writeFileSync(list, `${images.join('\n')}\n`);
  return { fleet, list };
}
