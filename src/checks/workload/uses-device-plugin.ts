import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadUsesDevicePlugin = defineCheck({
  id: 'workload/uses-device-plugin',
  subject: 'container',
  needs: ['container.context', 'container.accelerator'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { around } = facts['container.accelerator'];
    if (around === null) return pass();
    const { by, what, at } = around;
    if (by === 'variable') return fail('variable', { key: by, at, data: { what } });
    const { engine } = facts['container.context'];
    return fail(engine === 'kubernetes' ? 'device' : 'device-by-hand', { key: by, at, data: { what } });
  },
});
