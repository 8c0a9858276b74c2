import { folderOf } from './paths.ts';
import { parseDevice, parseVolume, cleanPath } from './specifications.ts';
import { eachContainer, nodeAt, type ComposeMap, type ComposeNode } from './tree.ts';

type Key = (item: ComposeNode) => string | null;

/** What two entries of a list must share to be one (compose-go `override.EnforceUnicity`), by path below a service. */
const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  ...['cap_add', 'cap_drop', 'profiles', 'tmpfs', 'dns', 'dns_opt', 'dns_search', 'links'].map(
    (key): [string, Key] => [key, beforeEquals],
  ),
  ['devices', device],
  ['volumes', volume],
  ['expose', plain],
  ['env_file', envFile],
  ['secrets', mounted('/run/secrets')],
  ['configs', mounted('')],
]);

/** A model in which a later entry of a list has taken the place of an earlier one with its key. */
export function uniqueEntries(model: ComposeMap): ComposeMap {
  return eachContainer(model, service);
}

function service(node: ComposeMap): ComposeMap {
  const entries = new Map(node.entries);
  for (const [name, key] of KEYS) {
    const list = entries.get(name);
    if (list?.kind === 'seq' && list.items.length > 1)
      entries.set(name, { ...list, items: unique(list.items, key) });
  }
  return { ...node, entries };
}

function unique(items: readonly ComposeNode[], keyOf: Key): readonly ComposeNode[] {
  const kept = new Map<string, ComposeNode>();
  for (const [index, item] of items.entries()) kept.set(keyOf(item) ?? `\u0000${String(index)}`, item);
  return [...kept.values()];
}

function text(node: ComposeNode | undefined): string | null {
  return node?.kind === 'scalar' ? node.text : null;
}

function plain(item: ComposeNode): string | null {
  return text(item);
}

function beforeEquals(item: ComposeNode): string | null {
  return text(item)?.split('=', 1)[0] ?? null;
}

function target(item: ComposeNode): string | null {
  return text(nodeAt(item, 'target'));
}

function volume(item: ComposeNode): string | null {
  const found = item.kind === 'map' ? target(item) : (parseVolume(text(item) ?? '')?.target ?? null);
  return found === null ? null : cleanPath(found);
}

function device(item: ComposeNode): string | null {
  return item.kind === 'map' ? target(item) : parseDevice(text(item) ?? '').target;
}

function envFile(item: ComposeNode): string {
  const path = item.kind === 'map' ? text(nodeAt(item, 'path')) : text(item);
  return `${folderOf(item.at.path)}\u0000${path ?? ''}`;
}

function mounted(folder: string): Key {
  return (item) =>
    (item.kind === 'map' ? target(item) : null) ??
    `${folder}/${text(nodeAt(item, 'source')) ?? text(item) ?? ''}`;
}
