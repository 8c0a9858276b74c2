// Takes a team's rows (`matrices: FILE` of a paddle-verify.yaml) over into rules/matrices, for a pull request: what is there
// already stays, and a row that says something else is refused, for a person to decide.
//   node scripts/matrices/merge.mjs FILE
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const [file] = process.argv.slice(2);
if (file === undefined) fail('no file is named; right: node scripts/matrices/merge.mjs team-matrices.yaml');
const rows = parse(readFileSync(file, 'utf8')) ?? {};

/** The table has products without their maker. */
const bare = (product) => product.replace(/^(?:NVIDIA|Tesla)\s+/i, '').toLowerCase();
const sourceOf = ({ source, date }) => `${source}, ${date}`;
const TABLES = [
  {
    list: 'gpus',
    table: 'gpus',
    key: 'rows',
    same: (row, known) => bare(row.product) === bare(known.product),
    agrees: (row, known) => row.computeCapability === known.computeCapability && row.class === known.class,
    rowOf: ({ product, computeCapability, class: kind, ...more }) => ({
      product,
      computeCapability,
      class: kind,
      source: sourceOf(more),
    }),
  },
  {
    list: 'branches',
    table: 'driver-branches',
    key: 'rows',
    same: (row, known) => row.branch === known.branch,
    agrees: (row, known) => (row.endOfLife ?? known.endOfLife) === known.endOfLife,
    rowOf: ({ branch, endOfLife = null, ...more }) => ({
      branch,
      kind: 'from a team',
      endOfLife,
      source: sourceOf(more),
    }),
  },
  {
    list: 'builds',
    table: 'paddle-builds',
    key: 'sass',
    same: (row, known) => known.from === row.framework && known.cuda.includes(row.cuda),
    agrees: (row, known) => known.lists.some((list) => list.join() === row.sass.join()),
    rowOf: ({ framework, cuda, sass, ...more }) => ({
      from: framework,
      before: `${framework}.1`,
      cuda: [cuda],
      os: null,
      lists: [sass],
      origin: 'observed',
      source: sourceOf(more),
    }),
  },
];

for (const { list, table, key, same, agrees, rowOf } of TABLES) {
  const path = fileURLToPath(new URL(`../../rules/matrices/${table}.json`, import.meta.url));
  const text = readFileSync(path, 'utf8');
  const known = JSON.parse(text)[key];
  const added = (rows[list] ?? []).filter((row) => {
    const before = known.find((entry) => same(row, entry));
    if (before === undefined) return true;
    if (!agrees(row, before))
      fail(`${list}: ${JSON.stringify(row)} says something else than ${JSON.stringify(before)}`);
    return false;
  });
  if (added.length === 0) continue;
  // A row stays a line, so that a review shows what was added and nothing else.
  const lines = added.map((row) => `    ${JSON.stringify(rowOf(row))},`);
  const start = `  "${key}": [\n`;
  writeFileSync(path, text.replace(start, `${start}${lines.join('\n')}\n`));
  process.stdout.write(`rules/matrices/${table}.json: ${added.length} added\n`);
}
process.stdout.write('then: npx vitest run --project unit test/schema && node bin/run.js matrices lint\n');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
