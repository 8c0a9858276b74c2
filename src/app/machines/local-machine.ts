import { hostname, machine, release } from 'node:os';
import { join } from 'node:path';
import { namesInFolder } from '../../adapters/files/folder-names.ts';
import { readTextIfThere } from '../../adapters/files/text.ts';
import { runProcess } from '../../adapters/process/run.ts';
import type { NodeGroup } from '../../compatibility/fleet.ts';
import { readCdi } from '../../inputs/fleet/cdi.ts';
import { readKernelModule } from '../../inputs/fleet/kernel-module.ts';
import { isWsl } from '../../inputs/fleet/node-objects.ts';
import { readNvidiaSmi } from '../../inputs/fleet/nvidia-smi.ts';
import { toldMode } from '../../inputs/fleet/runtime-config.ts';
import type { ReadSighting, Sighting } from '../../inputs/fleet/sighting.ts';
import { architectureOf } from '../../reference/architecture.ts';
import { UsageError } from '../call/usage-error.ts';
import { merge } from './merge-sightings.ts';

export interface LocalMachine {
  readonly cwd: string;
  /** Where the machine's own files lie; another folder than `/` for a machine that was copied. */
  readonly root: string;
}

/** Milliseconds. nvidia-smi of a machine whose driver hangs never answers. */
const PATIENCE = 20_000;
const CDI_FOLDERS = ['etc/cdi', 'var/run/cdi'];

/**
 * This machine, from everything that is there: nvidia-smi, the kernel module, CDI specifications, the configuration of the
 * container runtime, the processor. What is not there is said. A UsageError where no driver and no GPU was seen at all.
 */
export function localMachine({ cwd, root }: LocalMachine): Sighting {
  const name = hostname();
  const smi = nvidiaSmi(cwd, name);
  const module = kernelModule(root, name);
  const specifications = CDI_FOLDERS.flatMap((folder) => cdiIn(root, folder, name));
  const found = [...(typeof smi === 'string' ? [] : [smi]), ...module, ...specifications];
  if (found.length === 0) throw nothingSeen(typeof smi === 'string' ? smi : '');
  const own = ownFacts(root, name);
  const { groups, notes } = merge([...found, own]);
  const absent = [
    ...(typeof smi === 'string' ? [`${name}: GPUs by name: ${smi}`] : []),
    ...(module.length === 0 ? [`${name}: ${MODULE} is not there`] : []),
    ...(specifications.length === 0 ? [`${name}: no CDI specification in /etc/cdi or /var/run/cdi`] : []),
  ];
  return { groups, notes: [...notes, ...absent] };
}

const MODULE = '/proc/driver/nvidia/version';

/** What it said, or why it said nothing. Output that cannot be read is said, and the other sources are asked. */
function nvidiaSmi(cwd: string, name: string): Sighting | string {
  const answer = runProcess('nvidia-smi', ['-q', '-x'], { cwd, timeout: PATIENCE });
  if (!answer.ok) return firstLine(answer.detail);
  const read = readNvidiaSmi(answer.stdout.toString(), name);
  return read.ok ? read.sighting : `nvidia-smi -q -x printed what cannot be read: ${read.message}`;
}

function kernelModule(root: string, name: string): readonly Sighting[] {
  const text = textOf(join(root, MODULE));
  return text === null ? [] : taken(readKernelModule(text, name), MODULE, name);
}

function cdiIn(root: string, folder: string, name: string): readonly Sighting[] {
  const files = namesInFolder(join(root, folder)).filter((file) => /\.(?:ya?ml|json)$/.test(file));
  return files.flatMap((file) => {
    const text = textOf(join(root, folder, file));
    return text === null ? [] : taken(readCdi(text, name), `/${folder}/${file}`, name);
  });
}

/** A source that is there and cannot be read leaves a note, so that it does not look like one that is not there. */
function taken(read: ReadSighting, path: string, name: string): readonly Sighting[] {
  return [read.ok ? read.sighting : { groups: [], notes: [`${name}: ${path}: ${read.message}`] }];
}

/** The container runtime, the kernel, the processor. */
function ownFacts(root: string, name: string): Sighting {
  const config = textOf(join(root, 'etc/nvidia-container-runtime/config.toml'));
  const told =
    config === null
      ? {
          mode: null,
          why: 'the mode of the container runtime: /etc/nvidia-container-runtime/config.toml is not there',
        }
      : toldMode(config);
  const architecture = architectureOf(machine());
  const flags = /^flags\s{0,9}:([^\n]{0,8000})/m.exec(textOf(join(root, 'proc/cpuinfo')) ?? '')?.[1];
  const group: NodeGroup = {
    name,
    nodes: 1,
    kernel: release(),
    ...(isWsl(release()) ? { wsl: true } : {}),
    ...(architecture === 'x86_64' || architecture === 'aarch64' ? { architecture } : {}),
    ...(flags === undefined ? {} : { cpu: { avx: flags.split(/\s+/).includes('avx') } }),
    ...(told.mode === null ? {} : { toolkit: { mode: told.mode } }),
  };
  return { groups: [group], notes: told.why === null ? [] : [`${name}: ${told.why}`] };
}

/** A file that may not be read is like one that is not there: the note says so. */
function textOf(path: string): string | null {
  try {
    return readTextIfThere(path);
  } catch {
    return null;
  }
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').slice(0, 300);
}

function nothingSeen(why: string): UsageError {
  return new UsageError(`no NVIDIA driver was found on this machine (${why})`, [
    'right: run it on a GPU node, or give it recorded outputs: nvidia-smi -q -x > node.xml; paddle-verify fleet detect node.xml',
    'of a cluster: paddle-verify fleet detect kubectl, or kubectl get nodes -o json | paddle-verify fleet detect -',
  ]);
}
