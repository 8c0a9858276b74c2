#!/usr/bin/env node
/**
 * Makes rules/tags/seen.json from a tab-separated list (repository, tag, attested, first_seen, caution, digests).
 * Usage: node scripts/tags/import-seen.mjs LIST.tsv > rules/tags/seen.json
 */
import { readFileSync } from 'node:fs';

const attestations = new Set(['official', 'official-tracker', 'unofficial']);
const [path] = process.argv.slice(2);
if (path === undefined) {
  process.stderr.write('usage: import-seen.mjs LIST.tsv > rules/tags/seen.json\n');
  process.exit(2);
}

const repositories = new Map();
readFileSync(path, 'utf8')
  .split(/\r?\n/)
  .forEach((line, index) => {
    if (line === '' || line.startsWith('#')) return;
    const [repository, tag, attested, firstSeen = '', caution = '', digests = ''] = line.split('\t');
    if (!attestations.has(attested))
      throw new Error(`line ${index + 1}: "${attested}" is not one of ${[...attestations].join(', ')}`);
    const row = [tag, attested, firstSeen, caution.replace(/ \(see [^)]*\)$/, ''), digests];
    while (row.at(-1) === '') row.pop();
    repositories.set(repository, [...(repositories.get(repository) ?? []), row]);
  });

const head = {
  about:
    'Tags that somebody wrote down in public: official documents and repositories (official), issues and pull requests of the project (official-tracker), or other public files only (unofficial). No registry was asked: a row says that the tag was written, not that it can be pulled.',
  sources: [
    'PaddlePaddle/docs, PaddlePaddle/Paddle, PaddlePaddle/Serving, PaddlePaddle/FastDeploy, PaddlePaddle/PaddleX, PaddlePaddle/PaddleOCR, PaddlePaddle/PaddleCloud, PaddlePaddle/PaddleCustomDevice and benchmark, with their histories',
    'https://www.paddlepaddle.org.cn and https://paddlepaddle.github.io',
    'public files on GitHub (attested: unofficial)',
  ],
  columns: ['tag', 'attested', 'first seen', 'caution', 'digests'],
};
const body = [...repositories]
  .map(
    ([name, rows]) =>
      `    ${JSON.stringify(name)}: [\n${rows.map((row) => `      ${JSON.stringify(row)}`).join(',\n')}\n    ]`,
  )
  .join(',\n');
const start = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
process.stdout.write(`${start},\n  "repositories": {\n${body}\n  }\n}\n`);
