// Makes a clone ready: npm packages as locked, the bundle as the sources say and, with --tests, the real components that
// contract tests compare with. Uses nothing but Node's own modules, changes nothing that is right already, and names
// what could not be had; the tests that need it are then skipped by name.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { provideComponents } from './components.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(root, '.cache/built.json');
/** What the bundle is made from. */
const SOURCES = [
  'src',
  'rules',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.types.json',
  'scripts/build.mjs',
  'scripts/compile-rules.ts',
  'scripts/write-manifest.mjs',
];

const say = (line) => process.stderr.write(`${line}\n`);
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

function must(what, command, args) {
  say(`${what} …`);
  const started = Date.now();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    say(`${what} failed: ${error?.message ?? `exit ${String(status)}`}`);
    process.exit(1);
  }
  say(`${what}: ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Whether node_modules holds each locked package in its locked version (npm's own record of what it installed). */
function packagesMatch() {
  let installed;
  try {
    installed = json(join(root, 'node_modules/.package-lock.json')).packages;
  } catch {
    return false;
  }
  return Object.entries(json(join(root, 'package-lock.json')).packages).every(
    ([path, wanted]) =>
      path === '' ||
      wanted.optional === true ||
      (installed[path]?.version === wanted.version && installed[path]?.integrity === wanted.integrity),
  );
}

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function sourcesDigest() {
  const hash = createHash('sha256').update(process.version);
  for (const file of SOURCES.flatMap((name) => filesUnder(join(root, name))))
    hash.update(`\0${file.slice(root.length)}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

/** dist is another one as soon as somebody else has built it. */
const distMark = () => {
  const parts = ['dist/cli.cjs', 'dist/types/index.d.ts', 'oclif.manifest.json'].map((name) =>
    join(root, name),
  );
  return parts.every((path) => existsSync(path)) ? parts.map((path) => statSync(path).mtimeMs).join(' ') : '';
};

function buildIsCurrent() {
  try {
    const { sources, dist } = json(STAMP);
    return sources === sourcesDigest() && dist !== '' && dist === distMark();
  } catch {
    return false;
  }
}

export function setUp({ tests = false } = {}) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    say(`Node ${process.versions.node} is too old: 20.19 or newer is needed`);
    process.exit(1);
  }
  if (!packagesMatch())
    must('npm ci', 'npm', [
      'ci',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      '--foreground-scripts=false',
    ]);
  mkdirSync(dirname(STAMP), { recursive: true });
  if (!buildIsCurrent()) {
    must('build', process.execPath, ['scripts/build.mjs']);
    writeFileSync(STAMP, JSON.stringify({ sources: sourcesDigest(), dist: distMark() }));
  }
  if (tests) provideComponents(say);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp({ tests: process.argv.includes('--tests') });
