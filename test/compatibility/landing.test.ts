import { describe, expect, it } from 'vitest';
import type { NodeGroup } from '../../src/compatibility/fleet.ts';
import { landing, type NodeConstraints } from '../../src/compatibility/landing.ts';

const free: NodeConstraints = { nodeSelector: {}, requiredTerms: [], tolerations: [], nodeName: null };
const group: NodeGroup = {
  name: 't4',
  architecture: 'x86_64',
  labels: { pool: 't4', size: '8' },
  gpus: [{ product: 'T4' }],
};
const gpuTaint = { key: 'gpu', value: 'yes', effect: 'NoSchedule' } as const;
const term = (key: string, operator: string, ...values: string[]) => ({
  ...free,
  requiredTerms: [[{ key, operator, values }]],
});
const toleration = { key: 'gpu', operator: 'Equal', value: 'yes', effect: null };

describe('landing', () => {
  it.each<[string, NodeConstraints, NodeGroup, boolean | null]>([
    ['nothing is asked', free, group, true],
    ['the selected label is there', { ...free, nodeSelector: { pool: 't4' } }, group, true],
    ['the selected label has another value', { ...free, nodeSelector: { pool: 'a10' } }, group, false],
    ['the labels are not known', { ...free, nodeSelector: { pool: 't4' } }, { name: 'x' }, null],
    [
      'the label follows from the architecture',
      { ...free, nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
      group,
      false,
    ],
    [
      'the label follows from the GPUs',
      { ...free, nodeSelector: { 'nvidia.com/gpu.present': 'true' } },
      group,
      true,
    ],
    ['In holds', term('pool', 'In', 'a10', 't4'), group, true],
    ['NotIn does not hold', term('pool', 'NotIn', 't4'), group, false],
    ['NotIn holds without the label', term('zone', 'NotIn', 'a'), group, true],
    ['Exists holds', term('pool', 'Exists'), group, true],
    ['DoesNotExist does not hold', term('pool', 'DoesNotExist'), group, false],
    ['Gt holds', term('size', 'Gt', '4'), group, true],
    ['Lt does not hold', term('size', 'Lt', '4'), group, false],
    ['Gt compares no text', term('pool', 'Gt', '4'), group, false],
    ['an operator is not known', term('pool', 'Like', 't4'), group, null],
    [
      'one of two terms holds',
      {
        ...free,
        requiredTerms: [...term('pool', 'In', 'x').requiredTerms, ...term('size', 'Exists').requiredTerms],
      },
      group,
      true,
    ],
    ['a taint is not tolerated', free, { ...group, taints: [gpuTaint] }, false],
    ['a taint is tolerated', { ...free, tolerations: [toleration] }, { ...group, taints: [gpuTaint] }, true],
    [
      'every taint is tolerated',
      { ...free, tolerations: [{ key: null, operator: 'Exists', value: null, effect: null }] },
      { ...group, taints: [gpuTaint] },
      true,
    ],
    [
      'the toleration is for another effect',
      { ...free, tolerations: [{ ...toleration, effect: 'NoExecute' }] },
      { ...group, taints: [gpuTaint] },
      false,
    ],
    ['a taint only prefers', free, { ...group, taints: [{ ...gpuTaint, effect: 'PreferNoSchedule' }] }, true],
    ['the node is named', { ...free, nodeName: 't4' }, group, true],
    ['another node is named', { ...free, nodeName: 'a10', nodeSelector: { pool: 't4' } }, group, false],
    [
      'one part is not known and another forbids',
      { ...free, nodeSelector: { zone: 'a' } },
      { name: 'x', taints: [gpuTaint] },
      false,
    ],
  ])('%s', (_, constraints, nodes, lands) => {
    const found = landing(constraints, nodes);
    expect(found.lands).toBe(lands);
    expect(found.why).not.toBe('');
  });
});
