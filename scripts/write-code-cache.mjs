// Writes dist/cli.cache: what V8 has compiled of the program after it has judged the examples.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled, load } from '../bin/load.js';

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
for (const name of Object.keys(process.env)) if (name.startsWith('PADDLE_VERIFY_')) delete process.env[name];
const script = compiled();
const { main } = load(script);
process.argv = [process.execPath, path('bin/run.js'), 'check', '.'];
process.chdir(path('examples/bank-ocr/before'));
await main();
// The example has findings; anything else would be a program that does not run.
if (process.exitCode !== 1) throw new Error(`check of the example ended with ${String(process.exitCode)}`);
process.exitCode = 0;
writeFileSync(path('dist/cli.cache'), script.createCachedData());
