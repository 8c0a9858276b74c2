import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Writes a file that is not there yet; never replaces one. Returns what went wrong, or null. */
export function createFile(path: string, text: string): string | null {
  try {
    writeFileSync(path, text, { flag: 'wx' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export type SetAside =
  { readonly ok: true; readonly name: string } | { readonly ok: false; readonly detail: string };

/** Renames a file to `NAME.old`, or `NAME.old.2` and so on where that is taken. */
export function setAside(path: string): SetAside {
  try {
    let target = `${path}.old`;
    for (let number = 2; existsSync(target); number++) target = `${path}.old.${String(number)}`;
    renameSync(path, target);
    return { ok: true, name: basename(target) };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
