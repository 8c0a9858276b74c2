import { join } from 'node:path';
import { readTextIfThere } from '../adapters/files/text.ts';
import type { Config } from '../rules/config.ts';
import type { Language, RuleCore, RuleTexts } from '../rules/rule.ts';
import { packageRoot } from './package-root.ts';

/** The shipped rules and policies, compiled from rules/ by the build so that a start parses no YAML and compiles no schema. */
export interface CompiledCatalog {
  readonly rules: readonly RuleCore[];
  readonly policies: Readonly<Record<string, Config>>;
  /** sha256 over everything that the rules and policies say. */
  readonly digest: string;
}

export function loadCatalog(): CompiledCatalog {
  // Written by our own build from files that were validated there.
  return read('catalog') as CompiledCatalog;
}

/** Texts of the shipped rules: loaded only when something is put into words. */
export function loadTexts(language: Language): Readonly<Record<string, RuleTexts>> {
  return read(`texts.${language}`) as Readonly<Record<string, RuleTexts>>;
}

function read(name: string): unknown {
  const text = readTextIfThere(join(packageRoot().folder, 'dist', 'data', `${name}.json`));
  if (text === null) throw new Error(`dist/data/${name}.json is missing: run \`npm run build\``);
  return JSON.parse(text);
}
