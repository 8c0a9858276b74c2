import { readFileSync } from 'node:fs';
import type * as entry from '../../src/index.ts';

type Library = typeof entry;

const built = async (): Promise<Library> =>
  (await import(new URL('../../dist/index.js', import.meta.url).href)) as Library;

/** How often a second all of these lines are worked through, times their number, in this process, after a first round. */
function perSecond(lines: readonly string[], work: (line: string, round: number) => unknown): number {
  const rounds = 5;
  for (const line of lines) work(line, 0);
  const started = performance.now();
  for (let round = 1; round <= rounds; round++) for (const line of lines) work(line, round);
  return (lines.length * rounds) / ((performance.now() - started) / 1000);
}

const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

/** References that are parsed and described in a second by the built library. */
export async function referencesPerSecond(file: string): Promise<number> {
  const { parseReference, describeTag } = await built();
  return perSecond(linesOf(file), (line) => {
    const parsed = parseReference(line);
    return parsed.ok ? describeTag(parsed.value) : null;
  });
}

/** Machines of a mixed fleet: each reference meets another one. */
const DRIVERS = [
  '450.80.02',
  '470.223.02',
  '525.147.05',
  '535.104.05',
  '550.54.14',
  '570.86.10',
  '580.65.06',
];
const GPUS = ['Tesla T4', 'NVIDIA A10', 'Tesla V100-SXM2-16GB', 'NVIDIA H100 80GB HBM3', 'NVIDIA L4'];

/** References that are parsed, described and judged on a machine in a second by the built library. */
export async function verdictsPerSecond(file: string): Promise<number> {
  const { parseReference, describeTag, judgeCompatibility } = await built();
  let turn = 0;
  return perSecond(linesOf(file), (line) => {
    const parsed = parseReference(line);
    if (!parsed.ok) return null;
    const { framework, cuda, cudnn, tensorrt } = describeTag(parsed.value);
    turn++;
    const image = { reference: null, framework, cuda, cudnn, tensorrt, sass: null, ptx: null };
    return judgeCompatibility({
      image: { ...image, env: null, compat: null },
      host: { os: 'linux', driver: DRIVERS[turn % DRIVERS.length] ?? '', driverCuda: null, mode: 'cdi' },
      gpu: { product: GPUS[turn % GPUS.length] ?? '', computeCapability: null, class: null, brand: null },
    });
  });
}
