import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

const file = fileURLToPath(new URL('../dist/cli.cjs', import.meta.url));

/** The program, with what V8 has compiled of it before. V8 refuses what another version of it has compiled. */
export function compiled() {
  // The bundler writes ASCII.
  return new Script(readFileSync(file, 'latin1'), { filename: file, cachedData: compiledBefore() });
}

export function load(script = compiled()) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file);
  return module.exports;
}

function compiledBefore() {
  try {
    return readFileSync(new URL('../dist/cli.cache', import.meta.url));
  } catch {
    return undefined;
  }
}
