// Bundles src into dist: the library as a module, the program as one script with the code that V8 has compiled of it.
// Written beside dist and moved into its place at the end: a program that runs meanwhile, or a build that fails, harms nobody.
import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = `.cache/build-${String(process.pid)}`;
const run = (script, ...args) =>
  execFileSync(process.execPath, [...script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

run(['scripts/generate-checks-index.mjs']);

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
};
await build({
  ...common,
  entryPoints: ['src/index.ts'],
  outfile: `${out}/index.js`,
  format: 'esm',
  // Bundled CommonJS packages call require for Node's own modules.
  banner: {
    js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);",
  },
});
// A start is most of the time of a small check, and compiling most of a start. Node 20 takes compiled code for a script
// only, not for modules. Commands and readers in it still run only when they are used: each stays a function of its own.
await build({
  ...common,
  entryPoints: ['src/cli.ts'],
  outfile: `${out}/cli.cjs`,
  format: 'cjs',
  external: ['ts-node', 'tsx', 'typescript'],
  define: { 'import.meta.url': '__url' },
  banner: {
    js: "(function(exports,require,module,__filename){'use strict';const __url=require('node:url').pathToFileURL(__filename).href;",
  },
  footer: { js: '})' },
});
// The program is read as ASCII. The bundler escapes all but templates with a tag, of which we use the cooked text.
const program = join(root, out, 'cli.cjs');
writeFileSync(
  program,
  readFileSync(program, 'utf8').replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ),
);
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
run(['--import', 'tsx', 'scripts/write-manifest.mjs']);
run(['scripts/write-code-cache.mjs']);
