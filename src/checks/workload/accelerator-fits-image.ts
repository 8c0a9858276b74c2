import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { resourceOf, serves, vendorOf } from './accelerators.ts';

export const workloadAcceleratorFitsImage = defineCheck({
  id: 'workload/accelerator-fits-image',
  subject: 'container',
  needs: ['container.image', 'container.tag', 'container.accelerator'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const tag = facts['container.tag'];
    const { granted, given } = facts['container.accelerator'];
    const vendor = vendorOf(tag?.device ?? null);
    const known = granted.filter((device) => device.vendor !== 'other');
    if (vendor === null || granted.length === 0)
      return notApplicable('no accelerator of a known vendor on either side');
    if (given !== null || granted.some((device) => serves(device, vendor))) return pass();
    if (known.length === 0) return notApplicable('the device resource is of no vendor that is known');
    return fail('other-vendor', {
      data: {
        image: facts['container.image'].written ?? '`build`',
        device: tag?.device ?? '',
        granted: known.map(({ name }) => name),
        resource: resourceOf(vendor),
      },
    });
  },
});
