import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of all files below a folder of the repository, relative to the repository, with `/`. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/').slice(root.length))
    .sort();
}

/** All sources, joined. */
export function sourceText(): string {
  return filesBelow('src')
    .map((path) => readFileSync(`${root}${path}`, 'utf8'))
    .join('\n');
}
