import { toPlain } from '../../../src/syntax/yaml/access.ts';
import type { YamlDialect } from '../../../src/syntax/yaml/node.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import type { GoOracle } from '../go-oracle.ts';

export type Answer =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

/** What the readers of the field make of the texts, one answer each. */
export async function askOracle(
  oracle: GoOracle,
  reader: string,
  texts: readonly string[],
): Promise<Answer[]> {
  const parts = texts.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [Buffer.from(`${bytes.length}\n`), bytes];
  });
  const out = await oracle.run([reader], Buffer.concat(parts));
  return out
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => {
      const answer = JSON.parse(line) as { ok: boolean; value?: unknown; error?: string };
      return answer.ok ? { ok: true, value: answer.value ?? null } : { ok: false, error: answer.error ?? '' };
    });
}

/** What we make of the first document of a text, which is all that the oracle prints; a problem anywhere refuses it. */
export function readText(text: string, dialect: YamlDialect): Answer {
  const documents = parseYaml(text, dialect);
  const problem = documents.flatMap((document) => document.problems)[0];
  if (problem !== undefined) return { ok: false, error: problem.code };
  return { ok: true, value: toPlain(documents[0]?.root ?? null) };
}

/** A form that two equal values share: keys sorted, no negative zero. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) => {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry))
      return Object.is(entry, -0) ? 0 : entry;
    return Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
