// Writes the dependency graph of docs/architecture.md, between its two marks, from what the folders of src import.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs/architecture.md');
const BEGIN = '<!-- graph: begin (npm run generate) -->';
const END = '<!-- graph: end -->';

const cruised = JSON.parse(
  execFileSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      '--output-type',
      'json',
      '--no-progress',
    ],
    { cwd: root, maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] },
  ),
);

/** src/adapters/git/x.ts → adapters/git; src/checks/tag/x.ts → checks; files of src itself stand for themselves. */
function folderOf(path) {
  const [top, second, third] = path.split('/').slice(1);
  if (second === undefined) return top.replace(/\.ts$/, '');
  return top === 'adapters' && third !== undefined ? `${top}/${second}` : top;
}

const edges = new Set();
for (const { source, dependencies } of cruised.modules) {
  if (!source.startsWith('src/')) continue;
  for (const { resolved } of dependencies) {
    if (!resolved.startsWith('src/')) continue;
    const [a, b] = [folderOf(source), folderOf(resolved)];
    if (a !== b) edges.add(`  ${a.replace('/', '_')}["${a}"] --> ${b.replace('/', '_')}["${b}"]`);
  }
}
const graph = ['```mermaid', 'graph TD', ...[...edges].sort(), '```'].join('\n');
const text = readFileSync(target, 'utf8');
const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
if (begin < 0 || end < begin) throw new Error('docs/architecture.md has lost the marks of its graph');
const next = `${text.slice(0, begin)}${BEGIN}\n\n${graph}\n\n${text.slice(end)}`;
if (next !== text) writeFileSync(target, next);
