// What new-rule.mjs and new-check.mjs share: arguments, families, and writing a file that is not there yet.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The first code of each family; codes are never used twice, not even of rules that are gone. */
export const FAMILIES = {
  input: 'PV00',
  tag: 'PV10',
  workload: 'PV20',
  hardening: 'PV30',
  dockerfile: 'PV40',
  image: 'PV41',
  compat: 'PV50',
  waiver: 'PV90',
  policy: 'PV90',
};

/** What each family mostly judges. */
export const SUBJECTS = {
  input: 'file',
  tag: 'image',
  workload: 'container',
  hardening: 'container',
  dockerfile: 'dockerfile',
  image: 'container',
  waiver: 'waiver',
  policy: 'change',
};

/** `family/name --flag value …` → id and flags; ends the program with an explanation when it is something else. */
export function readArguments(argv, usage) {
  const flags = {};
  const words = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index];
    if (word.startsWith('--')) flags[word.slice(2)] = argv[++index] ?? '';
    else words.push(word);
  }
  const [id = ''] = words;
  if (words.length !== 1 || !/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/.test(id))
    stop(`"${words.join(' ')}" is not the id of one ${usage.what}`, `right: ${usage.right}`);
  const [family, name] = id.split('/');
  if (!(family in FAMILIES))
    stop(`there is no family "${family}"`, `expected: one of ${Object.keys(FAMILIES).join(', ')}`);
  const root = flags.root ?? fileURLToPath(new URL('..', import.meta.url));
  return { id, family, name, flags, root };
}

export function stop(...lines) {
  console.error(lines.join('\n  '));
  process.exit(2);
}

/** Never replaces a file. */
export function writeNew(root, path, text) {
  const full = join(root, path);
  if (existsSync(full)) stop(`${path} exists already; nothing was written`);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text, { flag: 'wx' });
}

/** Text of every rule file, by id. */
export function ruleTexts(root) {
  const folder = join(root, 'rules/catalog');
  return new Map(
    readdirSync(folder, { recursive: true })
      .map((name) => String(name).replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name.replace(/\.yaml$/, ''), readFileSync(join(folder, name), 'utf8')]),
  );
}
