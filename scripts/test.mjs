// All gates, one after the other; a failure does not stop the rest. The last line is the sum: `N passed, N failed`, and
// `, N skipped` when something was skipped. Each tool counts as one test. With --fast: what an edit needs (npm run check).
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const logs = '.cache/test';
const fast = process.argv.includes('--fast');
const bin = (name) => `node_modules/${name}`;

const STATIC = [
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', '.'] },
  {
    name: 'lint',
    args: [bin('eslint/bin/eslint.js'), '.', '--max-warnings=0', ...(fast ? cacheAt('eslint') : [])],
  },
  {
    name: 'format',
    args: [bin('prettier/bin/prettier.cjs'), '--check', '.', ...(fast ? cacheAt('prettier') : [])],
  },
  {
    name: 'boundaries',
    args: [bin('dependency-cruiser/bin/dependency-cruise.mjs'), 'src', '--output-type', 'err'],
  },
  { name: 'dead code', args: [bin('knip/bin/knip.js')], slow: true },
  { name: 'package', args: [bin('publint/src/cli.js'), '--strict'], slow: true },
  { name: 'generated files', args: ['scripts/generate.mjs', '--check'], slow: true },
];
const SUITES = fast ? ['unit'] : ['unit', 'architecture', 'cli', 'contract'];

function cacheAt(tool) {
  return ['--cache', '--cache-location', `.cache/${tool}`];
}

const sum = { passed: 0, failed: 0, skipped: 0 };
const say = (text) => process.stdout.write(`${text}\n`);

/** Exit status and everything that the program said. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => resolve({ ok: false, said: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, said: Buffer.concat(said).toString() }));
  });
}

function tell(name, ok, seconds, said, more = '') {
  say(`${ok ? 'ok    ' : 'FAILED'}  ${name}${more} (${seconds.toFixed(1)} s)`);
  writeFileSync(join(root, logs, `${name.replaceAll(' ', '-')}.log`), said);
  if (!ok) say(said.trimEnd().replaceAll(/^/gm, '    '));
}

async function timed(args) {
  const started = performance.now();
  return { ...(await run(args)), seconds: (performance.now() - started) / 1000 };
}

async function tool({ name, args }) {
  const { ok, said, seconds } = await timed(args);
  sum[ok ? 'passed' : 'failed'] += 1;
  tell(name, ok, seconds, said);
}

/** What vitest counted. A file that could not be run at all, or a suite that ends badly with all tests green, counts as a failure. */
function counts(report, ok) {
  let text;
  try {
    text = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  }
  const tests = text.testResults.flatMap((file) => file.assertionResults);
  const of = (...states) => tests.filter(({ status }) => states.includes(status));
  const broken = text.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
  );
  const failed = of('failed').length + broken.length;
  return {
    passed: of('passed').length,
    failed: failed === 0 && !ok ? 1 : failed,
    skipped: of('pending', 'skipped', 'todo', 'disabled').map(({ fullName }) => fullName),
  };
}

async function suite(name) {
  const report = join(root, logs, `${name}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { ok, said, seconds } = await timed([
    bin('vitest/vitest.mjs'),
    'run',
    '--project',
    name,
    ...reporters,
  ]);
  const { passed, failed, skipped } = counts(report, ok);
  sum.passed += passed;
  sum.failed += failed;
  sum.skipped += skipped.length;
  tell(`${name} tests`, failed === 0, seconds, said, `: ${String(passed)} passed, ${String(failed)} failed`);
  for (const title of skipped) say(`        skipped: ${title}`);
}

async function inTurn(jobs, atOnce) {
  const waiting = [...jobs];
  const worker = async () => {
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) await tool(job);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

setUp({ tests: !fast });
mkdirSync(join(root, logs), { recursive: true });
const steps = STATIC.filter(({ slow }) => !(fast && slow));
// Generators write files that the other tools read: they go alone, at the end.
await inTurn(
  steps.filter(({ name }) => name !== 'generated files'),
  Math.min(2, cpus().length),
);
await inTurn(
  steps.filter(({ name }) => name === 'generated files'),
  1,
);
for (const name of SUITES) await suite(name);

const skipped = sum.skipped > 0 ? `, ${String(sum.skipped)} skipped` : '';
say(`${String(sum.passed)} passed, ${String(sum.failed)} failed${skipped}`);
process.exitCode = sum.failed > 0 ? 1 : 0;
