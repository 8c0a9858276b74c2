import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RuleFile } from '../../src/rules/rule.ts';

const catalog = new URL('../../rules/catalog/', import.meta.url);

/** Every shipped rule as its file says it, by path without `.yaml`. */
export function catalogFiles(): ReadonlyMap<string, RuleFile> {
  const paths = readdirSync(catalog, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return new Map(
    paths.map((path) => [
      path.replace(/\.yaml$/, ''),
      parse(readFileSync(new URL(path, catalog), 'utf8')) as RuleFile,
    ]),
  );
}
