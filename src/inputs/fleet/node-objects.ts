import type { NodeGroup, Taint } from '../../compatibility/fleet.ts';
import { architectureOf } from '../../reference/architecture.ts';
import { parseYamlDocuments } from '../../syntax/yaml/parse.ts';
import { jsonItems } from './json-items.ts';
import { nodeGpus } from './node-gpus.ts';
import { driverCudaOf, driverOf, type Labels, type Say } from './node-labels.ts';
import { fromJson, fromYaml, listAt, textAt, textsAt } from './plain.ts';
import type { ReadSighting } from './sighting.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;
/** Labels that tell nodes of one kind apart, or change by the hour. */
const OF_ONE_NODE =
  /^(?:kubernetes\.io\/hostname|nvidia\.com\/gfd\.timestamp|nvidia\.com\/gpu-driver-upgrade-state|.*\/(?:provider-id|node-id|instance-id))$/;
/** A cluster whose nodes all differ would write a note a node. */
const MAX_NOTES = 200;

/** `kubectl get nodes -o json` (or yaml): labels of GPU feature discovery and of the device plugin. Nodes alike become a group. */
export function readNodeObjects(text: string): ReadSighting {
  const gathered = fromList(text) ?? fromDocuments(text);
  if (typeof gathered === 'string') return { ok: false, message: gathered };
  if (gathered.groups.size === 0) return { ok: false, message: 'there is no object of kind Node in it' };
  return { ok: true, sighting: { groups: [...gathered.groups.values()], notes: gathered.allNotes() } };
}

/** Node by node, so that a long list costs no tree of the whole. Null: not that shape. */
function fromList(text: string): Gathered | null {
  const items = jsonItems(text);
  if (items === null) return null;
  const gathered = new Gathered();
  for (const item of items) {
    const node = fromJson(item);
    if (node === undefined) return null;
    if ((textAt(node, 'kind') ?? 'Node') === 'Node') gathered.add(node);
  }
  return gathered;
}

function fromDocuments(text: string): Gathered | string {
  const gathered = new Gathered();
  for (const document of parseYamlDocuments(text, 'kubernetes')) {
    const problem = document.problems[0];
    if (problem !== undefined) return `line ${String(problem.line)}: ${problem.message}`;
    for (const node of nodesOf(fromYaml(document.root))) gathered.add(node);
  }
  return gathered;
}

function nodesOf(root: unknown): readonly unknown[] {
  const kind = textAt(root, 'kind');
  if (kind === 'Node') return [root];
  if (kind !== 'List' && kind !== 'NodeList') return [];
  return listAt(root, 'items').filter((item) => (textAt(item, 'kind') ?? 'Node') === 'Node');
}

/** Groups of nodes that are alike, each with the notes of its first node. */
class Gathered {
  readonly groups = new Map<string, NodeGroup & { nodes: number }>();
  readonly #notes: string[] = [];
  #unsaid = 0;

