import { spawnSync } from 'node:child_process';
import { root } from './paddle-verify.ts';

export interface Spawned {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident set, in MiB; 0 where the process did not come to its end. */
  readonly rss: number;
}

const REPORT_RSS =
  "data:text/javascript,process.on('exit',()=>{try{process.stderr.write('\\nRSS '+process.resourceUsage().maxRSS)}catch{}})";

export interface Call {
  readonly folder: string;
  readonly args: readonly string[];
  readonly input?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
}

/** Environment of a user who has set nothing. */
export function plainEnvironment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:PADDLE_VERIFY_|NODE_|VITEST|FORCE_COLOR|NO_COLOR|CI$|LC_|LANG)/.test(name),
  );
  return { ...Object.fromEntries(own), LC_ALL: 'C.UTF-8', NO_COLOR: '1', ...more };
}

/** Runs the built program and measures its memory. */
export function spawned({ folder, args, input = '', env = {} }: Call): Spawned {
  const run = spawnSync(process.execPath, ['--import', REPORT_RSS, `${root}bin/run.js`, ...args], {
    cwd: folder,
    env: plainEnvironment(env),
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
    timeout: 50_000,
  });
  const [stderr = '', rss = '0'] = run.stderr.split('\nRSS ');
  return { code: run.status, stdout: run.stdout, stderr, rss: Number(rss) / 1024 };
}

/** Runs a line of bash in which `$PV` is the program. */
export function inShell(folder: string, line: string, env: NodeJS.ProcessEnv = {}): Spawned {
  const run = spawnSync('bash', ['-c', line], {
    cwd: folder,
    env: plainEnvironment({ PV: `${process.execPath} ${root}bin/run.js`, ...env }),
    encoding: 'utf8',
    timeout: 50_000,
  });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr, rss: 0 };
}
