import { join, relative, sep } from 'node:path';
import { openRepository, renamesSince, resolveCommit } from '../../adapters/git/repository.ts';
import type { RunResult } from '../../engine/assemble.ts';
import type { Waiver } from '../../engine/waivers.ts';
import { emptyTally, type RawFinding, type RawUnchecked, type Tally } from '../../engine/tally.ts';
import { observed } from '../../facts/evidence.ts';
import type { FileSource } from '../../facts/file-source.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { GUARD, guarded, type Guard } from './change-guard.ts';
import { CONFIG_NAMES, type Configuration } from '../policy/configuration.ts';
import { atRevision, configurationFor, judgeSource, type Judged, type TreeRequest } from './judge-tree.ts';
import { workingTree } from './working-tree.ts';

/**
 * Judges the whole at both revisions with one and the same configuration, and keeps what the change made worse: a finding
 * that was not there, and a judgement that could be made before and cannot be made now.
 */
export async function judgeChange(request: TreeRequest, since: string): Promise<Judged> {
  const before = atRevision(request.cwd, since, '--changed-since');
  const now = workingTree(request);
  const { configuration, failOn } = await guardedConfiguration(request, before);
  const there = request.targets.filter((target) => target !== '-' && before.exists(target));
  // What the change deletes has nothing left to judge, and is no misspelt name.
  const left = request.targets.filter((target) => !there.includes(target) || now.exists(target));
  const oldWaivers: string[] = [];
  const oldRequest = { ...request, targets: there, allowNoSubject: true, progress: false };
  const old = await judgeSource(oldRequest, before, configuration, (survey) => {
    for (const waiver of survey.waivers) oldWaivers.push(waiverName(waiver));
    return [];
  });
  const files = changedConfiguration(request, before, now, configuration);
  const current = await judgeSource({ ...request, targets: left }, now, configuration, (survey) => {
    const known = counted(oldWaivers);
    const written = request.inlineWaivers ? survey.waivers : [];
    const added = written.map(waiverName).filter((name) => !take(known, name));
    return [changeSubject(files, added, request.configFrom !== null)];
  });
  const renames = renamedPaths(request.cwd, since);
  const run = worsened(old.run, current.run, renames, since);
  return { run: { ...run, thresholds: new Map([[GUARD, failOn]]) }, configuration };
}

/** Configuration from elsewhere is not the change's to write, and needs no guard. */
async function guardedConfiguration(request: TreeRequest, before: FileSource): Promise<Guard> {
  const configuration = await configurationFor(request);
  if (request.configFrom === null) return guarded(configuration, request, before);
  return { configuration, failOn: configuration.policy.failOn };
}

function renamedPaths(cwd: string, since: string): ReadonlyMap<string, string> {
  const repository = openRepository(cwd);
  const commit = resolveCommit(cwd, since);
  if (!repository.ok || !commit.ok) return new Map();
  const { top } = repository.value;
  const seen = (path: string): string => relative(cwd, join(top, path)).split(sep).join('/');
  return new Map(
    [...renamesSince(repository.value, commit.value)].map(([from, to]) => [seen(from), seen(to)]),
  );
}

function worsened(
  old: RunResult,
  now: RunResult,
  renames: ReadonlyMap<string, string>,
  since: string,
): RunResult {
  const identity = (raw: RawFinding | RawUnchecked, key: string): string =>
    `${raw.rule}\u0000${raw.subject.id}\u0000${key}`;
  const renamed = (id: string): string => {
    for (let end = id.indexOf('#'); end >= 0; end = id.indexOf('#', end + 1)) {
      const to = renames.get(id.slice(0, end));
      if (to !== undefined) return to + id.slice(end);
    }
    return renames.get(id) ?? id;
  };
  const oldFindings = counted(
    old.tally.findings
      .filter((_, index) => old.waivedBy[index] === null)
      .map((raw) => identity({ ...raw, subject: { ...raw.subject, id: renamed(raw.subject.id) } }, raw.key)),
  );
  const oldUnchecked = counted(
    old.tally.unchecked.map((raw) =>
      identity({ ...raw, subject: { ...raw.subject, id: renamed(raw.subject.id) } }, ''),
    ),
  );
  const kept = now.tally.findings.map((raw) => !take(oldFindings, identity(raw, raw.key)));
  const findings = now.tally.findings.filter((_, index) => kept[index]);
  const unchecked = now.tally.unchecked.filter((raw) => !take(oldUnchecked, identity(raw, '')));
  const tally: Tally = {
    ...emptyTally(),
    counts: now.tally.counts,
    findings,
    unchecked,
    errors: now.tally.errors,
    subjects: now.tally.subjects,
  };
  const unchanged = now.tally.findings.length - findings.length;
  const fixed = [...oldFindings.values()].reduce((sum, count) => sum + count, 0);
  return {
    ...now,
    tally,
    waivedBy: now.waivedBy.filter((_, index) => kept[index]),
    change: { since, fixed, unchanged },
  };
}

function counted(identities: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const identity of identities) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, identity: string): boolean {
  const count = counts.get(identity) ?? 0;
  if (count === 0) return false;
  counts.set(identity, count - 1);
  return true;
}

function waiverName({ rule, place, reason, until }: Waiver): string {
  return `${rule ?? '?'} in ${place?.path ?? '?'} until ${until ?? '?'}: ${reason ?? '?'}`;
}

/** Files that decide the verdict and differ between the two revisions. */
function changedConfiguration(
  request: TreeRequest,
  before: FileSource,
  now: FileSource,
  configuration: Configuration,
): readonly string[] {
  const watched = [
    ...configurationPlaces(request.cwd),
    ...configuration.files,
    ...(request.policy === null ? [] : [request.policy]),
  ];
  const paths = new Set([
    ...watched,
    ...configuration.ruleFolders.flatMap((folder) => [...listed(before, folder), ...listed(now, folder)]),
  ]);
  return [...paths].filter((path) => contentOf(before, path) !== contentOf(now, path));
}

/** Where configuration is looked for within the checkout: a change may as well take one away. */
function configurationPlaces(cwd: string): readonly string[] {
  const repository = openRepository(cwd);
  const depth = repository.ok ? relative(repository.value.top, cwd).split(sep).filter(Boolean).length : 0;
  return Array.from({ length: depth + 1 }, (_, up) => '../'.repeat(up)).flatMap((up) =>
    CONFIG_NAMES.map((name) => up + name),
  );
}

/** What the change does to its own judge: a subject of its own, judged by `policy/is-unchanged`. */
function changeSubject(
  files: readonly string[],
  addedInlineWaivers: readonly string[],
  fromElsewhere: boolean,
): SubjectEvidence {
  return {
    subject: {
      id: 'change',
      kind: 'change',
      name: 'this change',
      location: files[0] === undefined ? null : { path: files[0], line: 1, column: 1 },
    },
    evidence: {
      'change.configuration': observed(
        { files, addedInlineWaivers, fromElsewhere },
        { collector: 'git', source: 'the two revisions', digest: null },
      ),
    },
  };
}

function listed(source: FileSource, folder: string): readonly string[] {
  return source.isFolder(folder) ? source.list(folder, { exclude: [] }).map(({ path }) => path) : [];
}

function contentOf(source: FileSource, path: string): string {
  const read = source.read(path);
  return read.ok ? read.digest : 'none';
}
