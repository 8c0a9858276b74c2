import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProcess } from './run.ts';

/** Whether a program is here, and what it says of itself. */
export type Probe =
  | { readonly found: false; readonly detail: string }
  | { readonly found: true; readonly path: string; readonly version: string };

const PATIENCE_MS = 5_000;

/** Asks a program for its version. The arguments must be ones that neither change anything nor use the network. */
export function probeProgram(name: string, args: readonly string[], path: string, cwd: string): Probe {
  const file = findProgram(name, path);
  if (file === null) return { found: false, detail: 'not on PATH' };
  const answer = runProcess(file, args, { cwd, timeout: PATIENCE_MS });
  if (!answer.ok) return { found: false, detail: `${file} does not work: ${firstLine(answer.detail)}` };
  return { found: true, path: file, version: firstLine(answer.stdout.toString()) };
}

function findProgram(name: string, path: string): string | null {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, name);
    if (folder !== '' && isProgram(file)) return file;
  }
  return null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function firstLine(text: string): string {
  const line =
    text
      .split('\n')
      .map((part) => part.trim())
      .find((part) => part !== '') ?? '';
  return line.slice(0, 120);
}

/** Whether a unix socket is there and may be used; nothing is sent to it. */
export function probeSocket(path: string): Probe {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { found: false, detail: `${path} does not exist` };
  if (!stat.isSocket()) return { found: false, detail: `${path} is no socket` };
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return { found: true, path, version: '' };
  } catch {
    return { found: false, detail: `${path}: no permission for this user` };
  }
}
