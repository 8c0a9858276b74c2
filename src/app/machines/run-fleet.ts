import { basename } from 'node:path';
import { hostname } from 'node:os';
import { diskSource } from '../../adapters/files/disk-source.ts';
import { readTextIfThere } from '../../adapters/files/text.ts';
import { runProcess } from '../../adapters/process/run.ts';
import type { Fleet, NodeGroup } from '../../compatibility/fleet.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { readSighting } from '../../inputs/fleet/read.ts';
import type { Sighting } from '../../inputs/fleet/sighting.ts';
import { renderFleet } from '../../report/fleet-text.ts';
import { renderFleetYaml } from '../../report/fleet-yaml.ts';
import { decodeText } from '../../syntax/text/decode.ts';
import type { Streams } from '../call/deliver.ts';
import { readFleetFile } from './fleet-file.ts';
import { readAll } from '../check/targets.ts';
import { UsageError } from '../call/usage-error.ts';

export interface DetectCall {
  readonly cwd: string;
  /** Recorded outputs, or `-` for stdin; none: this machine. */
  readonly files: readonly string[];
  readonly name: string | undefined;
  readonly streams: Streams;
}

/** `paddle-verify fleet detect`: prints a fleet file. 1 when a group was seen whose driver or GPUs are not known. */
export async function runFleetDetect(call: DetectCall): Promise<ExitCode> {
  const sightings = call.files.length === 0 ? [localMachine(call)] : await recorded(call);
  const groups = merge(sightings.flatMap(({ groups: found }) => found));
  const notes = sightings.flatMap((sighting) => sighting.notes);
  const fleet: Fleet = { ...(call.name === undefined ? {} : { name: call.name }), groups };
  call.streams.stdout.write(renderFleetYaml(fleet, notes));
  return groups.some(({ driver, gpus }) => gpus === undefined || (gpus.length > 0 && driver === undefined))
    ? 3
    : 0;
}

/** `paddle-verify fleet show`: the groups of a fleet file as a table. */
export function runFleetShow(
  file: string,
  format: 'text' | 'json',
  { cwd, streams }: Pick<DetectCall, 'cwd' | 'streams'>,
): ExitCode {
  const fleet = readFleetFile(file, diskSource(cwd, ['/']));
  streams.stdout.write(format === 'json' ? `${JSON.stringify(fleet, null, 2)}\n` : renderFleet(fleet));
  return 0;
}

async function recorded({ files, cwd, streams }: DetectCall): Promise<readonly Sighting[]> {
  const source = diskSource(cwd, ['/']);
  const sightings: Sighting[] = [];
  for (const file of files) {
    const read =
      file === '-' ? { ok: true as const, bytes: await readAll(streams.stdin) } : source.read(file);
    if (!read.ok) throw new UsageError(`${file} cannot be read`, [read.detail]);
    const { text } = decodeText(read.bytes);
    const found = readSighting(text ?? '', basename(file).replace(/\.[a-z]+$/, ''));
    if (!found.ok) throw new UsageError(`${file} says nothing of machines`, [found.message]);
    sightings.push(found.sighting);
  }
  return sightings;
}

/** nvidia-smi where it is installed, else what the kernel module says of itself. */
function localMachine({ cwd }: DetectCall): Sighting {
  const name = hostname();
  const smi = runProcess('nvidia-smi', ['-q', '-x'], { cwd, timeout: 20_000 });
  if (smi.ok) {
    const found = readSighting(smi.stdout.toString(), name);
    if (found.ok) return found.sighting;
    throw new UsageError('nvidia-smi -q -x printed what cannot be read', [found.message]);
  }
  const module = readTextIfThere('/proc/driver/nvidia/version');
  const found = module === null ? null : readSighting(module, name);
  if (found?.ok === true) return found.sighting;
  throw new UsageError(`no NVIDIA driver was found on this machine (${smi.detail})`, [
    'right: run it on a GPU node, or give it recorded outputs: nvidia-smi -q -x > node.xml; paddle-verify fleet detect node.xml',
    'of a cluster: kubectl get nodes -o json | paddle-verify fleet detect -',
  ]);
}

/** Two sources of one name are one group: what the first leaves open the second may say; where both speak, they must agree. */
function merge(groups: readonly NodeGroup[]): readonly NodeGroup[] {
  const merged = new Map<string, NodeGroup>();
  for (const group of groups) {
    const known = merged.get(group.name);
    if (
      known !== undefined &&
      known.driver !== undefined &&
      group.driver !== undefined &&
      known.driver !== group.driver
    )
      throw new UsageError(
        `two sources disagree on ${group.name}: driver ${known.driver} and ${group.driver}`,
        ['expected: sources of the same machine at the same time, or another name for one of them'],
      );
    merged.set(group.name, { ...group, ...known });
  }
  return [...merged.values()];
}
