import type { Fleet } from '../compatibility/fleet.ts';
import type { FileProblem, InputKind } from '../facts/inputs.ts';
import type { Make } from '../facts/image.ts';
import type { UnavailableCode } from '../facts/evidence.ts';
import type { Place, SubjectEvidence } from '../facts/subject.ts';
import type { SupportingObject } from '../facts/workload.ts';
import type { Reference } from '../reference/types.ts';

/** A file that was read and decoded. `path` is relative to the root of the call, with `/`. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
  /** sha256 of the bytes, `sha256:…`. */
  readonly digest: string;
}

export type FileLookup =
  | { readonly ok: true; readonly file: TextFile }
  | { readonly ok: false; readonly reason: 'missing' | 'outside' | 'unreadable'; readonly detail: string };

/** Whose image a reference names, after the team's `mirrors` and `images`. */
export interface ImageOrigin {
  readonly make: Make;
  readonly why: string;
  /** The reference as its upstream publishes it (after `mirrors`), to parse its tag by the upstream's grammar. */
  readonly upstream: Reference;
  /** Path of the Dockerfile that builds it, where known. */
  readonly builtBy: string | null;
  /** The published Paddle image that a `derived` one is built on, by its upstream's name; absent or null where not known. */
  readonly base?: Reference | null;
}

/** The only way in which a reader sees anything beyond its own file. */
export interface ReadContext {
  /** Another file, by path relative to the root of the call. Never leaves the root. */
  lookup(path: string): FileLookup;
  exists(path: string): boolean;
  /** `--build-arg NAME=VALUE`. */
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Variables that the caller vouches for (compose interpolation); never the environment of this process. */
  readonly variables: Readonly<Record<string, string>>;
  originOf(reference: Reference): ImageOrigin;
  /** The machines that workloads are meant for; absent where nothing names them. */
  readonly fleet?: Fleet;
  /**
   * Whether a file is read on its own in this run, so that what it says is judged there and not again where another file
   * draws it in. Absent: nothing is known to be.
   */
  isInput?(path: string): boolean;
}

/** A part that was recognised and left unread on purpose, or that only another tool can compute. */
export interface UnreadPart {
  readonly what: string;
  readonly code: UnavailableCode;
  readonly detail: string;
  /** One line, with the command to run where there is one. */
  readonly advice: string;
  readonly place: Place;
}

/** What one file means. */
export interface Reading {
  readonly kind: InputKind;
  readonly problems: readonly FileProblem[];
  readonly subjects: readonly SubjectEvidence[];
  readonly supporting: readonly SupportingObject[];
  readonly unread: readonly UnreadPart[];
  /** The input that draws this file in, and where it is judged; absent for one that stands alone. */
  readonly judgedIn?: string;
  /** How many subjects went to `take` instead of `subjects`. */
  readonly taken?: number;
}

/** Takes each subject as soon as it is read: of a file with thousands, one document at a time is in memory. */
export type Take = (subject: SubjectEvidence) => void;

/** A reader may ignore `take`, and then gives every subject in its reading. */
export type Reader = (file: TextFile, context: ReadContext, take?: Take) => Reading;
