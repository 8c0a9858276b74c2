// Validates rules/ and writes what a start needs, without YAML or schemas, to the folder that the build names.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { checks } from '../src/checks/index.ts';
import type { Config } from '../src/rules/config.ts';
import { coreOf, textsOf, type RuleFile } from '../src/rules/rule.ts';
import { validateConfig, validateRule } from '../src/rules/validate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const problems: string[] = [];

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function readRules(): readonly RuleFile[] {
  const rules: RuleFile[] = [];
  const codes = new Map<string, string>();
  for (const file of yamlFiles('rules/catalog')) {
    const result = validateRule(
      parse(readFileSync(join(root, 'rules/catalog', file), 'utf8')),
      file.replace(/\.yaml$/, ''),
      checks,
    );
    if (!result.ok) {
      for (const { path, message, expected } of result.problems)
        problems.push(`rules/catalog/${file}: ${path.join('.')}: ${message}; expected ${expected}`);
      continue;
    }
    const taken = codes.get(result.value.code);
    if (taken !== undefined)
      problems.push(`rules/catalog/${file}: code ${result.value.code} is taken by ${taken}`);
    codes.set(result.value.code, result.value.id);
    rules.push(result.value);
  }
  return rules.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function readPolicies(): Readonly<Record<string, Config>> {
  const policies: Record<string, Config> = {};
  for (const file of yamlFiles('rules/policies')) {
    const result = validateConfig(parse(readFileSync(join(root, 'rules/policies', file), 'utf8')));
    if (result.ok) policies[file.replace(/\.yaml$/, '')] = result.value;
    else
      for (const { path, message } of result.problems)
        problems.push(`rules/policies/${file}: ${path.join('.')}: ${message}`);
  }
  return policies;
}

const rules = readRules();
const policies = readPolicies();
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
const out = join(root, process.argv[2] ?? 'dist/data');
mkdirSync(out, { recursive: true });
const core = { rules: rules.map(coreOf), policies };
const digest = `sha256:${createHash('sha256').update(JSON.stringify(core)).digest('hex')}`;
const write = (name: string, value: unknown): void => {
  writeFileSync(join(out, `${name}.json`), JSON.stringify(value));
};
write('catalog', { ...core, digest });
for (const language of ['en', 'zh'] as const) {
  write(`texts.${language}`, Object.fromEntries(rules.map((rule) => [rule.id, textsOf(rule, language)])));
}
// For those who call the package rather than the program: whole rules, and policies that say what they start from.
const forCallers = {
  rules: rules.map((rule) => ({ ...rule, examples: undefined })),
  policies: Object.fromEntries(
    Object.entries(policies).map(([name, policy]) => [name, { ...policy, extends: name }]),
  ),
};
writeFileSync(
  join(out, '..', 'catalog.js'),
  Object.entries(forCallers)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
    .join(''),
);
console.log(`${String(rules.length)} rules, ${String(Object.keys(policies).length)} policies`);
