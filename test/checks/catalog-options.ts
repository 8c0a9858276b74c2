import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RuleFile } from '../../src/rules/rule.ts';

/** The options that a shipped rule gives its check, so that tables judge with the lists a team gets. */
export function catalogOptions(id: string): unknown {
  const file = new URL(`../../rules/catalog/${id}.yaml`, import.meta.url);
  return (parse(readFileSync(file, 'utf8')) as RuleFile).options ?? {};
}
