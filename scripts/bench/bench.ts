import { mkdirSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fleetFiles, secondsOfFleet } from './fleet.ts';
import { alternate, type Command, type Measured } from './measure.ts';
import { conftestPolicy, peer, permissiveSchema } from './peers.ts';
import { referencesPerSecond, verdictsPerSecond } from './rate.ts';
import { makeSets } from './sets.ts';
import { printTable, type Row } from './table.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache = join(root, '.cache/bench');
// Not below the checkout: its .gitignore would hide the sets from us.
const sets = makeSets(join(tmpdir(), 'paddle-verify-bench'));
mkdirSync(cache, { recursive: true });

const LIMIT_RSS = 300;
const bare: Command = { name: 'node -e 0', file: process.execPath, args: ['-e', '0'] };

function ours(name: string, args: readonly string[], stdin?: string): Command {
  const command = { name, file: process.execPath, args: [join(root, 'bin/run.js'), ...args], cwd: tmpdir() };
  return stdin === undefined ? command : { ...command, stdin };
}

const check = (path: string): Command => ours(`check ${path}`, ['check', path]);

const rows: Row[] = [];
await startUp();
await againstPeer('1,000 Dockerfiles', sets.dockerfiles, 'conftest', 0.63, (program) => [
  program,
  'test',
  '--parser',
  'dockerfile',
  '--policy',
  conftestPolicy(cache),
  sets.dockerfiles,
]);
await againstPeer('1,826 manifest documents', sets.manifests, 'kube-score', 1.16, (program) => [
  'sh',
  '-c',
  `exec "$0" score "$1"/*.yaml`,
  program,
  sets.manifests,
]);
await againstPeer('10,000 documents', dirname(sets.bigManifest), 'kubeconform', 4.51, (program) => [
  program,
  '-schema-location',
  permissiveSchema(cache),
  sets.bigManifest,
]);
await tenTimes();
await references();
await fleets();
printTable(rows, `${String(cpus().length)} × ${cpus()[0]?.model ?? 'cpu'}, Node ${process.version}`);
if (process.argv.includes('--strict') && rows.some(({ holds }) => holds === false)) process.exitCode = 1;

async function startUp(): Promise<void> {
  const [base, version, one] = await alternate(
    [bare, ours('--version', ['--version']), check(sets.oneDockerfile)],
    11,
  );
  if (base === undefined || version === undefined || one === undefined) return;
  rows.push(ratioRow('--version', version, base, 2, 'node -e 0'));
  rows.push(ratioRow('check of one Dockerfile', one, base, 3, 'node -e 0'));
}

async function againstPeer(
  what: string,
  path: string,
  name: 'conftest' | 'kube-score' | 'kubeconform',
  recorded: number,
  argv: (program: string) => readonly string[],
): Promise<void> {
  const program = peer(name, cache);
  const [file = '', ...args] = program === null ? [] : argv(program);
  const commands = program === null ? [check(path)] : [check(path), { name, file, args }];
  const [own, theirs] = await alternate(commands, 5);
  if (own === undefined) return;
  const against: Measured = theirs ?? { seconds: recorded, rss: null, code: 0 };
  rows.push(ratioRow(what, own, against, 1, theirs === undefined ? `${name} (recorded elsewhere)` : name));
  rows.push(memoryRow(what, own));
}

async function tenTimes(): Promise<void> {
  const [few, many] = await alternate([check(sets.fewDockerfiles), check(sets.dockerfiles)], 5);
  const [small, big] = await alternate([check(sets.smallManifest), check(sets.bigManifest)], 3);
  if (few !== undefined && many !== undefined)
    rows.push(ratioRow('10 × the Dockerfiles', many, few, 11, '100 Dockerfiles'));
  if (small !== undefined && big !== undefined)
    rows.push(ratioRow('10 × the documents', big, small, 11, '1,000 documents'));
  const [mixed] = await alternate([check(sets.manifestsTwice)], 3);
  if (mixed !== undefined) rows.push(memoryRow('1,000 files, mixed', mixed));
}

async function references(): Promise<void> {
  const list = sets.references(100_000);
  rows.push(rateRow('parse + describe, one core', await referencesPerSecond(list)));
  rows.push(rateRow('parse + describe + verdict, one core', await verdictsPerSecond(list)));
  const sizes = [10_000, 100_000, 1_000_000];
  const runs = await alternate(
    sizes.map((lines) =>
      ours(`parse - (${String(lines)})`, ['parse', '-', '-f', 'json'], sets.references(lines)),
    ),
    1,
  );
  const [first, ...others] = runs;
  for (const [at, run] of others.entries()) {
    if (first?.rss == null || run.rss === null) continue;
    rows.push({
      what: `parse -, ${(sizes[at + 1] ?? 0).toLocaleString('en')} lines, memory`,
      budget: '≤ 1.5 × of 10,000 lines',
      measured: `${run.rss.toFixed(0)} MiB, ${run.seconds.toFixed(2)} s`,
      ratio: (run.rss / first.rss).toFixed(2),
      holds: run.rss <= first.rss * 1.5,
    });
  }
}

async function fleets(): Promise<void> {
  const seconds = secondsOfFleet();
  rows.push({
    what: '500 images × 1,000 node groups',
    budget: '≤ 1 s',
    measured: `${seconds.toFixed(2)} s`,
    ratio: '',
    holds: seconds <= 1,
  });
  const { fleet, list } = fleetFiles(join(cache, 'fleet'));
  const [run] = await alternate([ours('compat -', ['compat', '-', '--fleet', fleet], list)], 3);
  if (run !== undefined) rows.push(memoryRow(`… as text, in ${run.seconds.toFixed(2)} s`, run));
}

function rateRow(what: string, rate: number): Row {
  const measured = `${Math.round(rate).toLocaleString('en')}/s`;
  return { what, budget: '≥ 200,000/s', measured, ratio: '', holds: rate >= 200_000 };
}

function ratioRow(what: string, own: Measured, other: Measured, limit: number, against: string): Row {
  const ratio = own.seconds / other.seconds;
  return {
    what,
    budget: `≤ ${String(limit)} × ${against}`,
    measured: `${own.seconds.toFixed(3)} s against ${other.seconds.toFixed(3)} s`,
    ratio: ratio.toFixed(2),
    holds: ratio <= limit,
  };
}

function memoryRow(what: string, { rss }: Measured): Row {
  return {
    what: `${what}, memory`,
    budget: `≤ ${String(LIMIT_RSS)} MiB`,
    measured: rss === null ? 'not known here' : `${rss.toFixed(0)} MiB`,
    ratio: '',
    holds: rss === null ? null : rss <= LIMIT_RSS,
  };
}
