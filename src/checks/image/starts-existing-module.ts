import { notApplicable } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { judgeModules, missingModulesSchema } from './missing-modules.ts';

export const startsExistingModule = defineCheck({
  id: 'image/starts-existing-module',
  subject: 'container',
  needs: ['container.command'],
  options: missingModulesSchema,
  judge({ facts, options }) {
    const { words } = facts['container.command'];
    if (words.length === 0) return notApplicable('no command is written: the image starts its own');
    return judgeModules(words, options, null);
  },
});
