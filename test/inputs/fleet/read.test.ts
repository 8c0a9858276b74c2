import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSighting } from '../../../src/inputs/fleet/read.ts';

const recorded = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/inputs/fleet/${name}`, import.meta.url), 'utf8');

function groups(text: string) {
  const found = readSighting(text, 'node');
  if (!found.ok) throw new Error(found.message);
  return found.sighting;
}

function node(labels: Readonly<Record<string, string>>, more: object = {}): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', labels }, ...more });
}

const t4 = { 'nvidia.com/gpu.product': 'Tesla-T4', 'nvidia.com/gpu.count': '2' };

describe('readSighting', () => {
  it('reads what nvidia-smi -q -x prints', () => {
    expect(groups(recorded('tesla-t4.xml')).groups).toEqual([
      {
        name: 'node',
        nodes: 1,
        driver: '515.105.01',
        driverCuda: '11.7',
        gpus: [{ product: 'Tesla T4', brand: 'NVIDIA', count: 1 }],
      },
    ]);
  });

  it('says that MIG is enabled', () => {
    expect(groups(recorded('a100-mig.xml')).groups[0]?.gpus).toEqual([
      { product: 'NVIDIA A100-SXM4-80GB', brand: 'NVIDIA', mig: 'enabled', count: 1 },
    ]);
  });

  it('reads the labels of GPU feature discovery', () => {
    const [group] = groups(recorded('t4-shared-node.json')).groups;
    expect(group).toMatchObject({ name: 't4-shared', nodes: 1, driver: '510.73.08', driverCuda: '11.7' });
    expect(group?.gpus).toEqual([{ product: 'Tesla-T4-SHARED', computeCapability: '7.5', count: 1 }]);
  });

  it('makes one group of nodes that are alike', () => {
    const item = (name: string, product: string) => ({
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name, 'nvidia.com/gpu.product': product } },
    });
    const list = {
      kind: 'List',
      items: [item('a', 'Tesla-T4'), item('b', 'Tesla-T4'), item('c', 'NVIDIA-A10')],
    };
    expect(groups(JSON.stringify(list)).groups.map(({ name, nodes }) => [name, nodes])).toEqual([
      ['a', 2],
      ['c', 1],
    ]);
  });

  it('takes neither of two drivers that labels contradict each other with', () => {
    const labels = {
      ...t4,
      'nvidia.com/cuda.driver.major': '535',
      'nvidia.com/cuda.driver.minor': '104',
      'nvidia.com/cuda.driver-version.full': '550.54.14',
    };
    const { groups: found, notes } = groups(node(labels));
    expect(found[0]).not.toHaveProperty('driver');
    expect(notes.join()).toContain('550.54.14');
  });

  it('leaves the GPUs open where the node has some and no label says which', () => {
    const { groups: found, notes } = groups(node({}, { status: { capacity: { 'nvidia.com/gpu': '4' } } }));
    expect(found[0]).not.toHaveProperty('gpus');
    expect(notes.join()).toContain('no label says which');
  });

  it('says that a node without any has none', () => {
    expect(groups(node({})).groups[0]?.gpus).toEqual([]);
  });

  it('names the profile of MIG slices, and keeps architecture, kernel and taints', () => {
    const text = node(
      { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB-MIG-1g.5gb' },
      {
        spec: { taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }] },
        status: { nodeInfo: { architecture: 'arm64', kernelVersion: '5.15.0', osImage: 'Ubuntu 22.04' } },
      },
    );
    expect(groups(text).groups[0]).toMatchObject({
      architecture: 'aarch64',
      kernel: '5.15.0',
      distribution: 'Ubuntu 22.04',
      gpus: [{ mig: '1g.5gb' }],
      taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }],
    });
  });

  it('reads the version that the kernel module prints', () => {
    const line = 'NVRM version: NVIDIA UNIX x86_64 Kernel Module  535.104.05  Sat Aug 19 01:15:15 UTC 2023\n';
    expect(groups(line).groups).toEqual([{ name: 'node', nodes: 1, driver: '535.104.05' }]);
  });

  it.each([
    ['entities', '<!DOCTYPE x [<!ENTITY a "b">]><nvidia_smi_log>&a;</nvidia_smi_log>', 'declarations'],
    ['XML of something else', '<rss/>', 'nvidia_smi_log'],
    ['objects without a node', '{"kind":"Pod"}', 'no object of kind Node'],
    ['broken JSON', '{"kind":', 'line 1'],
    ['nothing', '', 'no object of kind Node'],
  ])('refuses %s', (_, text, expected) => {
    const found = readSighting(text, 'node');
    expect(found.ok ? 'read' : found.message).toContain(expected);
  });

  it('reads 20,000 nodes', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({
      kind: 'Node',
      metadata: { name: `n${String(index)}`, labels: { ...t4, pool: String(index % 10) } },
    }));
    expect(groups(JSON.stringify({ kind: 'List', items })).groups).toHaveLength(10);
  });
});
