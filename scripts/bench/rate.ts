import { readFileSync } from 'node:fs';
import type * as entry from '../../src/index.ts';

type Library = typeof entry;

/** References that are parsed and described in a second, in this process, by the built library. */
export async function referencesPerSecond(file: string): Promise<number> {
  const built = new URL('../../dist/index.js', import.meta.url).href;
  const library: unknown = await import(built);
  const { parseReference, describeTag } = library as Library;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const once = (): number => {
    let described = 0;
    for (const line of lines) {
      const parsed = parseReference(line);
      if (parsed.ok) described += describeTag(parsed.value).inferred.length >= 0 ? 1 : 0;
    }
    return described;
  };
  once();
  const started = performance.now();
  let count = 0;
  for (let round = 0; round < 5; round++) count += once();
  return count / ((performance.now() - started) / 1000);
}
