import type { FactKind, FactMap } from '../../../src/facts/fact-map.ts';
import type { Evidence, Gap } from '../../../src/facts/evidence.ts';
import type { SubjectKind } from '../../../src/facts/subject.ts';
import { readShellScript } from '../../../src/inputs/script/shell-script.ts';
import type { Reading } from '../../../src/inputs/port.ts';
import { contextOf } from '../dockerfile/reading.ts';

type Surroundings = Parameters<typeof contextOf>[0];

export function readScript(text: string, path = 'run.sh', surroundings: Surroundings = {}): Reading {
  return readShellScript({ path, text, digest: '' }, contextOf(surroundings));
}

/** Evidence of the first subject that has a fact of this kind. */
export function evidenceIn<K extends FactKind>(kind: K, reading: Reading): Evidence<K> {
  for (const { evidence } of reading.subjects) {
    const found = evidence[kind];
    if (found !== undefined) return found;
  }
  throw new Error(`no subject has ${kind}`);
}

/** A fact of the first container of a script. */
export function factOf<K extends FactKind>(
  kind: K,
  text: string,
  surroundings: Surroundings = {},
): { readonly value: FactMap[K]; readonly gaps: readonly Gap[] } {
  const evidence = evidenceIn(kind, readScript(text, 'run.sh', surroundings));
  if (evidence.status !== 'observed') throw new Error(`${kind} is not observed: ${evidence.detail}`);
  return { value: evidence.value, gaps: evidence.gaps };
}

/** Why a fact is not to be had, or null. */
export function whyNot(kind: FactKind, text: string, surroundings: Surroundings = {}): string | null {
  const evidence = evidenceIn(kind, readScript(text, 'run.sh', surroundings));
  return evidence.status === 'unavailable' ? evidence.detail : null;
}

/** Each image: what it resolves to (or `?` and the reason), role, and place. */
export function imagesOf({ subjects }: Reading): readonly string[] {
  return subjects
    .filter(({ subject }) => subject.kind === 'image')
    .map(({ subject, evidence }) => {
      const reference = evidence['image.reference'];
      const use = evidence['image.use'];
      const text =
        reference?.status === 'observed'
          ? reference.value.reference.original
          : `? ${reference?.detail ?? ''}`;
      const role = use?.status === 'observed' ? use.value.role : '';
      return `${text} | ${role} | ${subject.location?.line ?? 0}:${subject.location?.column ?? 0}`;
    });
}

export function kindsOf({ subjects }: Reading): readonly SubjectKind[] {
  return subjects.map(({ subject }) => subject.kind);
}
