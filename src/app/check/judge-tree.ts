import { diskSource } from '../../adapters/files/disk-source.ts';
import { isShallow, openRepository, resolveCommit, type Repository } from '../../adapters/git/repository.ts';
import { revisionSource } from '../../adapters/git/revision-source.ts';
import type { Fleet } from '../../compatibility/fleet.ts';
import { takeTeamRows } from '../../compatibility/matrix/team-rows.ts';
import type { RunResult } from '../../engine/assemble.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { Severity } from '../../findings/severity.ts';
import { bookOf, finish, type Extra } from './check.ts';
import { knownMachines } from '../machines/known-machines.ts';
import { loadConfiguration, type Configuration } from '../policy/configuration.ts';
import type { Streams } from '../call/deliver.ts';
import { itemsOf } from './targets.ts';
import { workingTree } from './working-tree.ts';
import { scanAll } from './scan-all.ts';
import type { ScanItem } from './scan.ts';
import { UsageError } from '../call/usage-error.ts';

/** Everything that a judgement of a tree depends on. */
export interface TreeRequest {
  readonly cwd: string;
  /** Paths, image references, or `-`. */
  readonly targets: readonly string[];
  readonly policy: string | null;
  readonly config: string | null;
  /** A revision or a file from which configuration is taken instead of from the judged tree. */
  readonly configFrom: string | null;
  readonly ruleFolders: readonly string[];
  readonly failOn: Severity | 'never' | null;
  /** Path of --fleet, or null. */
  readonly fleet: string | null;
  readonly exclude: readonly string[];
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly variables: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly inlineWaivers: boolean;
  readonly allowNoSubject: boolean;
  readonly stdinName: string;
  readonly streams: Streams;
  readonly progress: boolean;
}

export interface Judged {
  readonly run: RunResult;
  readonly configuration: Configuration;
}

/** Judges what the targets hold, as it lies on disk. */
export async function judgeTree(request: TreeRequest, extra: Extra = () => []): Promise<Judged> {
  const source = workingTree(request);
  const configuration = await configurationFor(request);
  return judgeSource(request, source, configuration, extra);
}

/** Judges the targets as one source of files has them. */
export async function judgeSource(
  request: TreeRequest,
  source: FileSource,
  configuration: Configuration,
  extra: Extra,
): Promise<Judged> {
  const { at, inlineWaivers, allowNoSubject } = request;
  const book = bookOf(configuration, at);
  takeTeamRows(configuration.matrices?.rows ?? null);
  const items = await itemsFor(request, source, configuration);
  const shares = await scanAll(items, { source, configuration, request, book });
  const run = finish(shares, book, {
    configuration,
    at,
    inlineWaivers,
    allowNoSubject,
    evidence: 'collected now',
    machines: await knownMachines(configuration),
    extra,
  });
  return { run, configuration };
}

/** The files and images that the targets of a call come to. */
export async function itemsFor(
  request: TreeRequest,
  source: FileSource,
  { config }: Configuration,
): Promise<readonly ScanItem[]> {
  const items = await itemsOf(request.targets, source, {
    exclude: [...request.exclude, ...(config.exclude ?? [])],
    stdinName: request.stdinName,
    stdin: request.streams.stdin,
  });
  // The fleet decides what is judged; it is not judged itself.
  const fleets = [request.fleet, config.fleet];
  return items.filter(({ path }) => !fleets.includes(path));
}

export async function configurationFor(request: TreeRequest): Promise<Configuration> {
  const { cwd, policy, configFrom, ruleFolders, failOn } = request;
  const disk = anywhere(cwd);
  const fleet = request.fleet === null ? null : await fleetOf(request.fleet, disk);
  const own = { cwd, policy, ruleFolders, failOn, fleet, config: request.config };
  if (configFrom === null) return loadConfiguration({ ...own, source: disk });
  if (disk.exists(configFrom) && !disk.isFolder(configFrom))
    return loadConfiguration({ ...own, config: configFrom, source: disk });
  return loadConfiguration({ ...own, source: atRevision(cwd, configFrom, '--config-from') });
}

async function fleetOf(path: string, disk: FileSource): Promise<Fleet> {
  const { readFleetFile } = await import('../machines/fleet-file.ts');
  return readFleetFile(path, disk);
}

/** Configuration is looked for upwards and may be named anywhere: it is the caller's own word, not the judged tree's. */
function anywhere(cwd: string): FileSource {
  return diskSource(cwd, ['/']);
}

function noSuchRevision(repository: Repository, revision: string, flag: string): UsageError {
  const file = flag === '--config-from';
  const right = `right: origin/main, HEAD~1, ${file ? 'a commit, or the path of a file' : 'or a commit'}`;
  const shallow =
    'this checkout is shallow, and may lack it: git fetch --unshallow, or fetch-depth: 0 in actions/checkout';
  return new UsageError(
    `${flag} ${revision}: there is no such revision${file ? ' or file' : ''}`,
    isShallow(repository) ? [right, shallow] : [right],
  );
}

/** Files of a revision; a UsageError when there is no such revision. */
export function atRevision(cwd: string, revision: string, flag: string): FileSource {
  const repository = openRepository(cwd);
  if (!repository.ok)
    throw new UsageError(`${flag} ${revision}: this is no git checkout`, [repository.detail]);
  const commit = resolveCommit(cwd, revision);
  if (!commit.ok) throw noSuchRevision(repository.value, revision, flag);
  const source = revisionSource(repository.value, commit.value, cwd);
  if (!source.ok) throw new UsageError(`${flag} ${revision} cannot be read`, [source.detail]);
  return source.value;
}
