import { eachContainer, nullAt, type ComposeMap, type ComposeNode, type Unknown } from './tree.ts';

/**
 * Key under which a service remembers that something below it (a base, a further file) could not be read. It is merged
 * on like any other list, and no YAML file can write it: NUL is refused there.
 */
export const UNREAD = '\u0000unread';

export function withUnread(service: ComposeMap, why: Unknown): ComposeMap {
  const entries = new Map(service.entries);
  const known = entries.get(UNREAD);
  const items = known?.kind === 'seq' ? known.items : [];
  // A value of its own, so that merging does not take two reasons for one.
  const reason = { ...nullAt(service.at), value: why.why, text: why.why, unknown: [why] };
  entries.set(UNREAD, { kind: 'seq', at: service.at, items: [...items, reason] });
  return { ...service, entries };
}

/** A tree on which `!reset` and `!override` have done their work. Depth is bounded by the parser. */
export function withoutTags(node: ComposeNode): ComposeNode {
  if (node.kind === 'scalar') return plain(node);
  if (node.kind === 'seq') return { ...plain(node), items: node.items.map(withoutTags) };
  const entries = new Map<string, ComposeNode>();
  for (const [key, value] of node.entries) if (value.tag !== '!reset') entries.set(key, withoutTags(value));
  return { ...plain(node), entries };
}

/** A file that the whole model rests on could not be read. */
export function markUnread(model: ComposeMap, why: Unknown): ComposeMap {
  return eachContainer(model, (service) => withUnread(service, why));
}

function plain<T extends ComposeNode>(node: T): T {
  if (node.tag === undefined) return node;
  const rest: T & { tag?: unknown } = { ...node };
  delete rest.tag;
  return rest;
}
