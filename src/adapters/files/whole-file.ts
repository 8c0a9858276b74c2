import { closeSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** A file that is written piece by piece and appears only when it is whole. */
export interface WholeFile {
  write(text: string): void;
  /** Puts the file in its place. */
  keep(): void;
  /** Leaves nothing behind. */
  drop(): void;
}

/** Throws what the file system throws. */
export function openWholeFile(path: string): WholeFile {
  const draft = `${path}.${String(process.pid)}.tmp`;
  const handle = openSync(draft, 'w');
  let open = true;
  const close = (): void => {
    if (open) closeSync(handle);
    open = false;
  };
  return {
    write: (text) => {
      // Unlike writeSync, it goes on until everything is written.
      writeFileSync(handle, text);
    },
    keep: () => {
      close();
      renameSync(draft, path);
    },
    drop: () => {
      close();
      rmSync(draft, { force: true });
    },
  };
}
