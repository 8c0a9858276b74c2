import type { NodeGroup } from './fleet.ts';

/** What says nothing of the machine itself. */
const ASIDE: ReadonlySet<string> = new Set(['name', 'nodes', 'labels', 'taints']);
const keys = new WeakMap<NodeGroup, string>();

/**
 * Everything of a group that a verdict may depend on: groups with the same key are judged once. Without a GPU to be judged,
 * the verdict speaks of the group itself.
 */
export function machineKey(group: NodeGroup): string {
  const known = keys.get(group);
  if (known !== undefined) return known;
  const machine = Object.entries(group).filter(([name]) => !ASIDE.has(name));
  const ownName = group.gpus === undefined || group.gpus.length === 0 ? group.name : '';
  const key = JSON.stringify([ownName, machine]);
  keys.set(group, key);
  return key;
}
