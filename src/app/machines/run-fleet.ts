import { basename } from 'node:path';
import { diskSource } from '../../adapters/files/disk-source.ts';
import type { Fleet } from '../../compatibility/fleet.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { readSighting } from '../../inputs/fleet/read.ts';
import type { Sighting } from '../../inputs/fleet/sighting.ts';
import { renderFleet } from '../../report/fleet-text.ts';
import { renderFleetYaml } from '../../report/fleet-yaml.ts';
import { decodeText, MAX_TEXT_BYTES } from '../../syntax/text/decode.ts';
import type { Streams } from '../call/deliver.ts';
import { readFleetFile } from './fleet-file.ts';
import { readAll } from '../check/targets.ts';
import { UsageError } from '../call/usage-error.ts';
import { askCluster, LONGEST } from './cluster.ts';
import { localMachine } from './local-machine.ts';
import { merge } from './merge-sightings.ts';

export interface DetectCall {
  readonly cwd: string;
  /** Recorded outputs, `-` for stdin, `local` for this machine, `kubectl` for the cluster; none: this machine. */
  readonly sources: readonly string[];
  readonly name: string | undefined;
  readonly streams: Streams;
}

/** `paddle-verify fleet detect`: prints a fleet file. 1 when a group was seen whose driver or GPUs are not known. */
export async function runFleetDetect(call: DetectCall): Promise<ExitCode> {
  const sightings: Sighting[] = [];
  for (const source of call.sources.length === 0 ? ['local'] : call.sources)
    sightings.push(await sightingOf(source, call));
  const { groups, notes } = merge(sightings);
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

/** A file that is called `local` or `kubectl` is given as `./local`. */
async function sightingOf(source: string, { cwd, streams }: DetectCall): Promise<Sighting> {
  if (source === 'local') return localMachine({ cwd, root: '/' });
  if (source === 'kubectl') return askCluster(cwd);
  const read =
    source === '-'
      ? { ok: true as const, bytes: await readAll(streams.stdin) }
      : diskSource(cwd, ['/']).read(source);
  if (!read.ok)
    throw new UsageError(`${source} cannot be read`, [
      read.detail,
      'a long list of nodes goes through stdin: paddle-verify fleet detect - < nodes.json',
    ]);
  const found = readSighting(textOf(read.bytes, source), basename(source).replace(/\.[a-z]+$/, ''));
  if (!found.ok) throw new UsageError(`${source} says nothing of machines`, [found.message]);
  return found.sighting;
}

/** Where text of people ends to be read, a list of nodes goes on: that is UTF-8, as kubectl prints it. */
function textOf(bytes: Uint8Array, source: string): string {
  if (bytes.length <= MAX_TEXT_BYTES) return decodeText(bytes).text ?? '';
  if (bytes.length < LONGEST) return new TextDecoder().decode(bytes);
  throw new UsageError(`${source} has ${String(bytes.length)} bytes; the limit is ${String(LONGEST)}`, [
    'right: the nodes in parts: kubectl get nodes -l POOL=a -o json, one part a file',
  ]);
}
