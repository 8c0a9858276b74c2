import type { EvidenceSet } from '../../../src/facts/evidence.ts';
import type { FactKind, FactMap } from '../../../src/facts/fact-map.ts';
import { readCompose } from '../../../src/inputs/compose/read.ts';
import { originResolver } from '../../../src/inputs/origin.ts';
import type { ReadContext, Reading } from '../../../src/inputs/port.ts';

/** Files by path from the root; what begins with `..` or `/` lies outside. */
export type Files = Readonly<Record<string, string>>;

export interface Surroundings {
  readonly variables?: Readonly<Record<string, string>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Files that are read on their own. */
  readonly inputs?: readonly string[];
}

export function contextOf(
  files: Files,
  { variables = {}, buildArgs = {}, inputs }: Surroundings = {},
): ReadContext {
  return {
    lookup: (path) => {
      if (path.startsWith('..') || path.startsWith('/'))
        return { ok: false, reason: 'outside', detail: `${path} lies outside` };
      return Object.hasOwn(files, path)
        ? { ok: true, file: { path, text: files[path]!, digest: '' } }
        : { ok: false, reason: 'missing', detail: `${path} does not exist` };
    },
    exists: (path) => Object.hasOwn(files, path),
    buildArgs,
    variables,
    originOf: originResolver({ mirrors: {}, images: {}, baseOf: () => null }),
    ...(inputs === undefined ? {} : { isInput: (path) => inputs.includes(path) }),
  };
}

/** Reads one file of a tree; the first one when none is named. */
export function read(files: Files, surroundings: Surroundings = {}, path = Object.keys(files)[0]!): Reading {
  return readCompose({ path, text: files[path]!, digest: '' }, contextOf(files, surroundings));
}

/** Facts of a service's container, by its name. */
export function containerOf(reading: Reading, service = 'app'): EvidenceSet {
  const found = reading.subjects.find(({ subject }) => subject.id.endsWith(`/${service}/container`));
  if (found === undefined)
    throw new Error(`no container ${service} in ${reading.subjects.map((s) => s.subject.id).join(' ')}`);
  return found.evidence;
}

/** Value of a fact that was observed. */
export function valueOf<K extends FactKind>(evidence: EvidenceSet, kind: K): FactMap[K] {
  const fact = evidence[kind];
  if (fact?.status !== 'observed') throw new Error(`${kind} is not observed: ${JSON.stringify(fact)}`);
  return fact.value;
}

/** One service `app` with these lines below its image. */
export function service(...lines: readonly string[]): Files {
  return {
    'compose.yaml': [
      'services:',
      '  app:',
      '    image: redis:7.2',
      ...lines.map((line) => `    ${line}`),
      '',
    ].join('\n'),
  };
}
