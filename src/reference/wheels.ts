import table from '../../rules/tags/wheels.json' with { type: 'json' };
import { compareVersions, readVersion } from './version.ts';
import { readPost } from './numbers.ts';

/** Which CUDA a wheel of `paddlepaddle-gpu` is built for (Linux tables of the installation pages). */
export interface WheelCuda {
  /** `11.8`, or null where the version says nothing about it. */
  readonly cuda: string | null;
  readonly cudnn: string | null;
  /** `table`: the installation page says so. `suffix`: the suffix itself. `index`: from 3.0 the index URL decides. `unknown`: no table. */
  readonly from: 'table' | 'suffix' | 'index' | 'unknown';
  /** Whether that version with that suffix is in the table; null where there is no table. */
  readonly published: boolean | null;
  readonly source: string | null;
}

const unknown: WheelCuda = { cuda: null, cudnn: null, from: 'unknown', published: null, source: null };
const aliases: ReadonlyMap<string, string> = new Map(Object.entries(table.frameworkAliases.values));

const aliasSources: ReadonlyMap<string, string> = new Map([...aliases].map(([from, to]) => [to, from]));

/** `1.10` of an old issue stands for 1.1.0: there never was a release 1.10. */
export function frameworkAlias(version: string | null): string | null {
  return version === null ? null : (aliases.get(version) ?? version);
}

/** The version text that is an alias of this one, or undefined. */
export const aliasedFrom = (version: string): string | undefined => aliasSources.get(version);

/**
 * The CUDA of `paddlepaddle-gpu==VERSION` or `==VERSION.postSUFFIX`. The wheel without a suffix changed its CUDA between
 * releases: 10.2 up to 2.4, 11.2 for 2.5.0, 11.8 from 2.5.1. From 3.0 on the index URL decides.
 */
export function wheelCuda(version: string, suffix: string | null): WheelCuda {
  const read = readVersion(version);
  if (read === null) return unknown;
  const row = table.wheels.find((one) => one.versions.includes(read.text));
  if (suffix !== null) {
    const cuda = readPost(suffix.replace(/^\.?post/, ''));
    if (cuda === null) return unknown;
    const published = row === undefined ? null : row.suffixes.includes(suffix.replace(/^\.?post/, ''));
    return { cuda, cudnn: null, from: 'suffix', published, source: table.source };
  }
  if (row !== undefined)
    return { cuda: row.cuda, cudnn: row.cudnn, from: 'table', published: true, source: table.source };
  return compareVersions(read.text, table.indexOnlyFrom) < 0
    ? unknown
    : { ...unknown, from: 'index', source: table.source };
}

/** The last version of `paddlepaddle-gpu` on PyPI. */
export const lastOnPyPI: string = table.lastOnPyPI;
