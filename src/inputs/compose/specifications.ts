/** Short forms of volumes, devices and ports. A `${…}` that is left in them is one piece: its colons do not divide. */

const BLANK_REFERENCE = /\$\{[^{}]*\}/g;

/** The pieces between colons. A drive letter (`C:\data`) is no piece of its own. */
function pieces(spec: string): readonly string[] {
  const found: string[] = [];
  let start = 0;
  let open = 0;
  for (let i = 0; i < spec.length; i++) {
    const c = spec.charAt(i);
    if (c === '$' && spec.charAt(i + 1) === '{') open++;
    else if (c === '}' && open > 0) open--;
    else if (c === ':' && open === 0 && !isDrive(spec, start, i)) {
      found.push(spec.slice(start, i));
      start = i + 1;
    }
  }
  found.push(spec.slice(start));
  return found;
}

function isDrive(spec: string, start: number, at: number): boolean {
  return at === start + 1 && /\p{L}/u.test(spec.charAt(start));
}

export interface VolumeSpec {
  readonly source: string | null;
  readonly target: string;
  readonly readOnly: boolean;
}

/** `[SOURCE:]TARGET[:OPTIONS]`; null for what Docker Compose refuses. */
export function parseVolume(spec: string): VolumeSpec | null {
  if (spec === '') return null;
  if (spec.length <= 2) return { source: null, target: spec, readOnly: false };
  const parts = pieces(spec);
  if (parts.some((part) => part === '') || parts.length > 3) return null;
  const [first = '', second, options = ''] = parts;
  if (second === undefined) return { source: null, target: first, readOnly: false };
  let readOnly = false;
  for (const option of options.split(',')) {
    if (option === 'ro') readOnly = true;
    else if (option === 'rw') readOnly = false;
  }
  return { source: first, target: second, readOnly };
}

/** Whether the source of a short volume is a path of the host rather than the name of a volume. */
export function isHostPath(source: string): boolean {
  return /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
}

/** `path.Clean` of a target, as far as two spellings of one path are concerned. */
export function cleanPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0) parts.pop();
    else if (part !== '..') parts.push(part);
  }
  return path.startsWith('/') ? `/${parts.join('/')}` : parts.join('/') || '.';
}

/** `SOURCE[:TARGET[:PERMISSIONS]]`. */
export function parseDevice(spec: string): { readonly source: string; readonly target: string } {
  const [source = '', target = source] = pieces(spec);
  return { source, target };
}

/** Most ports of one range that are listed; every one of a longer range is as open as the first ones. */
const MOST_PORTS = 64;

/** Ports of the container that `[[IP:]PUBLISHED:]TARGET[/PROTOCOL]` opens; empty when they are not known. */
export function targetPorts(spec: string): readonly number[] {
  const known = spec.replace(BLANK_REFERENCE, '?');
  const target = known.slice(known.lastIndexOf(':') + 1).split('/', 1)[0] ?? '';
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(target);
  if (match === null) return [];
  const first = Number(match[1]);
  const last = Math.min(Number(match[2] ?? first), first + MOST_PORTS - 1);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, i) => first + i);
}
