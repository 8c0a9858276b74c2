import { notApplicable } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { judgeModules, missingModulesSchema } from '../image/missing-modules.ts';

export const dockerfileStartsExistingModule = defineCheck({
  id: 'dockerfile/starts-existing-module',
  subject: 'dockerfile',
  needs: ['dockerfile.final'],
  options: missingModulesSchema,
  judge({ facts, options }) {
    const { entrypoint, command, at } = facts['dockerfile.final'];
    const all = [...entrypoint, ...command];
    if (all.length === 0)
      return notApplicable('neither ENTRYPOINT nor CMD is written: the base image starts its own');
    return judgeModules(all, options, at['command'] ?? at['entrypoint'] ?? null);
  },
});
