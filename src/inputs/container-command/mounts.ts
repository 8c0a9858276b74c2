import type { ContainerMounts, Mount } from '../../facts/container.ts';
import { observed, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { Flag } from './flags.ts';
import { splitFields, type Field, type Operand } from './operand.ts';
import { computedGap, Settings } from './settings.ts';

/** A mount, with the size that a tmpfs is given (as written). */
export interface SizedMount extends Mount {
  readonly size: string | null;
}

const CDI = /^[^/]+\/[^/=]+=/;

export function readMounts(flags: readonly Flag[], provenance: Provenance): Evidence<'container.mounts'> {
  const settings = new Settings(flags);
  const mounts = readMountFlags(flags, settings).map(
    ({ target, readOnly, type, source, line, column }): Mount => {
      return { target, readOnly, type, source, line, column };
    },
  );
  const devices: string[] = [];
  for (const flag of settings.all('device')) {
    if (flag.value === null) continue;
    const [host] = splitFields(flag.value, ':');
    if (host === undefined || CDI.test(host.shown)) continue;
    settings.place('devices', flag);
    if (host.value === null) settings.gaps.push(computedGap('device', flag.value));
    devices.push(host.shown);
  }
  for (const flag of settings.all('volumes-from'))
    settings.gaps.push({
      what: '--volumes-from',
      why: `line ${flag.line}: what another container mounts is not known here`,
      advice: 'write the volumes out with --volume',
    });
  const value: ContainerMounts = { mounts, devices, at: settings.at };
  return observed(value, provenance, settings.gaps);
}

/** Mounts of --volume, --mount and --tmpfs. One whose target is computed is a gap. */
export function readMountFlags(flags: readonly Flag[], settings: Settings): readonly SizedMount[] {
  const mounts: SizedMount[] = [];
  for (const flag of flags) {
    const { name, value } = flag;
    if (value === null || !['volume', 'mount', 'tmpfs'].includes(name)) continue;
    const mount = name === 'mount' ? ofMount(value) : name === 'tmpfs' ? ofTmpfs(value) : ofVolume(value);
    if (mount === null) settings.gaps.push(computedGap(name, value));
    else mounts.push({ ...mount, line: value.line, column: value.column });
  }
  return mounts;
}

type Placeless = Omit<SizedMount, 'line' | 'column'>;

/** `[SOURCE:]TARGET[:OPTIONS]`; a drive letter is no source. */
function ofVolume(operand: Operand): Placeless | null {
  const [source, target, options] = withDrive(splitFields(operand, ':'));
  if (source === undefined) return null;
  if (target === undefined)
    return source.value === null
      ? null
      : { target: source.value, readOnly: false, type: 'volume', source: null, size: null };
  const readOnly = options?.value?.split(',').includes('ro') ?? false;
  const type = isPath(source) ? 'bind' : 'volume';
  return { target: target.shown, readOnly, type, source: source.shown, size: null };
}

/** A named volume is a word; whatever begins with a computed part is a folder more often than not. */
function isPath({ value, shown }: Field): boolean {
  return value === null ? !/^\w/.test(shown) : /^[./~]|^[A-Za-z]:/.test(value);
}

function withDrive(fields: readonly Field[]): readonly Field[] {
  const [first, second] = fields;
  if (first === undefined || second === undefined) return fields;
  const drive = /^[A-Za-z]$/.test(first.shown) && /^[\\/]/.test(second.shown) && fields.length > 2;
  return drive ? [joined(first, second), ...fields.slice(2)] : fields;
}

const joined = (a: Field, b: Field): Field => ({
  value: a.value === null || b.value === null ? null : `${a.value}:${b.value}`,
  shown: `${a.shown}:${b.shown}`,
});

/** `type=bind,source=/a,target=/b,readonly`. */
function ofMount(operand: Operand): Placeless | null {
  const options = new Map<string, string>();
  for (const field of splitFields(operand, ',')) {
    const at = field.shown.indexOf('=');
    if (at < 0) options.set(field.shown, 'true');
    else options.set(field.shown.slice(0, at), field.shown.slice(at + 1));
  }
  const pick = (...names: readonly string[]): string | null =>
    names.map((name) => options.get(name)).find((text) => text !== undefined) ?? null;
  const target = pick('target', 'destination', 'dst');
  if (target === null) return null;
  const written = pick('type') ?? 'volume';
  const type = written === 'bind' || written === 'tmpfs' || written === 'volume' ? written : 'other';
  const readOnly = ['true', '1'].includes(pick('readonly', 'ro') ?? '');
  return { target, readOnly, type, source: pick('source', 'src'), size: pick('tmpfs-size') };
}

/** `TARGET[:OPTIONS]`. */
function ofTmpfs(operand: Operand): Placeless | null {
  const [target, options] = splitFields(operand, ':');
  if (target === undefined || target.value === null) return null;
  const list = options?.shown.split(',') ?? [];
  const size = list.find((option) => option.startsWith('size='))?.slice(5) ?? null;
  return { target: target.value, readOnly: list.includes('ro'), type: 'tmpfs', source: null, size };
}
