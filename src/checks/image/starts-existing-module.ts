import { notApplicable } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { judgeModules, missingModulesSchema } from './missing-modules.ts';

export const startsExistingModule = defineCheck({
  id: 'image/starts-existing-module',
  subject: 'container',
  needs: ['container.context'],
  options: missingModulesSchema,
  judge({ facts, options }) {
    const { command } = facts['container.context'];
    if (command.length === 0) return notApplicable('no command is written: the image starts its own');
    return judgeModules(command, options, null);
  },
});
