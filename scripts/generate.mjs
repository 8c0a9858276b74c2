// Runs every generator. With --check nothing is left changed, and a file that is not as generated is a failure.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const GENERATORS = [
  ['scripts/generate-checks-index.mjs'],
  ['--import', 'tsx', 'scripts/schemas/generate-facts.ts'],
  ['--import', 'tsx', 'scripts/schemas/generate-results.ts'],
  ['--import', 'tsx', 'scripts/generate-rule-docs.ts'],
  ['scripts/generate-command-docs.mjs'],
  ['scripts/generate-architecture-graph.mjs'],
];
const GENERATED = [
  'src/checks/index.ts',
  'rules/schemas',
  'docs/rules',
  'docs/command-line.md',
  'docs/architecture.md',
];

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}
const snapshot = () =>
  new Map(
    GENERATED.flatMap((name) => filesUnder(join(root, name))).map((path) => [
      path,
      readFileSync(path, 'utf8'),
    ]),
  );

const checking = process.argv.includes('--check');
const before = snapshot();
for (const args of GENERATORS)
  execFileSync(process.execPath, args, {
    cwd: root,
    stdio: checking ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  });
if (checking) {
  const after = snapshot();
  const stale = new Set(
    [...before.keys(), ...after.keys()].filter((path) => before.get(path) !== after.get(path)),
  );
  for (const path of stale) {
    const text = before.get(path);
    if (text === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  // A build has already written the index of checks anew: in a pipeline, what is committed must equal it too.
  if (process.env.CI === 'true') {
    const { stdout } = spawnSync('git', ['diff', '--name-only', 'HEAD', '--', ...GENERATED], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const name of (stdout ?? '').split('\n').filter(Boolean)) stale.add(join(root, name));
  }
  for (const path of stale) console.error(`not as generated: ${path.slice(root.length)} (npm run generate)`);
  process.exitCode = stale.size > 0 ? 1 : 0;
}
