import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTextIfThere } from '../adapters/files/text.ts';

let found: { readonly folder: string; readonly version: string } | null = null;

/** The folder of this package, whether it runs from src, from dist or from an installed copy. */
export function packageRoot(): { readonly folder: string; readonly version: string } {
  if (found !== null) return found;
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const text = readTextIfThere(join(folder, 'package.json'));
    const manifest = text === null ? null : (JSON.parse(text) as { name?: unknown; version?: unknown });
    if (manifest?.name === 'paddle-verify') {
      found = { folder, version: String(manifest.version) };
      return found;
    }
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package.json of paddle-verify is missing beside its code');
    folder = parent;
  }
}
