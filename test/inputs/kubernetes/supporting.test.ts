import { expect, it } from 'vitest';
import { readManifest } from './manifest.ts';

it.each([
  ['v1 Service', 'spec: {selector: {app: ocr}}', { selector: { app: 'ocr' }, target: null }],
  ['v1 Service', 'spec: {clusterIP: None}', { selector: null }],
  ['v1 Namespace', '', { selector: null, labels: { team: 'vision' } }],
  ['v1 ServiceAccount', '', { selector: null }],
  [
    'policy/v1 PodDisruptionBudget',
    'spec: {selector: {matchLabels: {app: ocr}}}',
    { selector: { app: 'ocr' } },
  ],
  ['policy/v1 PodDisruptionBudget', 'spec: {selector: {}}', { selector: {} }],
  [
    'policy/v1 PodDisruptionBudget',
    'spec: {selector: {matchLabels: {app: ocr}, matchExpressions: [{key: a, operator: Exists}]}}',
    { selector: { app: 'ocr' }, expressions: [{ key: 'a', operator: 'Exists', values: [] }] },
  ],
  ['networking.k8s.io/v1 NetworkPolicy', 'spec: {podSelector: {}}', { selector: {} }],
  [
    'autoscaling/v2 HorizontalPodAutoscaler',
    'spec: {scaleTargetRef: {kind: StatefulSet, name: ocr}}',
    { target: { kind: 'StatefulSet', name: 'ocr' } },
  ],
  [
    'keda.sh/v1alpha1 ScaledObject',
    'spec: {scaleTargetRef: {name: ocr}}',
    { target: { kind: 'Deployment', name: 'ocr' } },
  ],
  [
    'monitoring.coreos.com/v1 ServiceMonitor',
    'spec: {selector: {matchLabels: {app: ocr}}}',
    { selector: { app: 'ocr' } },
  ],
  [
    'monitoring.coreos.com/v1 PodMonitor',
    'spec: {selector: {matchLabels: {app: ocr}}}',
    { selector: { app: 'ocr' } },
  ],
])('%s %s', (type, spec, expected) => {
  const [apiVersion, kind] = type.split(' ');
  const text = `apiVersion: ${apiVersion!}\nkind: ${kind!}\nmetadata: {name: ocr, namespace: prod, labels: {team: vision}}\n${spec}\n`;
  expect(readManifest(text)).toMatchObject({
    subjects: [],
    unread: [],
    supporting: [
      {
        kind,
        name: 'ocr',
        namespace: 'prod',
        place: { path: 'deploy.yaml', line: 3, column: 18 },
        ...expected,
      },
    ],
  });
});
