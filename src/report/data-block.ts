import type { ExplainedExample } from './explained.ts';
import { explainedWords } from './explained-words.ts';

/** A file, or a setting, that an example consists of. */
export interface Block {
  readonly head: string;
  readonly text: string;
  /** For a fence of Markdown. */
  readonly syntax: string;
}

/** Everything that one would have to write down to try an example. */
export function dataBlock(example: ExplainedExample, language: 'en' | 'zh'): readonly Block[] {
  const words = explainedWords(language);
  const settings = [
    [words.withOptions, example.options],
    [words.withConfig, example.config],
    [words.withBuildArgs, example.buildArgs],
  ] as const;
  return [
    ...Object.entries(example.files).map(([head, text]) => ({ head, text, syntax: syntaxOf(head) })),
    ...settings.flatMap(([head, data]) =>
      data === null ? [] : [{ head, text: yamlLines(data, 0).join('\n'), syntax: 'yaml' }],
    ),
  ];
}

function syntaxOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (/^(.*\.)?(Dockerfile|Containerfile)(\..*)?$/.test(name)) return 'dockerfile';
  if (/\.(sh|bash)$/.test(name)) return 'sh';
  return /^Makefile$|\.mk$/.test(name) ? 'makefile' : 'text';
}

/** A value on one line. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const parts = Object.entries(value).map(([key, inner]) => `${keyText(key)}: ${valueText(inner)}`);
    return `{${parts.join(', ')}}`;
  }
  return typeof value === 'string' && plain(value) ? value : JSON.stringify(value);
}

/** A text that YAML reads as itself without quotes. */
function plain(text: string): boolean {
  return (
    /^[A-Za-z/][\w@/.*-]*( [\w@/.*-]+)*$/.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text)
  );
}

/** Block style, deep enough for a configuration; deeper values stand on one line. */
function yamlLines(value: unknown, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > 6) return [valueText(value)];
  const entries = Array.isArray(value)
    ? value.map((item: unknown) => ['-', item] as const)
    : Object.entries(value).map(([key, inner]) => [`${keyText(key)}:`, inner as unknown] as const);
  if (entries.length === 0) return [Array.isArray(value) ? '[]' : '{}'];
  return entries.flatMap(([head, inner]) => under(head, inner, depth));
}

function keyText(key: string): string {
  return plain(key) ? key : JSON.stringify(key);
}

function under(head: string, inner: unknown, depth: number): readonly string[] {
  const lines = yamlLines(inner, depth + 1);
  const [first = '', ...rest] = lines;
  const nested = typeof inner === 'object' && inner !== null && Object.keys(inner).length > 0;
  if (!nested || depth > 5) return [`${head} ${first}`];
  if (head === '-') return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
  return [head, ...lines.map((line) => `  ${line}`)];
}
