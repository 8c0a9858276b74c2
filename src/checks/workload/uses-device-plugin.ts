import { fail, notApplicable, pass, type Judgement } from '../../findings/outcome.ts';
import type { ContainerVariable, DeviceResource } from '../../facts/container.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { serves } from './accelerators.ts';

export const workloadUsesDevicePlugin = defineCheck({
  id: 'workload/uses-device-plugin',
  subject: 'container',
  needs: ['container.engine', 'container.accelerator', 'container.visible-devices'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { around, granted, given } = facts['container.accelerator'];
    const { engine } = facts['container.engine'];
    if (given !== null) return notApplicable('the engine itself hands out the GPU');
    if (around === null)
      return engine === 'kubernetes' && granted.some((device) => serves(device, 'nvidia'))
        ? besideGrant(facts['container.visible-devices'], granted)
        : pass();
    const { by, what, at } = around;
    if (by === 'variable') return fail('variable', { key: by, at, data: { what } });
    return fail(engine === 'kubernetes' ? 'device' : 'device-by-hand', { key: by, at, data: { what } });
  },
});

/** The manifest's value comes behind the device plugin's, and wins: the container sees other GPUs than it was given. */
function besideGrant({ value, at }: ContainerVariable, granted: readonly DeviceResource[]): Judgement {
  const visible = value?.trim() ?? '';
  if (visible === '' || visible === 'void') return pass();
  const devices = granted.map(({ name }) => name);
  return fail('variable-beside-limit', {
    key: 'beside',
    at,
    data: { what: `NVIDIA_VISIBLE_DEVICES=${visible}`, devices },
  });
}
