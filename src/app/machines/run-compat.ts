import { diskSource } from '../../adapters/files/disk-source.ts';
import type { Placement } from '../../compatibility/claims.ts';
import { parseDotted } from '../../compatibility/dotted-version.ts';
import type { Fleet, NodeGroup } from '../../compatibility/fleet.ts';
import { placeAll } from '../../compatibility/place-all.ts';
import type { RuntimeMode } from '../../compatibility/types.ts';
import { takeTeamRows } from '../../compatibility/matrix/team-rows.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { parseReference } from '../../reference/parse.ts';
import type { Reference } from '../../reference/types.ts';
import type { Streams } from '../call/deliver.ts';
import { deliverPlacements, placementsOutputs, type PlacementsFormat } from './deliver-placements.ts';
import { readFleetFile } from './fleet-file.ts';
import { packageRoot } from '../package-root.ts';
import { linesOf } from '../parse/parse-lines.ts';
import { teamMatricesAround } from './team-rows-around.ts';
import { UsageError } from '../call/usage-error.ts';

export interface MachineFlags {
  readonly fleet?: string | undefined;
  readonly driver?: string | undefined;
  readonly gpu?: string | undefined;
  readonly mode?: RuntimeMode | undefined;
}

export interface CompatCall extends MachineFlags {
  readonly cwd: string;
  readonly images: readonly string[];
  readonly format: PlacementsFormat;
  /** `FORMAT=FILE` */
  readonly output?: readonly string[] | undefined;
  readonly streams: Streams;
}

/** `paddle-verify compat`: 1 when an image cannot run somewhere, 3 when it is not known of one, 0 when all can. */
export async function runCompat(call: CompatCall): Promise<ExitCode> {
  const outputs = placementsOutputs(call.output ?? []);
  const fleet = fleetOf(call);
  takeTeamRows((await teamMatricesAround(call.cwd))?.rows ?? null);
  const references = await referencesOf(call);
  const placements = placeAll(references, fleet.groups);
  const exitCode = exitCodeOf(placements);
  const tool = { name: 'paddle-verify', version: packageRoot().version } as const;
  await deliverPlacements({ tool, fleet, placements, exitCode }, call.format, outputs, call);
  return exitCode;
}

/** A fleet file, or the one machine that the flags describe. */
export function fleetOf({ fleet, driver, gpu, mode, cwd }: MachineFlags & { readonly cwd: string }): Fleet {
  if (fleet !== undefined) {
    if (driver !== undefined || gpu !== undefined || mode !== undefined)
      throw new UsageError('--fleet and --driver, --gpu, --mode describe machines twice', [MACHINES]);
    return readFleetFile(fleet, diskSource(cwd, ['/']));
  }
  if (driver === undefined || gpu === undefined) throw new UsageError(missing(driver, gpu), [MACHINES]);
  if (gpu.trim() === '') throw new UsageError('--gpu is empty', ['right: --gpu T4, or --gpu 7.5']);
  if (parseDotted(driver) === null)
    throw new UsageError(`--driver ${driver} is no driver version`, ['right: --driver 535.104.05']);
  return { groups: [machineOf(driver, gpu, mode)] };
}

const MACHINES = 'right: --fleet fleet.yaml, or --driver 535.104.05 --gpu T4';

function missing(driver: string | undefined, gpu: string | undefined): string {
  if (driver === undefined && gpu === undefined) return 'no machine is named';
  return driver === undefined
    ? '--gpu is given without --driver: both make a machine'
    : '--driver is given without --gpu: both make a machine';
}

function machineOf(driver: string, gpu: string, mode: RuntimeMode | undefined): NodeGroup {
  const capability = /^\d{1,2}\.\d$/.test(gpu);
  return {
    name: `driver ${driver}, ${capability ? `compute capability ${gpu}` : gpu}`,
    driver,
    ...(mode === undefined ? {} : { toolkit: { mode } }),
    gpus: [capability ? { computeCapability: gpu } : { product: gpu }],
  };
}

async function referencesOf({ images, streams }: CompatCall): Promise<readonly Reference[]> {
  const texts: string[] = [];
  for (const image of images) {
    if (image !== '-') texts.push(image);
    else for await (const line of linesOf(streams.stdin)) texts.push(line);
  }
  if (texts.length === 0)
    throw new UsageError('stdin names no image', [
      'expected: one image reference a line; blank lines and # comments are left out',
    ]);
  const bad: string[] = [];
  const references = [...new Set(texts)].flatMap((text) => {
    const parsed = parseReference(text);
    if (parsed.ok) return [parsed.value];
    bad.push(`${text === '' ? '""' : text}: ${parsed.problems.map(({ message }) => message).join('; ')}`);
    return [];
  });
  if (bad.length > 0)
    throw new UsageError('not an image reference', [
      ...bad,
      'right: paddlepaddle/paddle:2.6.1-gpu-cuda11.7-cudnn8.4-trt8.4',
    ]);
  return references;
}

export function exitCodeOf(placements: readonly Placement[]): ExitCode {
  if (placements.some(({ verdict }) => verdict === 'incompatible' || verdict === 'blocked')) return 1;
  return placements.some(({ verdict }) => verdict === 'unknown') ? 3 : 0;
}
