/** Larger files, in bytes, are refused: no manifest comes near, and reading one would break the memory budget. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** Why a file could not be had. */
export type ReadFailure = 'missing' | 'outside' | 'not-a-file' | 'no-permission' | 'too-large' | 'failed';

export type ReadBytes =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly digest: string }
  | { readonly ok: false; readonly reason: ReadFailure; readonly detail: string };

export interface ListedFile {
  /** Relative to the root of the call, with `/`. */
  readonly path: string;
  /** Set when the entry itself is a problem: a folder without rights, a loop, a FIFO under an input's name. */
  readonly problem: { readonly code: ReadFailure; readonly detail: string } | null;
}

/** Where files come from: the disk, or one revision of a git repository. Paths are relative to the root of the call. */
export interface FileSource {
  read(path: string): ReadBytes;
  /**
   * The first bytes of a file, so that what is plainly none of ours need not be read whole; empty where there are none to
   * be had. Absent: a source whose files are at hand anyway.
   */
  head?(path: string): Uint8Array;
  exists(path: string): boolean;
  isFolder(path: string): boolean;
  /** Every file below a folder, or the file itself, in a stable order. */
  list(path: string, options: ListOptions): readonly ListedFile[];
}

export interface ListOptions {
  /** Patterns as in .gitignore, on top of the .gitignore files found. */
  readonly exclude: readonly string[];
}
