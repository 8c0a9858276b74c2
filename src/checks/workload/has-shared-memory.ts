import type { JSONSchemaType } from 'ajv';
import type { ContainerContext } from '../../facts/container.ts';
import type { TagFacts } from '../../reference/types.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  readonly work: 'training' | 'serving';
  /** Least size of /dev/shm. */
  readonly mebibytes: number;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['work', 'mebibytes'],
  properties: {
    work: { type: 'string', enum: ['training', 'serving'] },
    mebibytes: { type: 'integer', minimum: 1 },
  },
};

const MEBI = 2 ** 20;

export const workloadHasSharedMemory = defineCheck({
  id: 'workload/has-shared-memory',
  subject: 'container',
  needs: ['container.context', 'container.tag', 'container.resources'],
  options,
  judge({ facts, options: { work, mebibytes } }) {
    const context = facts['container.context'];
    const tag = facts['container.tag'];
    if (tag === null || context.phase !== 'main')
      return notApplicable('not a main container that runs Paddle');
    if (workOf(context, tag) !== work) return notApplicable('another kind of work');
    const { shmSize, at } = facts['container.resources'];
    if (shmSize === null) return fail(context.engine, { key: 'default', data: { needed: mebibytes } });
    if (shmSize === 'unlimited' || shmSize >= mebibytes * MEBI) return pass();
    return fail('too-small', {
      at: at['shmSize'],
      data: { size: Math.floor(shmSize / MEBI), needed: mebibytes },
    });
  },
});

const TRAINING = /(?:^|[/_\s-])train(?:ing|er)?(?:[._\s-]|$)|paddle\.distributed|fleetrun/;
const TRAINING_KINDS: readonly string[] = ['PaddleJob'];

/** Training reads through a DataLoader with worker processes; a GPU server may, for its pre-processing; the rest does not. */
function workOf(context: ContainerContext, { device }: TagFacts): Options['work'] | null {
  const { command, workloadKind, runsToCompletion } = context;
  if (TRAINING_KINDS.includes(workloadKind) || command.some((word) => TRAINING.test(word))) return 'training';
  return runsToCompletion || device === null || device === 'cpu' ? null : 'serving';
}
