import type { JSONSchemaType } from 'ajv';
import type { At } from '../../facts/subject.ts';
import { fail, pass, type Judgement } from '../../findings/outcome.ts';
import { startedModules } from './started-module.ts';

export interface MissingModules {
  /** Module that no release of its package has → how that service is really started. */
  readonly missing: Readonly<Record<string, string>>;
}

export const missingModulesSchema: JSONSchemaType<MissingModules> = {
  type: 'object',
  additionalProperties: false,
  required: ['missing'],
  properties: { missing: { type: 'object', required: [], additionalProperties: { type: 'string' } } },
};

/** Fails for the first module that does not exist, or lies below one that does not. */
export function judgeModules(
  command: readonly string[],
  { missing }: MissingModules,
  at: At | null,
): Judgement {
  for (const module of startedModules(command)) {
    const known = Object.keys(missing).find((name) => module === name || module.startsWith(`${name}.`));
    if (known !== undefined) {
      const data = { module, instead: missing[known] ?? '', package: module.split('.', 1)[0] ?? '' };
      return fail('no-such-module', { data, at, key: known });
    }
  }
  return pass();
}
