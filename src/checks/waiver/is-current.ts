import type { JSONSchemaType } from 'ajv';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** Days before its last day from which a waiver is reported. */
  readonly noticeDays: number;
  /** Report waivers that are past their last day (false: those that soon will be). */
  readonly expired: boolean;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['noticeDays', 'expired'],
  properties: { noticeDays: { type: 'integer', minimum: 0, maximum: 3650 }, expired: { type: 'boolean' } },
};

export const waiverIsCurrent = defineCheck({
  id: 'waiver/is-current',
  subject: 'waiver',
  needs: ['waiver.state'],
  options,
  judge({ facts, options }) {
    const { missing, refused, expired, daysLeft, rule, until } = facts['waiver.state'];
    if (missing.length > 0 || refused !== null) return notApplicable('another waiver rule speaks of it');
    const data = { rule: rule ?? '', until: until ?? '', days: Math.abs(daysLeft ?? 0) };
    if (options.expired) return expired ? fail('expired', { data }) : pass();
    if (expired) return notApplicable('waiver/is-current speaks of it');
    return (daysLeft ?? 0) < options.noticeDays ? fail('soon', { data }) : pass();
  },
});
