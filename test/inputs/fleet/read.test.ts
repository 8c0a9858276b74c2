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
    ['a list with a broken element', '{"items":[{"kind":"Node"},{x}}]}', 'line 1'],
    ['a CDI specification of another maker', '{"cdiVersion":"0.5.0","kind":"amd.com/gpu"}', 'amd.com/gpu'],
    ['nothing', '', 'no object of kind Node'],
  ])('refuses %s', (_, text, expected) => {
    const found = readSighting(text, 'node');
    expect(found.ok ? 'read' : found.message).toContain(expected);
  });

  it.each([
    ['old', { 'cuda.driver.major': '510', 'cuda.driver.minor': '73', 'cuda.driver.rev': '08' }, '510.73.08'],
    [
      'newer',
      {
        'cuda.driver-version.major': '575',
        'cuda.driver-version.minor': '57',
        'cuda.driver-version.revision': '08',
        'cuda.driver-version.full': '575.57.08',
      },
      '575.57.08',
    ],
    ['whole', { 'cuda.driver-version.full': '610.57.04' }, '610.57.04'],
    ['incomplete', { 'cuda.driver.major': '510' }, undefined],
    ['malformed', { 'cuda.driver-version.full': '550.x' }, undefined],
    [
      'contradicting',
      {
        'cuda.driver-version.full': '550.1',
        'cuda.driver-version.major': '550',
        'cuda.driver-version.minor': '2',
      },
      undefined,
    ],
  ])('reads the %s labels of the driver', (_, names, driver) => {
    const labels = Object.fromEntries(
      Object.entries(names).map(([name, value]) => [`nvidia.com/${name}`, value]),
    );
    expect(groups(node({ ...t4, ...labels })).groups[0]?.driver).toBe(driver);
  });

  it('names whole GPUs and MIG slices of the strategy "mixed", with their parent', () => {
    const { groups: found } = groups(recorded('h20-mig-mixed-node.json'));
    expect(found[0]?.gpus).toEqual([
      { product: 'NVIDIA-H20', count: 7 },
      { product: 'NVIDIA-H20-MIG-1g.12gb', count: 2, mig: '1g.12gb' },
      { product: 'NVIDIA-H20-MIG-1g.24gb', count: 1, mig: '1g.24gb' },
      { product: 'NVIDIA-H20-MIG-3g.48gb', count: 1, mig: '3g.48gb' },
    ]);
  });

  it('leaves whole GPUs beside slices open where no label names them', () => {
    const text = recorded('h20-mig-mixed-node.json').replace('"nvidia.com/gpu.product": "NVIDIA-H20",', '');
    const { groups: found, notes } = groups(text);
    expect(found[0]).not.toHaveProperty('gpus');
    expect(notes.join()).toContain('7 whole GPUs');
  });

  it.each([
    ['NVIDIA-A100-SXM4-40GB-MIG-1g.5gb-SHARED', '1g.5gb'],
    ['A100-SXM4-40GB-MIG-1g.5gb', '1g.5gb'],
    ['NVIDIA-A100-SXM4-80GB-MIG-INVALID', undefined],
  ])('reads the profile in %s', (product, mig) => {
    expect(groups(node({ 'nvidia.com/gpu.product': product })).groups[0]?.gpus?.[0]?.mig).toBe(mig);
  });

  it.each<[string, Record<string, string>, object, string]>([
    [
      'a product and a capability',
      { ...t4, 'nvidia.com/gpu.compute.major': '8', 'nvidia.com/gpu.compute.minor': '6' },
      {},
      '7.5, and 8.6',
    ],
    ['GPUs and none', { ...t4, 'nvidia.com/gpu.present': 'false' }, {}, 'gpu.present=false'],
    [
      'two processors',
      { 'kubernetes.io/arch': 'arm64' },
      { status: { nodeInfo: { architecture: 'amd64' } } },
      'amd64 and arm64',
    ],
    ['a GPU that no table has', { 'nvidia.com/gpu.product': 'NVIDIA-Z9000' }, {}, 'not in the table'],
    [
      'the accelerator of another maker',
      {},
      { status: { capacity: { 'huawei.com/Ascend910': '8' } } },
      'huawei.com/Ascend910',
    ],
  ])('says of a node with %s what it does not take', (_, labels, more, expected) => {
    expect(groups(node(labels, more)).notes.join()).toContain(expected);
  });

  it('knows the kernel of WSL, and AVX where its label says so', () => {
    const status = { nodeInfo: { kernelVersion: '5.15.153.1-microsoft-standard-WSL2' } };
    const labels = { 'feature.node.kubernetes.io/cpu-cpuid.AVX': 'true' };
    expect(groups(node(labels, { status })).groups[0]).toMatchObject({ wsl: true, cpu: { avx: true } });
  });

  it('says that nvidia-smi names a driver that is no version', () => {
    const { groups: found, notes } = groups(recorded('tesla-t4.xml').replace('515.105.01', '515.x'));
    expect(found[0]).not.toHaveProperty('driver');
    expect(notes.join()).toContain('"515.x"');
  });

  it('tells the vGPU of a guest from a whole GPU', () => {
    const [virtual, whole] = ['VGPU', 'Pass-Through'].map(
      (mode) =>
        groups(
          recorded('tesla-t4.xml').replace(
            '</product_brand>',
            `</product_brand><gpu_virtualization_mode><virtualization_mode>${mode}</virtualization_mode></gpu_virtualization_mode>`,
          ),
        ).groups[0]?.gpus?.[0],
    );
    expect(virtual).toHaveProperty('virtual', true);
    expect(whole).not.toHaveProperty('virtual');
  });

  it('says that no label names the driver', () => {
    expect(groups(node(t4)).notes.join()).toContain('which driver it has');
    expect(groups(node({})).notes).toEqual([]);
  });

  it('reads a CDI specification: the driver, the machine, and no product', () => {
    const { groups: found, notes } = groups(recorded('nvidia-cdi.yaml'));
    expect(found).toEqual([{ name: 'node', nodes: 1, architecture: 'x86_64', driver: '575.64.03' }]);
    expect(notes.join()).toContain('1 GPU devices and no product');
  });

  it('takes none of two drivers that a CDI specification names', () => {
    const text = recorded('nvidia-cdi.yaml').replace('version=575.64.03', 'version=570.86.10');
    const { groups: found, notes } = groups(text);
    expect(found[0]).not.toHaveProperty('driver');
    expect(notes.join()).toContain('570.86.10');
  });

  it.each([
    [
      'a device of WSL',
      '{"cdiVersion":"0.3.0","kind":"nvidia.com/gpu","devices":[{"name":"all","containerEdits":{"deviceNodes":[{"path":"/dev/dxg"}]}}]}',
      { wsl: true },
    ],
    ['no libraries', '{"cdiVersion":"0.5.0","kind":"nvidia.com/gpu","devices":[]}', { name: 'node' }],
  ])('reads a CDI specification as JSON with %s', (_, text, expected) => {
    expect(groups(text).groups[0]).toMatchObject(expected);
    expect(groups(text).groups[0]).not.toHaveProperty('driver');
  });

  it.each([
    ['legacy', 'mode = "legacy"', { mode: 'legacy' }],
    ['cdi', 'mode = "cdi"', { mode: 'cdi' }],
    ['auto', 'mode = "auto"', undefined],
    ['one that does not exist', 'mode = "fast"', undefined],
    ['nothing', '# mode = "cdi"', undefined],
    ['the mode of another part', '[nvidia-container-runtime.modes.cdi]\nmode = "cdi"', undefined],
  ])('reads from config.toml of the runtime: %s', (_, line, toolkit) => {
    const { groups: found, notes } = groups(
      `[nvidia-container-cli]\nmode = "csv"\n[nvidia-container-runtime]\n${line}\n`,
    );
    expect(found[0]?.toolkit).toEqual(toolkit);
    expect(notes).toHaveLength(toolkit === undefined ? 1 : 0);
  });

  it('takes no name of Object from a node', () => {
    const text =
      '{"kind":"List","items":[{"kind":"Node","metadata":{"name":"n","labels":{"__proto__":"x","constructor":"y"}}}]}';
    expect(groups(text).groups[0]?.gpus).toEqual([]);
  });

  it('reads 100,000 nodes', () => {
    const one = node({ ...t4, pool: 'POOL' });
    const items = Array.from({ length: 100_000 }, (_, index) => one.replace('POOL', String(index % 10)));
    expect(groups(`{"kind":"List","items":[${items.join(',')}]}`).groups.map(({ nodes }) => nodes)).toEqual(
      Array(10).fill(10_000),
    );
  });

  it('reads 20,000 nodes', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => ({
      kind: 'Node',
      metadata: { name: `n${String(index)}`, labels: { ...t4, pool: String(index % 10) } },
    }));
    expect(groups(JSON.stringify({ kind: 'List', items })).groups).toHaveLength(10);
  });
});
