import type { ContainerAccelerator, ContainerEngine, DeviceResource } from '../../facts/container.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { resourceOf, serves, vendorOf } from './accelerators.ts';

export const workloadHasAccelerator = defineCheck({
  id: 'workload/has-accelerator',
  subject: 'container',
  needs: ['container.engine', 'container.image', 'container.tag', 'container.accelerator'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { engine, phase } = facts['container.engine'];
    const device = facts['container.tag']?.device ?? '';
    const vendor = vendorOf(device);
    if (vendor === null || phase !== 'main')
      return notApplicable(
        'not a main container whose image is for an accelerator that a resource is known for',
      );
    const { granted, around } = facts['container.accelerator'];
    if (around !== null) return notApplicable('workload/uses-device-plugin speaks of it');
    if (mayServe(facts['container.accelerator'], vendor)) return pass();
    if (granted.length > 0) return notApplicable('workload/accelerator-fits-image speaks of it');
    if (engine !== 'kubernetes' && vendor !== 'nvidia')
      return notApplicable('outside Kubernetes such devices are passed in by means of their vendor');
    const { written, at } = facts['container.image'];
    const data = { image: written ?? '', device, resource: resourceOf(vendor) };
    return fail(messageFor(engine, written), { key: 'none', at: at['image'], data });
  },
});

/** What is claimed is a gap of the fact: no pass comes of it. */
const mayServe = (
  { granted, given, claimed = [] }: ContainerAccelerator,
  vendor: DeviceResource['vendor'],
): boolean => given !== null || claimed.length > 0 || granted.some((one) => serves(one, vendor));

/** A compose service that is built need not name its image. */
function messageFor(engine: ContainerEngine, written: string | null): string {
  return engine === 'compose' && written === null ? 'compose-built' : engine;
}
