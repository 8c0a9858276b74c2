import type { ReadContext } from '../port.ts';
import { parseDotenv, type DotenvEntry } from './dotenv.ts';
import { beside } from './paths.ts';
import type { Unknown } from './tree.ts';
import type { VariableValue, Variables } from './variables.ts';

/** Variables of some env files behind those that are known already, which win. */
export function withEnvFiles(outer: Variables, paths: readonly string[], context: ReadContext): Variables {
  const values = new Map<string, VariableValue>();
  let { unread } = outer;
  for (const path of paths) {
    const found = context.lookup(path);
    if (!found.ok) {
      unread ??= unreadFile(path, found.detail);
      continue;
    }
    const scope: Variables = { lookup: (name) => outer.lookup(name) ?? values.get(name), unread };
    const { entries, problem } = parseDotenv(found.file.text, scope);
    if (problem !== null) unread ??= unreadFile(path, problem);
    for (const entry of entries) values.set(entry.name, valueOf(path, entry));
  }
  return { lookup: (name) => outer.lookup(name) ?? values.get(name), unread };
}

function valueOf(path: string, { text, unknown, line }: DotenvEntry): VariableValue {
  return { text, unknown, origin: `${path} line ${String(line)}` };
}

function unreadFile(path: string, why: string): Unknown {
  return {
    why: `${path} cannot be read (${why})`,
    advice: `mend ${path}, or check the folder that holds it`,
  };
}

/** The `.env` of a project's folder, if there is one. */
export function envFileOf(folder: string, context: ReadContext): readonly string[] {
  const path = beside(folder, '.env');
  return context.exists(path) ? [path] : [];
}
