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
  const [document] = parseYaml(text, 'core');
  const problem = document?.problems[0];
  if (problem !== undefined)
    return { ok: false, message: `line ${String(problem.line)}: ${problem.message}` };
  const spec = fromYaml(document?.root ?? null);
  const kind = textAt(spec, 'kind') ?? '';
  if (!kind.startsWith('nvidia.com/'))
    return {
      ok: false,
      message: `a CDI specification of ${kind === '' ? 'no kind' : kind}, not of nvidia.com/gpu`,
    };
  const found = seen([spec, ...listAt(spec, 'devices')].map(editsOf));
  const group: NodeGroup = {
    name,
    nodes: 1,
    ...(found.files.has('/dev/dxg') ? { wsl: true } : {}),
    ...(found.architecture === null ? {} : { architecture: found.architecture }),
    ...(found.drivers.length === 1 ? { driver: found.drivers[0] } : {}),
  };
  return { ok: true, sighting: { groups: [group], notes: notesOf(found).map((note) => `${name}: ${note}`) } };
}

interface Seen {
  readonly files: ReadonlySet<string>;
  /** Each driver version that is named; more than one: none is taken. */
  readonly drivers: readonly string[];
  readonly architecture: string | null;
}

function seen(edits: readonly Edits[]): Seen {
  const paths = edits.flatMap(({ mounts }) => mounts);
  const options = edits.flatMap(({ hooks }) => hooks);
  const drivers = [
    ...paths.flatMap((path) => LIBRARY.exec(path)?.[1] ?? []),
    ...options.flatMap((argument) => OPTION.exec(argument)?.[1] ?? []),
  ];
  return {
    files: new Set(edits.flatMap(({ devices }) => devices)),
    drivers: [...new Set(drivers)],
    architecture: architectureOf(paths),
  };
}

function notesOf({ files, drivers }: Seen): readonly string[] {
  const gpus = [...files].filter((path) => /^\/dev\/nvidia\d{1,3}$/.test(path)).length;
  const tegra = [...files].some((path) => path.startsWith('/dev/nvhost'));
  return [
    ...(files.has('/dev/dxg')
      ? [
          'GPUs behind /dev/dxg: WSL 2; the driver is the one of Windows, which the specification does not name',
        ]
      : []),
    ...(drivers.length === 0
      ? ['the CDI specification names no driver: no libcuda.so with a version in it']
      : []),
    ...(drivers.length > 1
      ? [`the CDI specification names the drivers ${drivers.join(' and ')}: none is taken; generate it anew`]
      : []),
    ...(tegra ? ['it names devices of Tegra (/dev/nvhost…): a Jetson has a driver stack of its own'] : []),
    `the CDI specification names ${String(gpus)} GPU devices and no product: write gpus: [{ product: Tesla T4, count: ${String(Math.max(1, gpus))} }]`,
  ];
}

/** Whether a text looks like one; both keys stand at its first level. */
export function looksLikeCdi(text: string): boolean {
  return (
    /(?:^|\n)\s{0,8}"?cdiVersion"?\s{0,4}:/.test(text.slice(0, 20_000)) ||
    /^\{\s{0,80}"cdiVersion"/.test(text)
  );
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

/** Debian and Ubuntu keep libraries in a folder that names the machine. */
function architectureOf(paths: readonly string[]): string | null {
  const found = new Set(
    paths.flatMap((path) => /\/(x86_64|aarch64)-linux-gnu\/libcuda\.so/.exec(path)?.[1] ?? []),
  );
  const [first, second] = found;
  return second === undefined ? (first ?? null) : null;
}
