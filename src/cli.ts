import { Config, Errors, flush, run } from '@oclif/core';
import { commandOf } from './app/call/command-of.ts';
import { packageRoot } from './app/package-root.ts';
import { UsageError } from './app/call/usage-error.ts';
import { COMMANDS } from './commands/_table.ts';

/** Runs one command and sets the exit code: the only place besides the commands that does. */
export async function main(): Promise<void> {
  // `| head` closes our stdout: that is no error of ours, and no reason to lose the exit code. Writers see it by themselves.
  // The framework's own listener would throw where nobody catches, with the exit code of a finding.
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exit(complain(['the report cannot be written', error.message]));
  });
  process.stderr.on('error', () => undefined);
  const argv = wordsOf(process.argv.slice(2));
  try {
    if (argv.length === 0) {
      const { welcome } = await import('./app/call/welcome.ts');
      process.stdout.write(welcome(process.env));
      return;
    }
    await runCommand(argv);
    await flush();
  } catch (error) {
    process.exitCode = await report(error, argv);
  }
}

/** Help, and what is no command, is the framework's. */
async function runCommand(argv: string[]): Promise<void> {
  const root = packageRoot().folder;
  const command = commandOf(argv, Object.keys(COMMANDS));
  const load = command === null || asksForHelp(argv) ? undefined : COMMANDS[command.id];
  if (command === null || load === undefined) await run(argv, { root });
  else await (await load()).default.run([...command.rest], await Config.load({ root }));
}

function asksForHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes('--help');
}

/** `help COMMAND` is `COMMAND --help`. */
function wordsOf(argv: readonly string[]): string[] {
  const [first, ...rest] = argv;
  return first === 'help' ? [...rest, '--help'] : [...argv];
}

async function report(error: unknown, argv: readonly string[]): Promise<number> {
  if (error instanceof Errors.ExitError) return error.oclif.exit ?? 0;
  if (error instanceof UsageError) return complain([error.message, ...error.details]);
  if (error instanceof Errors.CLIError) {
    const { misspelt } = await import('./app/call/misspelt.ts');
    return complain(misspelt(argv, error.message));
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`paddle-verify: internal error, nothing was decided. Please report this:\n${text}\n`);
  return 4;
}

function complain([message = '', ...details]: readonly string[]): number {
  process.stderr.write([`paddle-verify: ${message}`, ...details.map((line) => `  ${line}`), ''].join('\n'));
  return 2;
}
