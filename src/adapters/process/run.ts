import { execFileSync } from 'node:child_process';

export type ProcessResult =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly code: 'tool-missing' | 'timed-out' | 'failed'; readonly detail: string };

export interface ProcessOptions {
  readonly cwd: string;
  readonly input?: Uint8Array;
  /** Milliseconds. */
  readonly timeout?: number;
}

/** Runs a program with an argument array, never through a shell. What it prints on stderr is kept for the error only. */
export function runProcess(program: string, args: readonly string[], options: ProcessOptions): ProcessResult {
  try {
    const stdout = execFileSync(program, [...args], {
      cwd: options.cwd,
      ...(options.input === undefined ? {} : { input: options.input }),
      timeout: options.timeout ?? 60_000,
      maxBuffer: 1024 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    return { ok: true, stdout };
  } catch (error) {
    const failure = error as NodeJS.ErrnoException & { stderr?: Buffer; signal?: string };
    if (failure.code === 'ENOENT')
      return { ok: false, code: 'tool-missing', detail: `${program} is not installed` };
    if (failure.code === 'ETIMEDOUT')
      return { ok: false, code: 'timed-out', detail: `${program} did not answer in time` };
    const said = failure.stderr?.toString().trim() ?? '';
    return { ok: false, code: 'failed', detail: said === '' ? failure.message : said };
  }
}
