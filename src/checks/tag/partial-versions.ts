import type { JSONSchemaType } from 'ajv';

/**
 * Who speaks of a version of fewer than three parts of an image that is not Paddle's (`mysql:8`): one of tag/is-pinned and
 * tag/has-digest, as the policy says. Baseline leaves it to the latter, which it does not select.
 */
export interface PartialVersions {
  readonly partialVersions: 'fail' | 'leave';
}

export const partialVersions: JSONSchemaType<PartialVersions> = {
  type: 'object',
  additionalProperties: false,
  required: ['partialVersions'],
  properties: { partialVersions: { type: 'string', enum: ['fail', 'leave'] } },
};
