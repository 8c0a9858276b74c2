import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface Command {
  readonly name: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** A file to read stdin from. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Run {
  readonly seconds: number;
  /** Peak of resident memory in MiB, sampled every 10 ms from /proc; null where that is not there. */
  readonly rss: number | null;
  readonly code: number | null;
}

export interface Measured {
  readonly seconds: number;
  readonly rss: number | null;
  readonly code: number | null;
}

/** Runs a whole process with its output thrown away. */
export async function runOnce(command: Command): Promise<Run> {
  const input = command.stdin === undefined ? 'ignore' : openSync(command.stdin, 'r');
  const started = process.hrtime.bigint();
  const child = spawn(command.file, command.args, {
    cwd: command.cwd,
    stdio: [input, 'ignore', 'ignore'],
    env: { ...process.env, ...command.env },
  });
  let peak: number | null = null;
  const sampler = setInterval(() => {
    const now = peakOf(child.pid);
    if (now !== null && (peak === null || now > peak)) peak = now;
  }, 10);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { seconds: Number(process.hrtime.bigint() - started) / 1e9, rss: peak, code };
  } finally {
    clearInterval(sampler);
    if (typeof input === 'number') closeSync(input);
  }
}

/** Runs commands in alternation, so that the noise of the machine meets all alike; medians after one warm-up each. */
export async function alternate(commands: readonly Command[], rounds: number): Promise<readonly Measured[]> {
  for (const command of commands) await runOnce(command);
  const runs: Run[][] = commands.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, command] of commands.entries()) runs[at]?.push(await runOnce(command));
  return runs.map((all) => ({
    seconds: median(all.map(({ seconds }) => seconds)),
    rss: all.reduce<number | null>((most, { rss }) => (rss === null ? most : Math.max(most ?? 0, rss)), null),
    code: all[0]?.code ?? null,
  }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function peakOf(pid: number | undefined): number | null {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
    return found === null ? null : Number(found[1]) / 1024;
  } catch {
    return null;
  }
}
