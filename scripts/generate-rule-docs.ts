// Writes docs/rules/** from the rule files: a page for each rule in each language, and an index. Same input, same bytes.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { explainedRule } from '../src/app/explain/rule-pages.ts';
import type { ExplainedRule } from '../src/report/explained.ts';
import { renderExplainedMarkdown } from '../src/report/explained-markdown.ts';
import { severityWord } from '../src/report/words.ts';
import type { Language, RuleFile } from '../src/rules/rule.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const catalog = join(root, 'rules/catalog');
const target = join(root, 'docs/rules');
const NOTE = '<!-- Generated from rules/catalog by scripts/generate-rule-docs.ts. Do not edit. -->';

const WORDS = {
  en: {
    heading: 'Rules',
    intro:
      'Every rule that paddle-verify ships, by family. `paddle-verify explain RULE` prints the same page at a terminal.',
    head: '| code | rule | severity | selected from | |\n|---|---|---|---|---|',
    other: (path: string) => `[中文](${path})`,
    index: 'All rules',
  },
  zh: {
    heading: '规则',
    intro:
      'paddle-verify 随附的全部规则，按类别排列。`paddle-verify explain RULE --lang zh` 在终端显示同样的内容。',
    head: '| 编号 | 规则 | 严重度 | 起始策略 | |\n|---|---|---|---|---|',
    other: (path: string) => `[English](${path})`,
    index: '全部规则',
  },
} as const;

const files = readdirSync(catalog, { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const rules = files
  .map((file) => parse(readFileSync(join(catalog, file), 'utf8')) as RuleFile)
  .sort((a, b) => (a.code < b.code ? -1 : 1));

const pages = new Map<string, string>();
for (const language of ['en', 'zh'] as const) {
  const explained = rules.map((rule) => explainedRule(rule, language));
  for (const rule of explained) pages.set(pathOf(rule.id, language), page(rule, language));
  pages.set(language === 'en' ? 'README.md' : 'zh/README.md', index(explained, language));
}
removeOthers('');
for (const [path, text] of pages) writeIfNew(join(target, path), text);
console.log(`${String(pages.size)} pages`);

function pathOf(id: string, language: Language): string {
  return language === 'en' ? `${id}.md` : `zh/${id}.md`;
}

function page(rule: ExplainedRule, language: Language): string {
  const words = WORDS[language];
  const other = language === 'en' ? `../zh/${rule.id}.md` : `../../${rule.id}.md`;
  const text = renderExplainedMarkdown({
    schema: 'https://paddle-verify.dev/schemas/explanation/1',
    language,
    rule,
    inForce: null,
    finding: null,
  });
  return `${NOTE}\n\n${text}\n---\n\n[${words.index}](../README.md) · ${words.other(other)}\n`;
}

function index(explained: readonly ExplainedRule[], language: Language): string {
  const words = WORDS[language];
  const families = [...new Set(explained.map(({ id }) => familyOf(id)))];
  const sections = families.map((family) => {
    const rows = explained
      .filter(({ id }) => familyOf(id) === family)
      .map(
        ({ code, id, severity, level, title }) =>
          `| ${code} | [${id}](${id}.md) | ${severityWord(severity, language)} | ${level} | ${title.replaceAll('|', '\\|')} |`,
      );
    return `## ${family}\n\n${words.head}\n${rows.join('\n')}\n`;
  });
  const other = language === 'en' ? 'zh/README.md' : '../README.md';
  return `${NOTE}\n\n# ${words.heading}\n\n${words.intro}\n\n${words.other(other)}\n\n${sections.join('\n')}`;
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

/** Pages of rules that are gone. */
function removeOthers(folder: string): void {
  const there = statSync(join(target, folder), { throwIfNoEntry: false });
  if (there === undefined) return;
  for (const entry of readdirSync(join(target, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) removeOthers(path);
    else if (!pages.has(path)) rmSync(join(target, path));
  }
}

function writeIfNew(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  if (statSync(path, { throwIfNoEntry: false }) !== undefined && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
}
