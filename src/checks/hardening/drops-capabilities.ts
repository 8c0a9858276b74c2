import type { JSONSchemaType } from 'ajv';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';
import { SAID_BY_PRIVILEGED } from './unconfined.ts';

interface Options {
  /** Capabilities, without CAP_, that break the container's walls when they are added. */
  readonly dangerous: readonly string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['dangerous'],
  properties: { dangerous: { type: 'array', items: { type: 'string' } } },
};

export const dropsCapabilities = defineCheck({
  id: 'hardening/drops-capabilities',
  subject: 'container',
  needs: ['container.engine', 'container.privileges'],
  options,
  judge({ facts, options }) {
    const { privileged, capabilitiesAdd, capabilitiesDrop, at } = facts['container.privileges'];
    if (privileged === true) return SAID_BY_PRIVILEGED;
    const fix = settingFor('capabilities', facts['container.engine'].engine);
    const added = capabilitiesAdd.filter((name) => options.dangerous.includes(name));
    if (added.length > 0) {
      const place = firstPlace(at, 'capabilitiesAdd', 'capabilities');
      return fail('dangerous', { data: { capabilities: added, fix }, at: place, key: added.join(',') });
    }
    if (capabilitiesDrop.includes('ALL')) return pass();
    const data = { fix, dropped: capabilitiesDrop.length === 0 ? 'none' : capabilitiesDrop };
    return fail('not-dropped', { data, at: firstPlace(at, 'capabilitiesDrop', 'capabilities') });
  },
});
