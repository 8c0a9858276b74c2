import type { NodeGroup } from '../../compatibility/fleet.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { fromYaml, listAt, textAt } from './plain.ts';
import type { ReadSighting } from './sighting.ts';

/**
 * A CDI specification, YAML or JSON, as `nvidia-ctk cdi generate` writes it: the driver stands in the names of its libraries
 * and in the argument of its compat hook, the GPUs are device files without a name.
 * Source: https://github.com/cncf-tags/container-device-interface/blob/main/SPEC.md.
 */
export function readCdi(text: string, name: string): ReadSighting {
  const { root, problems } = parseYaml(text, 'plain');
  const [problem] = problems;
  if (problem !== undefined)
    return { ok: false, message: `line ${String(problem.line)}: ${problem.message}` };
  const spec = fromYaml(root);
  const kind = textAt(spec, 'kind') ?? '';
  if (!kind.startsWith('nvidia.com/'))
    return { ok: false, message: `a CDI specification of ${kind === '' ? 'no kind' : kind}, not of nvidia.com/gpu` };
  const edits = [spec, ...listAt(spec, 'devices')].map(editsOf);
  const paths = edits.flatMap((edit) => edit.mounts);
  const files = new Set(edits.flatMap((edit) => edit.devices));
  const notes: string[] = [];
  const wsl = files.has('/dev/dxg');
  const driver = driverOf(paths, edits.flatMap((edit) => edit.hooks), notes);
  const architecture = architectureOf(paths);
  const gpus = [...files].filter((path) => /^\/dev\/nvidia\d{1,3}$/.test(path)).length;
  if (wsl) notes.push('GPUs behind /dev/dxg: WSL 2; the driver is the one of Windows, which the specification does not name');
  if (!wsl && driver === null) notes.push('the CDI specification names no driver: no libcuda.so with a version in it');
  if ([...files].some((path) => path.startsWith('/dev/nvhost')))
    notes.push('it names devices of Tegra (/dev/nvhost…): a Jetson has a driver stack of its own');
  notes.push(
    `the CDI specification names ${String(gpus)} GPU devices and no product: write gpus: [{ product: Tesla T4, count: ${String(Math.max(1, gpus))} }]`,
  );
  const group: NodeGroup = {
    name,
    nodes: 1,
    ...(wsl ? { wsl: true } : {}),
    ...(architecture === null ? {} : { architecture }),
    ...(driver === null ? {} : { driver }),
  };
  return { ok: true, sighting: { groups: [group], notes: notes.map((note) => `${name}: ${note}`) } };
}

/** Whether a text looks like one; both keys stand at its first level. */
export function looksLikeCdi(text: string): boolean {
  return /(?:^|\n)\s{0,8}"?cdiVersion"?\s{0,4}:/.test(text.slice(0, 20_000)) || /^\{\s{0,80}"cdiVersion"/.test(text);
}

interface Edits {
  readonly devices: readonly string[];
  readonly mounts: readonly string[];
  readonly hooks: readonly string[];
}

function editsOf(value: unknown): Edits {
  const texts = (items: readonly unknown[], key: string): readonly string[] =>
    items.flatMap((item) => textAt(item, key) ?? []);
  return {
    devices: texts(listAt(value, 'containerEdits', 'deviceNodes'), 'path'),
    mounts: texts(listAt(value, 'containerEdits', 'mounts'), 'hostPath'),
    hooks: listAt(value, 'containerEdits', 'hooks').flatMap((hook) =>
      listAt(hook, 'args').filter((argument) => typeof argument === 'string'),
    ),
  };
}

const LIBRARY = /\/lib(?:cuda|nvidia-ml)\.so\.(\d{3,4}(?:\.\d{1,4}){1,3})$/;
const OPTION = /^--host-driver-version=(\d{3,4}(?:\.\d{1,4}){1,3})$/;

/** Library names and the hook's argument; where they differ, none is taken. */
function driverOf(paths: readonly string[], hooks: readonly string[], notes: string[]): string | null {
  const named = [
    ...paths.flatMap((path) => LIBRARY.exec(path)?.[1] ?? []),
    ...hooks.flatMap((argument) => OPTION.exec(argument)?.[1] ?? []),
  ];
  const [first, ...others] = new Set(named);
  if (first === undefined || others.length === 0) return first ?? null;
  notes.push(`the CDI specification names the drivers ${[first, ...others].join(' and ')}: none is taken; generate it anew`);
  return null;
}

/** Debian and Ubuntu keep libraries in a folder that names the machine. */
function architectureOf(paths: readonly string[]): string | null {
  const found = new Set(
    paths.flatMap((path) => /\/(x86_64|aarch64)-linux-gnu\/libcuda\.so/.exec(path)?.[1] ?? []),
  );
  const [first, second] = found;
  return second === undefined ? (first ?? null) : null;
}