  add(node: unknown): void {
    const name = textAt(node, 'metadata', 'name') ?? 'node without a name';
    const notes: string[] = [];
    const group = groupOf(node, name, (note) => notes.push(`${name}: ${note}`));
    const key = JSON.stringify({ ...group, name: '' });
    const known = this.groups.get(key);
    if (known !== undefined) {
      known.nodes++;
      return;
    }
    this.groups.set(key, { ...group, nodes: 1 });
    const room = Math.max(0, MAX_NOTES - this.#notes.length);
    this.#notes.push(...notes.slice(0, room));
    this.#unsaid += Math.max(0, notes.length - room);
  }

  allNotes(): readonly string[] {
    return this.#unsaid === 0 ? this.#notes : [...this.#notes, `and ${String(this.#unsaid)} things more`];
  }
}

function groupOf(node: unknown, name: string, say: Say): NodeGroup {
  const labels = textsAt(node, 'metadata', 'labels');
  const capacity = textsAt(node, 'status', 'capacity');
  const kernel = textAt(node, 'status', 'nodeInfo', 'kernelVersion');
  const distribution = textAt(node, 'status', 'nodeInfo', 'osImage');
  const architecture = processorOf(node, labels, say);
  const driverCuda = driverCudaOf(labels, say);
  const gpus = nodeGpus(labels, capacity, say);
  const driver = driverFor(gpus, labels, say);
  const avx = avxOf(labels);
  const taints = taintsOf(listAt(node, 'spec', 'taints'));
  otherDevices(capacity, say);
  return {
    name,
    ...(textAt(node, 'status', 'nodeInfo', 'operatingSystem') === 'windows'
      ? { os: 'windows' as const }
      : {}),
    ...(isWsl(kernel) ? { wsl: true } : {}),
    ...(distribution === null ? {} : { distribution }),
    ...(architecture === null ? {} : { architecture }),
    ...(kernel === null ? {} : { kernel }),
    ...(avx === null ? {} : { cpu: { avx } }),
    ...(driver === null ? {} : { driver }),
    ...(driverCuda === null ? {} : { driverCuda }),
    ...(gpus === null ? {} : { gpus }),
    labels: Object.fromEntries([...labels].filter(([label]) => !OF_ONE_NODE.test(label))),
    ...(taints.length === 0 ? {} : { taints }),
  };
}

/** A node without GPUs needs none. */
function driverFor(gpus: NodeGroup['gpus'] | null, labels: Labels, say: Say): string | null {
  const driver = driverOf(labels, say);
  if (driver === null && gpus?.length !== 0) say('which driver it has: no label that can be used names it');
  return driver;
}

/** The kernel of WSL 2 names itself: `5.15.153.1-microsoft-standard-WSL2`. */
export function isWsl(kernel: string | null): boolean {
  return kernel !== null && /microsoft/i.test(kernel);
}

function processorOf(node: unknown, labels: Labels, say: Say): string | null {
  const names = [
    textAt(node, 'status', 'nodeInfo', 'architecture'),
    labels.get('kubernetes.io/arch') ?? null,
  ];
  const known = names.flatMap((found) => (found === null || found === '' ? [] : [architectureOf(found)]));
  const [first, second] = known;
  if (first !== undefined && second !== undefined && first !== second) {
    say(`it is said to be ${String(names[0])} and ${String(names[1])}: neither is taken`);
    return null;
  }
  return first === 'x86_64' || first === 'aarch64' ? first : null;
}

/** Node feature discovery writes a label for each flag that the processor has; without any of them it did not look. */
function avxOf(labels: Labels): boolean | null {
  const prefix = 'feature.node.kubernetes.io/cpu-cpuid.';
  if (labels.get(`${prefix}AVX`) === 'true') return true;
  return null;
}

/** Accelerators of other makers are offered under their own names; what drives them is not looked at. */
function otherDevices(capacity: Labels, say: Say): void {
  const others = [...capacity.keys()].filter((name) => OTHER_MAKERS.test(name)).slice(0, 5);
  if (others.length > 0)
    say(`it offers ${others.join(', ')}: no NVIDIA GPU; that maker's driver stack is not looked at`);
}

const OTHER_MAKERS =
  /^(?:huawei\.com|kunlunxin\.com|baidu\.com|cambricon\.com|hygon\.com|enflame\.com|metax-tech\.com|iluvatar\.(?:ai|com)|amd\.com|gpu\.intel\.com|habana\.ai)\//;

function taintsOf(items: readonly unknown[]): readonly Taint[] {
  return items.flatMap((item) => {
    const key = textAt(item, 'key');
    const value = textAt(item, 'value');
    const effect = EFFECTS.find((word) => word === textAt(item, 'effect'));
    return key === null || effect === undefined
      ? []
      : [{ key, ...(value === null ? {} : { value }), effect }];
  });
}
