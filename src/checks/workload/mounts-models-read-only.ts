import type { Mount } from '../../facts/container.ts';
import type { At } from '../../facts/subject.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

/** Path components under which teams and PaddleOCR, PaddleX and Serving keep models. */
const MODELS =
  /^(?:\.paddle(?:ocr|x|clas|nlp|hub|seg|det)|(?:.*[-_.])?(?:models?|weights|checkpoints?)(?:[-_.].*)?|inference)$/i;
/** Longest name of a file on Linux. */
const LONGEST_NAME = 255;
/** Filled by the pod itself, or read-only already. */
const OF_THE_POD: readonly Mount['type'][] = ['emptyDir', 'tmpfs', 'configMap', 'secret'];

export const workloadMountsModelsReadOnly = defineCheck({
  id: 'workload/mounts-models-read-only',
  subject: 'container',
  needs: ['container.context', 'container.mounts'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { phase, runsToCompletion, engine } = facts['container.context'];
    if (phase !== 'main' || runsToCompletion) return notApplicable('it may be there to write the models');
    const models = facts['container.mounts'].mounts.filter(holdsModels);
    if (models.length === 0) return notApplicable('no volume that looks like models');
    const [first, ...others] = models.filter(({ readOnly }) => !readOnly);
    if (first === undefined) return pass();
    const { target, source } = first;
    return fail(engine, {
      key: target,
      at: placeOf(first),
      related: others.map(placeOf),
      data: { target, source: source ?? '' },
    });
  },
});

/** compose: a mount may come from another file. */
const placeOf = ({ line, column, path }: Mount): At =>
  path === undefined ? [line, column] : [line, column, path];

const holdsModels = ({ type, target, source }: Mount): boolean =>
  !OF_THE_POD.includes(type) && (namesModels(target) || namesModels(source ?? ''));

const namesModels = (path: string): boolean =>
  path.split('/').some((part) => part.length <= LONGEST_NAME && MODELS.test(part));
