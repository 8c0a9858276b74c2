import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { container, deployment, factOf, idsOf, readManifest } from './manifest.ts';

describe('hostile manifests', () => {
  it.each([
    ['10,000 levels of brackets', `apiVersion: v1\nkind: Pod\nspec: ${'['.repeat(10_000)}`],
    [
      '10,000 levels of blocks',
      `apiVersion: v1\nkind: Pod\n${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}`,
    ],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from('bcdefghi', (c, i) => `${c}: &${c} [${`*${'abcdefgh'[i]!},`.repeat(9)}]`).join('\n')}\nkind: Pod\n`,
    ],
    ['a NUL', 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a\0b"}\n'],
    ['an unclosed quote', 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a}\n'],
  ])('%s is a problem', (_name, text) => {
    expect(readManifest(text).problems).toHaveLength(1);
  });

  it('reads an image of 200,000 characters as the fault that it is', () => {
    const reading = readManifest(
      container('command: [x]').replace('paddlepaddle/paddle:2.6.1', 'a'.repeat(200_000)),
    );
    expect(reading.problems).toMatchObject([{ code: 'malformed-image' }]);
    expect(reading.problems[0]!.message.length).toBeLessThan(1000);
  });

  it('takes __proto__ and constructor for names like any other', () => {
    const text = deployment(`
containers:
- name: __proto__
  image: a:1
  env: [{name: __proto__, value: x}, {name: constructor, value: y}]
  resources: {limits: {__proto__: 1, example.com/gpu: 1}}
nodeSelector: {__proto__: x}`);
    const reading = readManifest(text);
    expect(idsOf(reading, 'container')).toEqual(['Deployment/ocr/container/__proto__']);
    const { variables } = factOf(reading, '/__proto__', 'container.environment');
    expect(Object.keys(variables)).toEqual(['__proto__', 'constructor']);
    expect(Object.keys(factOf(reading, 'Deployment/ocr', 'workload.placement').nodeSelector)).toEqual([
      '__proto__',
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('lists within lists end somewhere', () => {
    const nested = '{apiVersion: v1, kind: List, items: ['.repeat(60) + ']}'.repeat(60);
    expect(readManifest(nested).subjects).toEqual([]);
  });

  it('never throws, whatever stands in a field', () => {
    const node: fc.Arbitrary<unknown> = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'medium' },
        fc.constantFrom(null, true, 0, '', 'x:1', '$(A)', -1),
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            'metadata',
            'annotations',
            'labels',
            'spec',
            'template',
            'containers',
            'initContainers',
            'image',
            'name',
            'securityContext',
            'capabilities',
            'add',
            'seccompProfile',
            'type',
            'resources',
            'limits',
            'nvidia.com/gpu',
            'env',
            'envFrom',
            'volumeMounts',
            'volumes',
            'hostPath',
            'livenessProbe',
            'items',
            'predictor',
            'model',
            'selector',
            'affinity',
            'mountPath',
            'value',
            'ports',
            'containerPort',
            'tolerations',
            'imagePullSecrets',
            'scaleTargetRef',
            'matchLabels',
          ),
          tie('node'),
          { maxKeys: 5 },
        ),
      ),
    })).node;
    const kind = fc.constantFrom(
      'Pod',
      'Deployment',
      'CronJob',
      'Service',
      'List',
      'InferenceService',
      'ServiceAccount',
      'Namespace',
      'PodDisruptionBudget',
    );
    const apiVersion = fc.constantFrom(
      'v1',
      'apps/v1',
      'serving.kserve.io/v1beta1',
      'example.com/v1',
      'argoproj.io/v1alpha1',
    );
    fc.assert(
      fc.property(apiVersion, kind, node, node, (version, name, spec, metadata) => {
        const text = JSON.stringify({ apiVersion: version, kind: name, metadata, spec });
        const reading = readManifest(text);
        const ids = idsOf(reading);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { evidence } of reading.subjects)
          expect(Object.values(evidence).every((fact) => 'provenance' in fact)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
