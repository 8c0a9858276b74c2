import type { ImageRole } from '../../facts/image.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { imageSubject } from '../image-subject.ts';
import type { ReadContext, TextFile } from '../port.ts';
import type { Unresolved } from '../resolve-mention.ts';
import { placeIn, provenanceOf } from './provenance.ts';
import type { FileSource } from './sources.ts';
import { chainOf, type Build, type BuildStage } from './stages.ts';

/** One `image` subject for each place that names an image: FROM, COPY --from and RUN --mount=from. */
export function imageSubjects(
  build: Build,
  sources: readonly (readonly FileSource[])[],
  file: TextFile,
  context: ReadContext,
): readonly SubjectEvidence[] {
  const final = new Set(chainOf(build.stages, build.stages.length - 1).map(({ index }) => index));
  const ids = new Map<string, number>();
  // The same image twice in one stage is two places: the second is told apart by a number.
  const unique = (id: string): string => {
    const count = (ids.get(id) ?? 0) + 1;
    ids.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  };
  return build.stages.flatMap((stage) => [
    ...baseSubject(stage, final.has(stage.index) ? 'base' : 'build-stage', { unique, file, context }),
    ...(sources[stage.index] ?? []).flatMap((source) =>
      sourceSubject(stage, source, { unique, file, context }),
    ),
  ]);
}

interface Making {
  readonly unique: (id: string) => string;
  readonly file: TextFile;
  readonly context: ReadContext;
}

const stageId = ({ path }: TextFile, { name, index }: BuildStage): string => `${path}#stage/${name ?? index}`;

function baseSubject(
  stage: BuildStage,
  role: ImageRole,
  { unique, file, context }: Making,
): SubjectEvidence[] {
  const { base, word, platform } = stage;
  if (base.kind !== 'image' && base.kind !== 'unresolved') return [];
  const found = base.kind === 'image' ? base : { reference: null, resolvedFrom: [] };
  const mention = {
    id: unique(`${stageId(file, stage)}/from`),
    place: placeIn(file, word),
    written: word.text,
    role,
    platform,
    pullPolicy: null,
    ...{ reference: found.reference, resolvedFrom: found.resolvedFrom },
    unresolved: base.kind === 'unresolved' ? base.unresolved : null,
    provenance: provenanceOf(file),
  };
  return [imageSubject(mention, context)];
}

function sourceSubject(
  stage: BuildStage,
  { via, word, target }: FileSource,
  { unique, file, context }: Making,
): SubjectEvidence[] {
  if (target.kind !== 'image' && target.kind !== 'unresolved') return [];
  const unresolved: Unresolved | null = target.kind === 'unresolved' ? target.unresolved : null;
  const mention = {
    id: unique(`${stageId(file, stage)}/${via}/${word.text.slice(0, 300)}`),
    place: placeIn(file, word),
    written: word.text,
    role: 'copy-from',
    platform: null,
    pullPolicy: null,
    reference: target.kind === 'image' ? target.reference : null,
    resolvedFrom: [],
    unresolved,
    provenance: provenanceOf(file),
  } as const;
  return [imageSubject(mention, context)];
}
