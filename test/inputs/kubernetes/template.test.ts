import { describe, expect, it } from 'vitest';
import { findTemplateAction } from '../../../src/inputs/kubernetes/template-actions.ts';
import { container, idsOf, readManifest } from './manifest.ts';

const MANIFEST = container('command: [x]');
const CHART = { files: { 'charts/ocr/Chart.yaml': 'name: ocr\n', 'charts/ocr/values.yaml': '' } };

describe('a template is recognised before YAML is parsed, and left unread as a whole', () => {
  it('every file below templates/ of a chart, whatever it holds', () => {
    const reading = readManifest(MANIFEST, 'charts/ocr/templates/sub/deploy.yaml', CHART);
    expect(reading).toMatchObject({
      kind: 'helm-template',
      subjects: [],
      problems: [],
      unread: [
        {
          what: 'Helm chart charts/ocr',
          code: 'not-supported-here',
          advice: 'helm template ocr charts/ocr | paddle-verify check -',
        },
      ],
    });
  });

  it('the chart at the root', () => {
    const reading = readManifest('{{ x }}', 'templates/deploy.yaml', { files: { 'Chart.yaml': '' } });
    expect(reading.unread).toMatchObject([{ advice: 'helm template NAME . | paddle-verify check -' }]);
  });

  it('not a folder that is only called templates', () => {
    expect(
      idsOf(
        readManifest(MANIFEST, 'templates/deploy.yaml', { files: { 'docs/Chart.yaml': '' } }),
        'workload',
      ),
    ).toEqual(['Deployment/ocr']);
  });

  it('values that name an image', () => {
    const values = 'image:\n  repository: paddlepaddle/paddle\n  tag: latest\n';
    expect(readManifest(values, 'charts/ocr/values.yaml', CHART).unread).toMatchObject([
      { what: 'Helm chart charts/ocr' },
    ]);
    expect(readManifest(values, 'env/values-prod.yaml').unread).toMatchObject([
      { advice: 'helm template NAME CHART -f env/values-prod.yaml | paddle-verify check -' },
    ]);
    expect(readManifest('replicas: 2\n', 'env/values-prod.yaml').unread).toEqual([]);
  });

  it.each([
    ['{{- if .Values.enabled }}', 'go'],
    ['spec: {{ toYaml .Values.spec }}', 'go'],
    ['"spec":   {{ x }}', 'go'],
    ['- {{ x }}', 'go'],
    ['- - name: {{ x }}', 'go'],
    ['    {{- end }}', 'go'],
    ['{% for x in y %}', 'jinja'],
    ['<% if x %>', 'erb'],
    ['image: #@ data.values.image', 'ytt'],
    ['#@ load("@ytt:data", "data")', 'ytt'],
  ])('%s', (line, engine) => {
    expect(findTemplateAction(`a: 1\n${line}\n`)).toMatchObject({ line: 2, engine });
    const reading = readManifest(`${MANIFEST}---\n${line}\n`);
    expect(reading).toMatchObject({
      kind: 'helm-template',
      subjects: [],
      problems: [],
      unread: [{ place: { line: 13 } }],
    });
  });
});

describe('actions within values leave the file a manifest', () => {
  it.each([
    'summary: "{{ $labels.instance }} is down"',
    "summary: '{{ $labels.instance }}'",
    'summary: see {{ x }}',
    'text: |\n  {{ define "x" }}\n  - {{ y }}\nother: 1',
    'text: >-  \n\n    {% raw %}\n',
    '- name: x\n  run: |\n    {{ y }}\n',
    '- |\n  {{ y }}\n',
    '# {{ comment }}',
    'flow: {a: {b: c}}',
    'url: https://x/{{ y }}',
  ])('%s', (text) => {
    expect(findTemplateAction(text)).toBeNull();
  });

  it('ends a block scalar where it ends', () => {
    expect(findTemplateAction('- run: |\n    {{ a }}\n  image: {{ b }}\n')).toMatchObject({
      line: 3,
      column: 10,
    });
  });
});

it('takes linear time on long lines', () => {
  const hostile = [
    'a'.repeat(500_000),
    ' '.repeat(500_000),
    '- '.repeat(250_000),
    `${'a '.repeat(250_000)}:`,
    '"'.repeat(500_000),
  ];
  expect(findTemplateAction(`${hostile.join('\n')}\n{{`)).toMatchObject({ line: hostile.length + 1 });
});
