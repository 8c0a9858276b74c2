// Bundles src into dist: one entry a command, shared code in chunks, so that a start loads only what its command uses.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (script, ...args) => execFileSync(process.execPath, [...script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

run(['scripts/generate-checks-index.mjs']);
const commands = readdirSync(join(root, 'src/commands'), { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !file.startsWith('_'));

rmSync(join(root, 'dist'), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [
    { in: 'src/index.ts', out: 'index' },
    { in: 'src/cli.ts', out: 'cli' },
    { in: 'src/app/worker.ts', out: 'worker' },
    ...commands.map((file) => ({ in: `src/commands/${file}`, out: `commands/${file.replace(/\.ts$/, '')}` })),
  ],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'none',
  external: ['ts-node', 'tsx', 'typescript'],
  // Bundled CommonJS packages call require for Node's own modules.
  banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  logLevel: 'warning',
});
run(['--import', 'tsx', 'scripts/compile-rules.ts'], ...process.argv.slice(2));
run(['scripts/write-manifest.mjs']);
if (!process.argv.includes('--fast')) {
  run(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.types.json']);
}
