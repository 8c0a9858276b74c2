import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { needs } from './component.ts';

/**
 * An oracle is a small Go program under `test/contract/oracles/<name>/` that answers with the code which the field
 * itself runs (sigs.k8s.io/yaml, compose-go, libnvidia-container's rules…), so that ours can be held against it.
 *
 *     const oracle = goOracle('yaml');
 *     describe.skipIf(!oracle.available)(`reads as sigs.k8s.io/yaml does ${oracle.reason}`, () => {
 *       it('…', async () => { const out = await oracle.run(['kubernetes'], input); … });
 *     });
 */
export interface GoOracle {
  readonly available: boolean;
  /** Why it is not available, for the title of the skipped test; empty when it is. */
  readonly reason: string;
  /** stdout of one run. Rejects, with stderr in the message, on any exit status but 0. */
  run(args: readonly string[], input: Uint8Array | string): Promise<Buffer>;
}

const HERE = import.meta.dirname;
const CACHE = path.resolve(HERE, '../../.cache/oracles');
const MAX_OUTPUT_BYTES = 1024 * 1024 * 1024;

/**
 * Builds the program when its sources changed since the last build (into `.cache/oracles/<name>/`), at most once.
 * Without Go, or without its modules, the oracle is unavailable with a reason; with `CI=true` that is an error, so that
 * a pipeline cannot go green without having asked. A program that does not compile is always an error.
 */
export function goOracle(name: string): GoOracle {
  const source = path.join(HERE, 'oracles', name);
  const binary = path.join(CACHE, name, digestOf(source));
  const reason = existsSync(binary) ? '' : build(source, binary);
  if (reason !== '' && process.env['CI'] === 'true') throw new Error(`oracle ${name}: ${reason}`);
  return {
    available: reason === '',
    reason: reason === '' ? '' : `(skipped: ${reason})`,
    run: (args, input) => runProgram(binary, args, input),
  };
}

function digestOf(source: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.(go|mod|sum)$/.test(file))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(path.join(source, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Returns why there is no binary, or ''. */
function build(source: string, binary: string): string {
  const component = needs('go');
  if (!component.available) return 'Go is not installed';
  const go = (...args: string[]) => spawnSync(component.path, args, { cwd: source, encoding: 'utf8' });
  const modules = go('mod', 'download');
  if (modules.status !== 0)
    return `Go modules cannot be had: ${modules.stderr.trim().split('\n').at(-1) ?? ''}`;
  mkdirSync(path.dirname(binary), { recursive: true });
  // Another worker may build the same program now: each writes its own file, the rename is atomic.
  const draft = `${binary}.${process.pid}`;
  const result = go('build', '-mod=readonly', '-buildvcs=false', '-trimpath', '-o', draft, '.');
  if (result.status !== 0) throw new Error(`the oracle in ${source} does not compile:\n${result.stderr}`);
  renameSync(draft, binary);
  return '';
}

function runProgram(binary: string, args: readonly string[], input: Uint8Array | string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer' as const, maxBuffer: MAX_OUTPUT_BYTES };
    const child = execFile(binary, [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        reject(
          new Error(
            `${path.basename(path.dirname(binary))} ${args.join(' ')}: ${error.message}\n${stderr.toString()}`,
          ),
        );
    });
    // A program may stop before it has read everything; its exit status says so, not the broken pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
