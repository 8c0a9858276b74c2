import type { Severity } from '../findings/severity.ts';
import { escapeMarkdown } from './markdown-escape.ts';
import { severityWord } from './words.ts';
import { printable } from './wrap.ts';

/** A row of `rules list`. */
export interface RuleRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly level: 'baseline' | 'production' | 'optional' | 'fleet';
  readonly selected: boolean;
  readonly required: boolean;
  /** What would select it; null when it is selected. */
  readonly selectedBy: string | null;
  readonly team: boolean;
}

export interface RuleTable {
  readonly schema: 'https://paddle-verify.dev/schemas/rules/1';
  readonly policy: string;
  readonly language: 'en' | 'zh';
  readonly rules: readonly RuleRow[];
}

const WORDS = {
  en: {
    head: ['code', 'rule', 'severity', 'level', 'selected'],
    title: 'title',
    yes: 'yes',
    required: 'yes, required',
    no: (by: string) => `no: ${by}`,
    count: (selected: number, all: number, policy: string) =>
      `${String(selected)} of ${String(all)} rules selected by policy ${policy}`,
  },
  zh: {
    head: ['编号', '规则', '严重度', '级别', '是否选择'],
    title: '标题',
    yes: '是',
    required: '是，必须检查',
    no: (by: string) => `否：${by}`,
    count: (selected: number, all: number, policy: string) =>
      `策略 ${policy} 选择了 ${String(all)} 条规则中的 ${String(selected)} 条`,
  },
} as const;

function cells(row: RuleRow, language: 'en' | 'zh'): readonly string[] {
  const words = WORDS[language];
  const selected = row.selected
    ? row.required
      ? words.required
      : words.yes
    : words.no(row.selectedBy ?? '');
  return [row.code, row.id, severityWord(row.severity, language), row.level, selected];
}

/** Two lines a rule, so that it fits 80 columns whatever the title. */
export function renderRuleTable({ rules, policy, language }: RuleTable): string {
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.flatMap((row) => {
    const [code = '', id = '', severity = '', level = '', selected = ''] = cells(row, language);
    return [
      `${code}  ${id.padEnd(widest)}  ${severity}, ${level}`,
      `        ${printable(row.title)}`,
      ...(row.selected ? [] : [`        ${selected}`]),
    ];
  });
  return `${[...lines, '', countLine(rules, policy, language)].join('\n')}\n`;
}

export function renderRuleMarkdown({ rules, policy, language }: RuleTable): string {
  const words = WORDS[language];
  const head = [...words.head, words.title];
  const rows = rules.map((row) => [...cells(row, language), row.title].map(escapeMarkdown));
  return `${[
    `| ${head.join(' | ')} |`,
    `|${head.map(() => '---').join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    countLine(rules, policy, language),
  ].join('\n')}\n`;
}

function countLine(rules: readonly RuleRow[], policy: string, language: 'en' | 'zh'): string {
  return WORDS[language].count(rules.filter(({ selected }) => selected).length, rules.length, policy);
}
