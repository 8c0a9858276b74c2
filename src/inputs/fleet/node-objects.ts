import { parseDotted } from '../../compatibility/dotted-version.ts';
import type { NodeGpu, NodeGroup, Taint } from '../../compatibility/fleet.ts';
import { architectureOf } from '../../reference/architecture.ts';
import { entriesOf, getNode, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { parseYamlDocuments } from '../../syntax/yaml/parse.ts';
import type { ReadSighting } from './sighting.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
/** Labels that tell nodes of one kind apart, or change by the hour. */
const OF_ONE_NODE =
  /^(?:kubernetes\.io\/hostname|nvidia\.com\/gfd\.timestamp|nvidia\.com\/gpu-driver-upgrade-state|.*\/(?:provider-id|node-id|instance-id))$/;

/** `kubectl get nodes -o json` (or yaml): labels of GPU feature discovery and of the device plugin. Nodes alike become a group. */
export function readNodeObjects(text: string): ReadSighting {
  const groups = new Map<string, NodeGroup & { nodes: number }>();
  const notes: string[] = [];
  for (const document of parseYamlDocuments(text, 'kubernetes')) {
    const problem = document.problems[0];
    if (problem !== undefined)
      return { ok: false, message: `line ${String(problem.line)}: ${problem.message}` };
    for (const node of nodesOf(document.root)) addNode(node, groups, notes);
  }
  if (groups.size === 0) return { ok: false, message: 'there is no object of kind Node in it' };
  return { ok: true, sighting: { groups: [...groups.values()], notes } };
}

function nodesOf(root: YamlNode | null): readonly YamlNode[] {
  const kind = text(root, 'kind');
  if (kind === 'Node' && root !== null) return [root];
  if (kind !== 'List' && kind !== 'NodeList') return [];
  return itemsOf(getNode(root, 'items')).filter((item) => (text(item, 'kind') ?? 'Node') === 'Node');
}

function addNode(node: YamlNode, groups: Map<string, NodeGroup & { nodes: number }>, notes: string[]): void {
  const name = text(node, 'metadata', 'name') ?? 'node without a name';
  const group = groupOf(node, name, notes);
  const key = JSON.stringify({ ...group, name: '' });
  const known = groups.get(key);
  if (known === undefined) groups.set(key, { ...group, nodes: 1 });
  else known.nodes++;
}

function groupOf(node: YamlNode, name: string, notes: string[]): NodeGroup {
  const labels = labelsOf(getNode(node, 'metadata', 'labels'));
  const info = getNode(node, 'status', 'nodeInfo');
  const architecture = architectureOf(text(info, 'architecture') ?? labels['kubernetes.io/arch'] ?? '');
  const kernel = text(info, 'kernelVersion');
  const distribution = text(info, 'osImage');
  const driver = driverOf(labels, name, notes);
  const driverCuda = pair(labels, 'nvidia.com/cuda.runtime.major', 'nvidia.com/cuda.runtime.minor');
  const gpus = gpusOf(node, labels, name, notes);
  const taints = taintsOf(getNode(node, 'spec', 'taints'));
  return {
    name,
    ...(text(info, 'operatingSystem') === 'windows' ? { os: 'windows' as const } : {}),
    ...(distribution === null ? {} : { distribution }),
    ...(architecture === 'x86_64' || architecture === 'aarch64' ? { architecture } : {}),
    ...(kernel === null ? {} : { kernel }),
    ...(driver === null ? {} : { driver }),
    ...(driverCuda === null ? {} : { driverCuda }),
    ...(gpus === null ? {} : { gpus }),
    labels: Object.fromEntries(Object.entries(labels).filter(([label]) => !OF_ONE_NODE.test(label))),
    ...(taints.length === 0 ? {} : { taints }),
  };
}

/** Old labels carry the driver in three parts, newer ones whole as well; two that disagree say nothing. */
function driverOf(labels: Labels, name: string, notes: string[]): string | null {
  const parts = ['major', 'minor', 'rev']
    .map((part) => labels[`nvidia.com/cuda.driver.${part}`] ?? '')
    .filter((part) => part !== '');
  const joined = parts.length >= 2 ? parts.join('.') : null;
  const whole = labels['nvidia.com/cuda.driver-version.full'] ?? null;
  const found = whole ?? joined;
  if (found !== null && parseDotted(found) === null) {
    notes.push(`${name}: the driver label "${found}" is no version`);
    return null;
  }
  if (whole !== null && joined !== null && whole !== joined) {
    notes.push(`${name}: labels name two drivers, ${whole} and ${joined}: neither is taken`);
    return null;
  }
  return found;
}

/** Null: the node advertises GPUs of which no label says what they are. */
function gpusOf(node: YamlNode, labels: Labels, name: string, notes: string[]): readonly NodeGpu[] | null {
  const product = labels['nvidia.com/gpu.product'] ?? null;
  const computeCapability = pair(labels, 'nvidia.com/gpu.compute.major', 'nvidia.com/gpu.compute.minor');
  const capacity = getNode(node, 'status', 'capacity');
  const advertised = Object.keys(labelsOf(capacity)).some((key) => /^nvidia\.com\/(?:gpu|mig-)/.test(key));
  if (product === null && computeCapability === null) {
    if (!advertised && labels['nvidia.com/gpu.present'] !== 'true') return [];
    notes.push(`${name}: has GPUs, and no label says which (GPU feature discovery is not running)`);
    return null;
  }
  if (labels['nvidia.com/mig.strategy'] === 'mixed')
    notes.push(`${name}: MIG strategy "mixed": its profiles are resources of the node, not read here`);
  const mig = /-MIG-(.+)$/.exec(product ?? '')?.[1];
  return [
    {
      ...(product === null ? {} : { product }),
      ...(computeCapability === null ? {} : { computeCapability }),
      ...countOf(labels),
      ...(mig === undefined ? {} : { mig }),
    },
  ];
}

function countOf(labels: Labels): { readonly count?: number } {
  const count = Number(labels['nvidia.com/gpu.count'] ?? Number.NaN);
  return Number.isInteger(count) && count > 0 ? { count } : {};
}

type Labels = Readonly<Record<string, string>>;

function labelsOf(node: YamlNode | undefined): Labels {
  return Object.fromEntries(entriesOf(node).map(({ key, value }) => [key, textOf(value) ?? '']));
}

function pair(labels: Labels, major: string, minor: string): string | null {
  const [first, second] = [labels[major], labels[minor]];
  return first === undefined || second === undefined || parseDotted(`${first}.${second}`) === null
    ? null
    : `${first}.${second}`;
}

function taintsOf(node: YamlNode | undefined): readonly Taint[] {
  return itemsOf(node).flatMap((item) => {
    const key = text(item, 'key');
    const value = text(item, 'value');
    const effect = EFFECTS.find((word) => word === text(item, 'effect'));
    return key === null || effect === undefined
      ? []
      : [{ key, ...(value === null ? {} : { value }), effect }];
  });
}

function text(node: YamlNode | null | undefined, ...path: readonly string[]): string | null {
  return textOf(getNode(node, ...path)) ?? null;
}
