import { createHash } from 'node:crypto';
import type { FileShare } from '../../engine/file-share.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { redact } from '../../findings/redact.ts';

export const BUNDLE_SCHEMA = 'https://paddle-verify.dev/schemas/bundle/1';

/** What an evidence bundle says of itself. */
export interface BundleHead {
  readonly schema: typeof BUNDLE_SCHEMA;
  readonly tool: { readonly name: 'paddle-verify'; readonly version: string };
  /** ISO 8601. */
  readonly collectedAt: string;
  /** What counted of the configuration when it was collected. */
  readonly configuration: {
    /** Whose images were taken for whose. */
    readonly mirrors: Readonly<Record<string, string>>;
    readonly images: Readonly<Record<string, unknown>>;
    /** sha256 of the fleet that workloads were held against, or null. */
    readonly fleet: string | null;
  };
}

/** What a bundle says of a file behind its subjects. */
export type FileRest = Omit<FileShare, 'path' | 'subjects'>;

/** Digest of a bundle: over each of its values in the order of the text, so that neither blanks nor line ends count. */
export function bundleDigest(): { readonly add: (value: unknown) => string; readonly end: () => string } {
  const hash = createHash('sha256');
  return {
    add: (value) => {
      const text = JSON.stringify(value);
      hash.update(text).update('\n');
      return text;
    },
    end: () => `sha256:${hash.digest('hex')}`,
  };
}

/** Makes the text of a bundle piece by piece, without secrets. A subject a line: no more than one is held. */
export interface BundleWriter {
  start(head: BundleHead): string;
  /** A file begins. */
  file(path: string): string;
  subject(subject: SubjectEvidence): string;
  /** The file ends. */
  rest(rest: FileRest): string;
  end(): string;
}

export function bundleWriter(): BundleWriter {
  const digest = bundleDigest();
  const value = (data: unknown): string => digest.add(redact(data));
  const [files, subjects] = [separator(), separator()];
  return {
    start: (head) => `${value(head).slice(0, -1)},"files":[`,
    file: (path) => {
      subjects.restart();
      return `${files.next()}{"path":${digest.add(path)},"subjects":[`;
    },
    subject: (subject) => subjects.next() + value(subject),
    rest: (rest) => `\n],${value(rest).slice(1)}`,
    end: () => `\n],"digest":"${digest.end()}"}\n`,
  };
}

/** Between the members of a list, each of which begins a line. */
function separator(): { readonly next: () => string; readonly restart: () => void } {
  let any = false;
  return {
    next: () => {
      const before = any ? ',\n' : '\n';
      any = true;
      return before;
    },
    restart: () => {
      any = false;
    },
  };
}
