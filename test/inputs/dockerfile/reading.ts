import type { FactKind, FactMap } from '../../../src/facts/fact-map.ts';
import type { Gap } from '../../../src/facts/evidence.ts';
import type { SubjectEvidence } from '../../../src/facts/subject.ts';
import { dockerfileBase } from '../../../src/inputs/dockerfile/base.ts';
import { readDockerfile } from '../../../src/inputs/dockerfile/read.ts';
import { originResolver, type DeclaredImage } from '../../../src/inputs/origin.ts';
import type { ReadContext, Reading } from '../../../src/inputs/port.ts';

export interface Surroundings {
  readonly path?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
  readonly images?: Readonly<Record<string, DeclaredImage>>;
  readonly mirrors?: Readonly<Record<string, string>>;
}

/** A call in which nothing exists but `files`. */
export function contextOf({
  files = {},
  buildArgs = {},
  images = {},
  mirrors = {},
}: Surroundings): ReadContext {
  const lookup: ReadContext['lookup'] = (path) => {
    const text = Object.hasOwn(files, path) ? files[path] : undefined;
    return text === undefined
      ? { ok: false, reason: 'missing', detail: `${path} is not there` }
      : { ok: true, file: { path, text, digest: '' } };
  };
  const baseOf = (path: string) => {
    const found = lookup(path);
    return found.ok ? dockerfileBase(found.file, buildArgs) : null;
  };
  return {
    lookup,
    exists: (path) => Object.hasOwn(files, path),
    buildArgs,
    variables: {},
    originOf: originResolver({ mirrors, images, baseOf }),
  };
}

export function readText(text: string, surroundings: Surroundings = {}): Reading {
  return readDockerfile(
    { path: surroundings.path ?? 'Dockerfile', text, digest: '' },
    contextOf(surroundings),
  );
}

/** Value and gaps of a fact of the dockerfile subject. */
export function factOf<K extends FactKind>(
  kind: K,
  text: string,
  surroundings: Surroundings = {},
): { value: FactMap[K]; gaps: readonly Gap[] } {
  const subject = readText(text, surroundings).subjects.find((one) => one.subject.kind === 'dockerfile');
  const evidence = subject?.evidence[kind];
  if (evidence?.status !== 'observed') throw new Error(`${kind} was not observed`);
  return { value: evidence.value, gaps: evidence.gaps };
}

export function imagesOf(text: string, surroundings: Surroundings = {}): readonly SubjectEvidence[] {
  return readText(text, surroundings).subjects.filter(({ subject }) => subject.kind === 'image');
}

/** What is known of an image subject, in short. */
export function imageLine({ subject, evidence }: SubjectEvidence): string {
  const { line = 0, column = 0 } = subject.location ?? {};
  const use = evidence['image.use'];
  const role = use?.status === 'observed' ? use.value.role : '';
  const reference = evidence['image.reference'];
  const name =
    reference?.status === 'observed' ? reference.value.reference.original : `? ${reference?.advice ?? ''}`;
  return `${line}:${column} ${role} ${name}`;
}
