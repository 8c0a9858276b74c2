import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a user does, without the caller's PADDLE_VERIFY_* variables. */
export function paddleVerify(args: readonly string[], folder = '', input = ''): Answer {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PADDLE_VERIFY_')),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}bin/run.js`, ...args], {
    cwd: `${root}${folder}`,
    env: { ...env, NO_COLOR: '1', LC_ALL: 'C.UTF-8' },
    encoding: 'utf8',
    input,
  });
  return { code: status, stdout, stderr };
}
