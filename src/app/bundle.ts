import { createHash } from 'node:crypto';
import type { FileShare } from '../engine/file-share.ts';
import { validate } from '../schema/validate.ts';
import bundleSchema from '../../rules/schemas/bundle.schema.json' with { type: 'json' };
import { redact } from '../findings/redact.ts';
import { UsageError } from './usage-error.ts';

export const BUNDLE_SCHEMA = 'https://paddle-verify.dev/schemas/bundle/1';

/** What an evidence bundle says of itself. */
export interface BundleHead {
  readonly schema: typeof BUNDLE_SCHEMA;
  readonly tool: { readonly name: 'paddle-verify'; readonly version: string };
  /** ISO 8601. */
  readonly collectedAt: string;
  /** Whose images were taken for whose: from the configuration in force when it was collected. */
  readonly configuration: {
    readonly mirrors: Readonly<Record<string, string>>;
    readonly images: Readonly<Record<string, unknown>>;
  };
}

export interface Bundle extends BundleHead {
  readonly files: readonly FileShare[];
  /** sha256 over the head and each file, as JSON without blanks, one a line. */
  readonly digest: string;
}

/** Makes the text of a bundle piece by piece: one line a file, so that no more than one file is held. */
export function bundleWriter(head: BundleHead): {
  readonly start: () => string;
  readonly file: (share: FileShare) => string;
  readonly end: () => string;
} {
  const hash = createHash('sha256');
  const line = (value: unknown): string => {
    const text = JSON.stringify(value);
    hash.update(text).update('\n');
    return text;
  };
  let files = 0;
  return {
    start: () => `${line(head).slice(0, -1)},"files":[`,
    file: (share) => `${files++ === 0 ? '' : ','}\n${line(redact(share))}`,
    end: () => `\n],"digest":"sha256:${hash.digest('hex')}"}\n`,
  };
}

const RIGHT = 'make one with: paddle-verify collect . -o evidence.json';

/** The bundle that a text holds. A UsageError says where it is no bundle, or was changed since it was collected. */
export function readBundle(text: string, name: string): Bundle {
  try {
    return readWhole(text, name);
  } catch (error) {
    // JSON of any depth parses; walking it does not.
    if (error instanceof RangeError)
      throw new UsageError(`${name} is no evidence bundle: nested too deep`, [RIGHT]);
    throw error;
  }
}

function readWhole(text: string, name: string): Bundle {
  const data = parse(text, name);
  const version = (data as { schema?: unknown } | null)?.schema;
  if (typeof version === 'string' && version !== BUNDLE_SCHEMA)
    throw new UsageError(`${name} is a bundle of another version: ${version}`, [
      `expected: ${BUNDLE_SCHEMA}`,
      RIGHT,
    ]);
  const problems = validate(bundleSchema, data);
  if (problems.length > 0)
    throw new UsageError(`${name} is no evidence bundle`, [
      ...problems
        .slice(0, 10)
        .map(({ path, message, expected }) => `${path.join('.')}: ${message}; expected ${expected}`),
      RIGHT,
    ]);
  // The schema has just said so; what facts hold is as trustworthy as the bundle, which is not signed.
  const bundle = data as Bundle;
  const digest = digestOf(bundle);
  if (digest !== bundle.digest)
    throw new UsageError(`${name} was changed after it was collected`, [
      `its digest says ${bundle.digest}, its content has ${digest}`,
      RIGHT,
    ]);
  return bundle;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is no JSON`, [
      error instanceof Error ? error.message : String(error),
      RIGHT,
    ]);
  }
}

function digestOf({ schema, tool, collectedAt, configuration, files }: Bundle): string {
  const head: BundleHead = { schema, tool, collectedAt, configuration };
  const hash = createHash('sha256');
  for (const part of [head, ...files]) hash.update(JSON.stringify(part)).update('\n');
  return `sha256:${hash.digest('hex')}`;
}
