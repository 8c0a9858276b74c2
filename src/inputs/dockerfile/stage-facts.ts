import type { DockerfileStages, Stage } from '../../facts/dockerfile.ts';
import { observed, type Evidence, type Gap } from '../../facts/evidence.ts';
import type { Make } from '../../facts/image.ts';
import { describeTag } from '../../reference/describe.ts';
import type { ReadContext, TextFile } from '../port.ts';
import { placeIn, provenanceOf } from './provenance.ts';
import type { FileSource } from './sources.ts';
import { chainOf, type Build, type BuildStage } from './stages.ts';

/** `dockerfile.stages`. A base that cannot be told is a gap. */
export function stagesEvidence(
  build: Build,
  sources: readonly (readonly FileSource[])[],
  file: TextFile,
  context: ReadContext,
): Evidence<'dockerfile.stages'> {
  const final = new Set(chainOf(build.stages, build.stages.length - 1).map(({ index }) => index));
  const feeding = feeders(build.stages, sources, final);
  const gaps: Gap[] = build.stages.flatMap(({ base, word }) =>
    base.kind === 'unresolved'
      ? [
          {
            what: `FROM ${word.text.slice(0, 120)}`,
            why: base.unresolved.detail,
            advice: base.unresolved.advice,
          },
        ]
      : [],
  );
  const value: DockerfileStages = {
    stages: build.stages.map((stage) => ({
      index: stage.index,
      name: stage.name,
      written: stage.word.text,
      ...baseFacts(stage, build.stages, context),
      platform: stage.platform,
      final: final.has(stage.index),
      feedsFinal: feeding.has(stage.index),
      place: placeIn(file, stage.word),
    })),
  };
  return observed(value, provenanceOf(file), gaps);
}

type BaseFacts = Pick<Stage, 'baseStage' | 'reference' | 'tag' | 'make'>;

function baseFacts(stage: BuildStage, stages: readonly BuildStage[], context: ReadContext): BaseFacts {
  const { base } = stage;
  if (base.kind === 'image') {
    const { make, upstream } = context.originOf(base.reference);
    const known = make === 'paddle' || make === 'other';
    return { baseStage: null, reference: base.reference, tag: known ? describeTag(upstream) : null, make };
  }
  if (base.kind === 'stage') {
    const root = chainOf(stages, stage.index)[0];
    return { baseStage: base.index, reference: null, tag: null, make: makeOnStage(root, context) };
  }
  return { baseStage: null, reference: null, tag: null, make: base.kind === 'scratch' ? 'other' : 'unknown' };
}

/** A stage on a stage is no published image any more. */
function makeOnStage(root: BuildStage | undefined, context: ReadContext): Make {
  if (root?.base.kind === 'scratch') return 'other';
  if (root?.base.kind !== 'image') return 'unknown';
  const { make } = context.originOf(root.base.reference);
  return make === 'paddle' ? 'derived' : make;
}

/** Stages whose files reach the final one through COPY --from or a mount, however many stages lie between. */
function feeders(
  stages: readonly BuildStage[],
  sources: readonly (readonly FileSource[])[],
  final: ReadonlySet<number>,
): ReadonlySet<number> {
  const feeding = new Set<number>();
  const reached = [...final];
  for (let index = reached.pop(); index !== undefined; index = reached.pop()) {
    for (const { target } of sources[index] ?? []) {
      if (target.kind !== 'stage') continue;
      for (const stage of chainOf(stages, target.index)) {
        if (final.has(stage.index) || feeding.has(stage.index)) continue;
        feeding.add(stage.index);
        reached.push(stage.index);
      }
    }
  }
  return feeding;
}
