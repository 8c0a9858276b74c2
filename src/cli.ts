import { Errors, flush, run } from '@oclif/core';
import { UsageError } from './app/usage-error.ts';

/** Runs one command and sets the exit code: the only place besides the commands that does. */
export async function main(url: string): Promise<void> {
  // `| head` closes our stdout: that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  try {
    await run(process.argv.slice(2), url);
    await flush();
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? 0;
  if (error instanceof UsageError) {
    process.stderr.write(
      [`paddle-verify: ${error.message}`, ...error.details.map((line) => `  ${line}`), ''].join('\n'),
    );
    return 2;
  }
  if (error instanceof Errors.CLIError) {
    process.stderr.write(`paddle-verify: ${error.message}\n`);
    return 2;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`paddle-verify: internal error, nothing was decided. Please report this:\n${text}\n`);
  return 4;
}
