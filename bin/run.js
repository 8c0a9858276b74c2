#!/usr/bin/env node
import { readFileSync } from 'node:fs';

if (['--version', '-V'].includes(process.argv[2] ?? '') && process.argv.length === 3) {
  const manifest = new URL('../package.json', import.meta.url);
  process.stdout.write(`paddle-verify ${JSON.parse(readFileSync(manifest, 'utf8')).version}\n`);
} else {
  const { load } = await import('./load.js');
  await load().main();
}
