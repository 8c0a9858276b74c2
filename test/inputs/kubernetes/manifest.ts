import type { Evidence } from '../../../src/facts/evidence.ts';
import type { FactKind, FactMap } from '../../../src/facts/fact-map.ts';
import type { SubjectEvidence } from '../../../src/facts/subject.ts';
import { readKubernetes } from '../../../src/inputs/kubernetes/read.ts';
import { originResolver, type DeclaredImage } from '../../../src/inputs/origin.ts';
import type { ReadContext, Reading } from '../../../src/inputs/port.ts';

export interface Surroundings {
  readonly files?: Readonly<Record<string, string>>;
  readonly images?: Readonly<Record<string, DeclaredImage>>;
}

/** What a reader may see: the given files, and nothing else. */
export function surroundings({ files = {}, images = {} }: Surroundings = {}): ReadContext {
  return {
    lookup: (path) => {
      const text = files[path];
      return text === undefined
        ? { ok: false, reason: 'missing', detail: `${path} is not there` }
        : { ok: true, file: { path, text, digest: '' } };
    },
    exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
    buildArgs: {},
    variables: {},
    originOf: originResolver({ mirrors: {}, images, baseOf: () => null }),
  };
}

export function readManifest(text: string, path = 'deploy.yaml', around: Surroundings = {}): Reading {
  return readKubernetes({ path, text, digest: 'sha256:00' }, surroundings(around));
}

/** Ids without the path, in the order of the reading. */
export function idsOf(reading: Reading, kind?: string): readonly string[] {
  return reading.subjects
    .filter(({ subject }) => kind === undefined || subject.kind === kind)
    .map(({ subject }) => subject.id.slice(subject.id.indexOf('#') + 1));
}

export function subjectOf(reading: Reading, end: string): SubjectEvidence {
  const found = reading.subjects.filter(({ subject }) => subject.id.endsWith(end));
  if (found.length !== 1)
    throw new Error(`${String(found.length)} subjects end in ${end}: ${idsOf(reading).join(', ')}`);
  return found[0]!;
}

/** A fact of the subject whose id ends so, whatever became of it. */
export function evidenceOf<K extends FactKind>(reading: Reading, end: string, kind: K): Evidence<K> {
  const evidence = subjectOf(reading, end).evidence[kind];
  if (evidence === undefined) throw new Error(`${end} has no ${kind}`);
  return evidence;
}

/** The value of an observed fact. */
export function factOf<K extends FactKind>(reading: Reading, end: string, kind: K): FactMap[K] {
  const evidence = evidenceOf(reading, end, kind);
  if (evidence.status !== 'observed') throw new Error(`${end} ${kind}: ${evidence.detail}`);
  return evidence.value;
}

/** A Deployment whose pod spec holds these lines, indented by six blanks. */
export function deployment(podSpec: string, annotations = ''): string {
  const lines = podSpec
    .trim()
    .split('\n')
    .map((line) => `      ${line}\n`);
  return [
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ocr}\nspec:\n  template:\n',
    `    metadata: {labels: {app: ocr}, annotations: {${annotations}}}\n    spec:\n`,
    ...lines,
  ].join('');
}

/** A Deployment with one container whose further fields are these lines. */
export function container(fields: string, podSpec = ''): string {
  const lines = fields
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  return deployment(
    `containers:\n- name: server\n  image: paddlepaddle/paddle:2.6.1\n${lines}\n${podSpec.trim()}`,
  );
}

export const SERVER = 'Deployment/ocr/container/server';
