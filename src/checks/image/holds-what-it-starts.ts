import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { installsFirst, startedModules, wordsOf } from './started-module.ts';

interface Options {
  /** Top-level modules and programs that the images of the framework alone do not hold. */
  readonly absent: readonly string[];
  /** Modules that image/starts-existing-module speaks of. */
  readonly missing: readonly string[];
}

const names = { type: 'array', items: { type: 'string' } } as const;

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['absent', 'missing'],
  properties: { absent: names, missing: names },
};

export const holdsWhatItStarts = defineCheck({
  id: 'image/holds-what-it-starts',
  subject: 'container',
  needs: ['container.command', 'container.image', 'container.mounts'],
  options,
  judge({ facts, options }) {
    const { words } = facts['container.command'];
    const { make, tag, written } = facts['container.image'];
    if (words.length === 0) return notApplicable('no command is written: the image starts its own');
    if (make !== 'paddle' || tag?.family !== 'paddle')
      return notApplicable('only the contents of the framework images are known');
    // A package may be installed by the command itself, or lie in a folder that is mounted.
    if (installsFirst(words) || facts['container.mounts'].mounts.some(({ type }) => type !== 'emptyDir'))
      return pass();
    const modules = startedModules(words);
    if (
      modules.some((name) => options.missing.some((known) => name === known || name.startsWith(`${known}.`)))
    )
      return notApplicable('image/starts-existing-module speaks of it');
    const first = wordsOf(words)[0] ?? '';
    const started = [
      first.slice(first.lastIndexOf('/') + 1),
      ...modules.map((name) => name.split('.', 1)[0] ?? ''),
    ];
    const absent = started.find((name) => options.absent.includes(name));
    return absent === undefined
      ? pass()
      : fail('not-in-image', { data: { program: absent, image: written ?? '' } });
  },
});
