import type { DeviceResource } from '../../facts/container.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadDeviceRequestEqualsLimit = defineCheck({
  id: 'workload/device-request-equals-limit',
  subject: 'container',
  needs: ['container.resources'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { devices, limitCpu, limitMemory, at } = facts['container.resources'];
    if (devices.length === 0) return notApplicable('no device is asked for');
    const unequal = devices.find(differs);
    if (unequal === undefined) return pass();
    const { name, request, limit } = unequal;
    if (limit === null && (limitCpu === null || limitMemory === null))
      return notApplicable('workload/has-limits speaks of it');
    const place = at[`requests.${name}`] ?? at[`limits.${name}`] ?? at['requests'] ?? at['limits'];
    const data = { device: name, request: request ?? '0', limit: limit ?? '0' };
    return limit === null
      ? fail('no-limit', { key: name, at: place, data })
      : fail('differs', { key: name, at: place, data });
  },
});

/** A limit alone is enough: Kubernetes takes it for the request too. Quantities compare by value: `1` is `1.0`. */
const differs = ({ request, limit }: DeviceResource): boolean =>
  request !== null && (limit === null || (request !== limit && Number(request) !== Number(limit)));
