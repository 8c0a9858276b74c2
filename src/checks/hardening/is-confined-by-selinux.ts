import type { JSONSchemaType } from 'ajv';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';
import { SAID_BY_PRIVILEGED } from './unconfined.ts';

interface Options {
  /** SELinux types that confine nothing. */
  readonly unconfined: readonly string[];
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['unconfined'],
  properties: { unconfined: { type: 'array', items: { type: 'string' } } },
};

export const isConfinedBySelinux = defineCheck({
  id: 'hardening/is-confined-by-selinux',
  subject: 'container',
  needs: ['container.engine', 'container.privileges', 'container.profiles'],
  options,
  judge({ facts, options }) {
    if (facts['container.privileges'].privileged === true) return SAID_BY_PRIVILEGED;
    const { selinux, selinuxDisabled, at } = facts['container.profiles'];
    const data = {
      fix: settingFor('selinux', facts['container.engine'].engine),
      type: selinux?.['type'] ?? '',
    };
    const place = firstPlace(at, 'selinuxDisabled', 'selinux', 'seLinuxOptions');
    if (selinuxDisabled) return fail('disabled', { data, at: place });
    // Not written: where SELinux is enforced the runtime gives its own confined type.
    return options.unconfined.includes(data.type) ? fail('unconfined', { data, at: place }) : pass();
  },
});
