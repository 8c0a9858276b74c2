// The real programs that contract tests compare with. Each is looked for, then fetched where that is possible; where
// each lies (or why it does not) is written to .cache/components.json, which test/contract/component.ts reads.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');
/** The oldest Go that builds every oracle: the highest `go` line of their go.mod files. */
const GO = '1.26.8';

/** Programs of Debian packages. `names` in the order of preference. */
const PACKAGED = {
  git: { names: ['git'], package: 'git' },
  bash: { names: ['bash'], package: 'bash' },
  chromium: { names: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium' },
  xmllint: { names: ['xmllint'], package: 'libxml2-utils' },
  'cmark-gfm': { names: ['cmark-gfm'], package: 'cmark-gfm' },
};

const run = (command, args, options = {}) => spawnSync(command, args, { encoding: 'utf8', ...options });

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names)
    for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  return undefined;
}

let listsAreFresh = false;
/** Why the package could not be installed, or ''. */
function aptInstall(name) {
  if (onPath(['apt-get']) === undefined) return 'no apt-get here';
  if (process.getuid?.() !== 0) return `not root: apt-get install ${name}`;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!listsAreFresh) run('apt-get', ['update', '-qq'], { env });
  listsAreFresh = true;
  const done = run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], {
    env,
    timeout: 600_000,
  });
  return done.status === 0 ? '' : `apt-get install ${name}: ${lastLine(done.stderr)}`;
}

const lastLine = (text) => (text ?? '').trim().split('\n').at(-1) ?? '';

function packaged({ names, package: name }) {
  const found = onPath(names);
  if (found !== undefined) return { path: found };
  const reason = aptInstall(name);
  const path = onPath(names);
  return path === undefined ? { reason: reason || `${name} brings no ${names[0]}` } : { path };
}

/** Whether this `go` builds the oracles: new enough, or able to fetch the toolchain that it needs (1.21 and later). */
function goWorks(path) {
  const said = run(path, ['version'], { cwd: join(root, 'test/contract/oracles/dockerfile') });
  return said.status === 0 && newEnough(/go(\d+)\.(\d+)(?:\.(\d+))?/.exec(said.stdout) ?? []);
}

function newEnough([, ...found]) {
  const wanted = GO.split('.').map(Number);
  for (const [i, number] of wanted.entries()) {
    const have = Number(found[i] ?? 0);
    if (have !== number) return have > number;
  }
  return true;
}

function go() {
  const own = join(cache, `go-${GO}/bin/go`);
  const candidates = [onPath(['go']), own].filter((path) => path !== undefined && existsSync(path));
  const works = candidates.find(goWorks);
  if (works !== undefined) return { path: works };
  const reason = fetchGo();
  if (reason !== '') return { reason };
  return goWorks(own) ? { path: own } : { reason: `the fetched Go ${GO} does not run` };
}

/** The toolchain as the module proxy serves it: a zip whose files lie under golang.org/toolchain@<version>/. */
function fetchGo() {
  const arch = { x64: 'amd64', arm64: 'arm64' }[process.arch];
  if (process.platform !== 'linux' || arch === undefined)
    return `Go ${GO} for this machine: install it by hand`;
  const version = `v0.0.1-go${GO}.linux-${arch}`;
  const proxy = (process.env.GOPROXY ?? '').split(/[,|]/).find((url) => /^https?:/.test(url));
  const url = `${proxy ?? 'https://proxy.golang.org'}/golang.org/toolchain/@v/${version}.zip`;
  const draft = join(cache, `go-draft-${String(process.pid)}`);
  mkdirSync(draft, { recursive: true });
  try {
    const zip = join(draft, 'go.zip');
    // A child of this Node, since everything else here waits in turn too.
    const code = `const r=await fetch(process.argv[1]);if(!r.ok)throw new Error('HTTP '+r.status);
      (await import('node:fs')).writeFileSync(process.argv[2],Buffer.from(await r.arrayBuffer()))`;
    const got = run(process.execPath, ['--input-type=module', '-e', code, url, zip], { timeout: 300_000 });
    if (got.status !== 0) return `Go ${GO} cannot be fetched: ${lastLine(got.stderr)}`;
    const unzip = run('unzip', ['-q', zip, '-d', draft]).status === 0 || aptUnzip(zip, draft);
    if (!unzip) return 'no unzip here to unpack Go';
    const tree = join(draft, `golang.org/toolchain@${version}`);
    run('chmod', ['-R', 'u+x', join(tree, 'bin'), join(tree, 'pkg/tool')]);
    rmSync(join(cache, `go-${GO}`), { recursive: true, force: true });
    renameSync(tree, join(cache, `go-${GO}`));
    return '';
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function aptUnzip(zip, folder) {
  return aptInstall('unzip') === '' && run('unzip', ['-q', zip, '-d', folder]).status === 0;
}

function isAnswered(record, wanted) {
  return (
    record?.wanted === wanted &&
    Object.values(record.found).every(({ path }) => path !== undefined && existsSync(path))
  );
}

export function provideComponents(say) {
  const target = join(cache, 'components.json');
  const wanted = createHash('sha256')
    .update(JSON.stringify([PACKAGED, GO]))
    .digest('hex');
  let record;
  try {
    record = JSON.parse(readFileSync(target, 'utf8'));
  } catch {
    // first run
  }
  if (isAnswered(record, wanted)) return;
  const found = Object.fromEntries(Object.entries(PACKAGED).map(([name, how]) => [name, packaged(how)]));
  found.go = go();
  for (const [name, { reason }] of Object.entries(found))
    if (reason !== undefined) say(`component ${name} is missing: ${reason}`);
  mkdirSync(cache, { recursive: true });
  writeFileSync(target, JSON.stringify({ wanted, found }, undefined, 2));
}
