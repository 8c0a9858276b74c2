// Bundles src into dist: one entry a command, shared code in chunks, so that a start loads only what its command uses.
// Written beside dist and moved into its place at the end: a program that runs meanwhile, or a build that fails, harms nobody.
import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `.cache/build-${String(process.pid)}`;
const run = (script, ...args) =>
  execFileSync(process.execPath, [...script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

run(['scripts/generate-checks-index.mjs']);
const commands = readdirSync(join(root, 'src/commands'), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !/(^|\/)_[^/]*$/.test(file));

await build({
  absWorkingDir: root,
  entryPoints: [
    { in: 'src/index.ts', out: 'index' },
    { in: 'src/cli.ts', out: 'cli' },
    ...commands.map((file) => ({ in: `src/commands/${file}`, out: `commands/${file.replace(/\.ts$/, '')}` })),
  ],
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  external: ['ts-node', 'tsx', 'typescript'],
  // Bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
  logLevel: 'warning',
});
run(['--import', 'tsx', 'scripts/compile-rules.ts', `${out}/data`]);
if (!process.argv.includes('--fast')) {
  run(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json', '--outDir', `${out}/types`]);
  writeFileSync(
    join(root, out, 'types/catalog.d.ts'),
    [
      "import type { Config, Rule } from './index.js';",
      '/** Every shipped rule, with its texts in both languages. */',
      'export declare const rules: readonly Rule[];',
      '/** The shipped policies. */',
      "export declare const policies: Readonly<Record<'baseline' | 'production' | 'audit', Config>>;",
      '',
    ].join('\n'),
  );
}
const old = `.cache/old-${String(process.pid)}`;
try {
  renameSync(join(root, 'dist'), join(root, old));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
}
renameSync(join(root, out), join(root, 'dist'));
rmSync(join(root, old), { recursive: true, force: true });
run(['scripts/write-manifest.mjs']);
