import { availableParallelism } from 'node:os';
import { findProgram, socketProblem } from '../../adapters/files/programs.ts';
import { runProcess } from '../../adapters/process/run.ts';

/** One thing that this machine has or lacks, and what that means today. */
export interface DoctorItem {
  readonly name: string;
  readonly found: boolean;
  /** Its version or place, or why it was not found. */
  readonly detail: string;
  /** What does not work without it; null when nothing that exists today needs it. */
  readonly without: string | null;
}

export interface DoctorPlace {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly nodeVersion: string;
}

const PATIENCE_MS = 5_000;

/** Looks; changes nothing, starts no container, asks no network. */
export function probeAll({ cwd, env, nodeVersion }: DoctorPlace): readonly DoctorItem[] {
  const path = env['PATH'] ?? '';
  const program = (name: string, args: readonly string[], without: string | null): DoctorItem => ({
    name,
    ...probeProgram(name, args, path, cwd),
    without,
  });
  return [
    { name: 'node', found: true, detail: nodeVersion, without: null },
    { name: 'CPU cores', found: true, detail: String(availableParallelism()), without: null },
    program('git', ['--version'], 'check --changed-since and --config-from REVISION'),
    dockerItem(env['DOCKER_HOST']),
    program('trivy', ['--version'], null),
    program('nvidia-smi', ['--query-gpu=driver_version', '--format=csv,noheader'], null),
    program('kubectl', ['version', '--client'], null),
  ];
}

/** Asks a program for its version. The arguments must be ones that neither change anything nor use the network. */
function probeProgram(
  name: string,
  args: readonly string[],
  path: string,
  cwd: string,
): Pick<DoctorItem, 'found' | 'detail'> {
  const file = findProgram(name, path);
  if (file === null) return { found: false, detail: 'not on PATH' };
  const answer = runProcess(file, args, { cwd, timeout: PATIENCE_MS });
  if (!answer.ok) return { found: false, detail: `${file} does not work: ${firstLine(answer.detail)}` };
  return { found: true, detail: `${firstLine(answer.stdout.toString())}, ${file}` };
}

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return (lines.find((line) => line !== '') ?? '').slice(0, 120);
}

/** A remote engine would need a connection to be asked: that is not done here. */
function dockerItem(host: string | undefined): DoctorItem {
  const name = 'docker socket';
  if (host !== undefined && host !== '' && !host.startsWith('unix://'))
    return { name, found: false, detail: `DOCKER_HOST is ${host}, which is not asked here`, without: null };
  const socket = host === undefined || host === '' ? '/var/run/docker.sock' : host.slice('unix://'.length);
  const problem = socketProblem(socket);
  return { name, found: problem === null, detail: problem ?? socket, without: null };
}
