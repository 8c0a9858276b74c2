import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root, type Answer } from './paddle-verify.ts';

/** A folder with these files, gone when the test is over. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'paddle-verify-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Runs the built command in a folder of any place. */
export function runIn(folder: string, args: readonly string[], more: NodeJS.ProcessEnv = {}): Answer {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PADDLE_VERIFY_')),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}bin/run.js`, ...args], {
    cwd: folder,
    env: { ...env, NO_COLOR: '1', LC_ALL: 'C.UTF-8', ...more },
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}
