import type { Place } from '../../facts/subject.ts';
import { sequenceOf } from './forms.ts';
import {
  isNull,
  itemsOf,
  knownText,
  nodeAt,
  unknownsIn,
  type ComposeMap,
  type ComposeNode,
  type Unknown,
} from './tree.ts';

/** One entry of `include`, paths as written. */
export interface Include {
  /** The first is the main file, the others lie over it. */
  readonly paths: readonly string[];
  readonly envFiles: readonly string[];
  /** `project_directory`. */
  readonly folder: string | null;
  readonly unknown: Unknown | null;
  readonly at: Place;
}

export function includesOf(
  document: ComposeMap,
  refuse: (node: ComposeNode, why: string) => void,
): readonly Include[] {
  const node = document.entries.get('include');
  if (node === undefined || isNull(node)) return [];
  if (node.kind !== 'seq') {
    refuse(node, '`include` is a list');
    return [];
  }
  return itemsOf(node).flatMap((item) => {
    const include = includeOf(item);
    if (include.paths.length > 0 || include.unknown !== null) return [include];
    refuse(item, 'an entry of `include` names no file');
    return [];
  });
}

function includeOf(item: ComposeNode): Include {
  const map = item.kind === 'map';
  const folder = map ? knownText(nodeAt(item, 'project_directory')) : undefined;
  return {
    paths: texts(map ? nodeAt(item, 'path') : item),
    envFiles: map ? texts(nodeAt(item, 'env_file')).filter((path) => path !== '/dev/null') : [],
    folder: folder ?? null,
    unknown: unknownsIn(item)[0] ?? null,
    at: item.at,
  };
}

function texts(node: ComposeNode | undefined): readonly string[] {
  if (node === undefined || node.kind === 'map') return [];
  return sequenceOf(node).flatMap((item) => {
    const text = knownText(item);
    return text === undefined || text === '' ? [] : [text];
  });
}
