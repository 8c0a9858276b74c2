import { dataBlock, valueText } from './data-block.ts';
import type { Explained, ExplainedExample } from './explained.ts';
import {
  expectedWord,
  explainedWords,
  levelWords,
  requiredWords,
  type ExplainedWords,
} from './explained-words.ts';
import { escapeCode, escapeMarkdown } from './markdown-escape.ts';
import { placeText } from './place.ts';
import { severityWord } from './words.ts';

/** A page about a rule: `explain -f markdown`, and the pages under docs/rules. */
export function renderExplainedMarkdown(explained: Explained): string {
  const { rule, language, finding } = explained;
  const words = explainedWords(language);
  const section = (head: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [`## ${head}`, '', ...lines, ''];
  const lines = [
    `# ${rule.code} ${rule.id}`,
    '',
    escapeProse(rule.title),
    '',
    ...facts(explained, words),
    '',
    ...section(words.finding, findingLines(explained, words)),
    ...section(words.why, [escapeProse(rule.rationale)]),
    ...section(words.mend, finding === null ? mendLines(explained) : []),
    ...section(
      words.messages,
      rule.messages.map(({ id, text }) => `- \`${id}\`: ${escapeProse(text)}`),
    ),
    ...section(words.options, optionTable(explained, words)),
    ...section(
      words.examples,
      rule.examples.length === 0
        ? [words.noExamples]
        : rule.examples.flatMap((example) => exampleLines(example, language)),
    ),
    ...section(
      words.references,
      rule.references.map((url) => `- <${url}>`),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function facts({ rule, inForce, language }: Explained, words: ExplainedWords): readonly string[] {
  const applies = Object.entries(rule.appliesWhen).map(
    ([fact, values]) => `\`${fact}\` = ${values.map((value) => `\`${String(value)}\``).join(', ')}`,
  );
  const rows = [
    [words.severity, severityWord(rule.severity, language)],
    [words.selectedFrom, levelWords(rule.level, language)],
    [words.required, requiredWords(rule.required, language)],
    ...(applies.length === 0 ? [] : [[words.applies, applies.join('<br>')]]),
    [words.check, `\`${rule.check}\``],
    [words.since, rule.since],
    ...(inForce === null
      ? []
      : [
          [
            words.policy,
            `${escapeMarkdown(inForce.policy)}${words.colon}${escapeMarkdown(
              inForce.selected
                ? words.selected(severityWord(inForce.severity, language), inForce.severityFrom)
                : words.notSelected(inForce.selectedBy ?? ''),
            )}`,
          ],
        ]),
  ];
  return ['| | |', '|---|---|', ...rows.map(([head = '', value = '']) => `| ${head} | ${value} |`)];
}

function findingLines({ finding, language }: Explained, words: ExplainedWords): readonly string[] {
  if (finding === null) return [];
  return [
    `- ${words.place}${words.colon}\`${escapeCode(placeText(finding.location))}\``,
    `- ${words.subject}${words.colon}\`${escapeCode(finding.subject.name)}\``,
    `- ${words.severity}${words.colon}${severityWord(finding.severity, language)}`,
    `- ${words.message}${words.colon}${escapeMarkdown(finding.message)}`,
    `- ${words.mend}${words.colon}${escapeMarkdown(finding.remediation)}`,
    ...finding.evidence.map(
      ({ kind, collector, source }) =>
        `- ${words.evidence}${words.colon}\`${kind}\`, ${collector}, \`${escapeCode(source)}\``,
    ),
    `- ${words.fingerprint}${words.colon}\`${finding.fingerprint}\``,
  ];
}

function mendLines({ rule }: Explained): readonly string[] {
  const own = rule.messages.filter(({ remediation }) => remediation !== null);
  return [
    escapeProse(rule.remediation),
    ...(own.length === 0 ? [] : ['']),
    ...own.map(({ id, remediation }) => `- \`${id}\`: ${escapeProse(remediation ?? '')}`),
  ];
}

function optionTable({ rule }: Explained, words: ExplainedWords): readonly string[] {
  if (rule.options.length === 0) return [];
  return [
    `| ${words.option} | ${words.takes} | ${words.shipped} |`,
    '|---|---|---|',
    ...rule.options.map(
      ({ name, takes, shipped }) => `| \`${name}\` | ${takes} | \`${escapeCode(valueText(shipped))}\` |`,
    ),
  ];
}

function exampleLines(example: ExplainedExample, language: 'en' | 'zh'): readonly string[] {
  const message = example.message === null ? '' : ` (\`${example.message}\`)`;
  return [
    `### ${expectedWord(example.expect, language)}${message}${explainedWords(language).colon}${escapeProse(example.name)}`,
    '',
    ...dataBlock(example, language).flatMap(({ head, text, syntax }) => {
      const fence = text.includes('```') ? '~~~~' : '```';
      return [`\`${escapeCode(head)}\``, '', `${fence}${syntax}`, text.trimEnd(), fence, ''];
    }),
  ];
}

/** Texts of rules use backticks on purpose: those stay, the rest is taken literally. */
function escapeProse(text: string): string {
  return text
    .split('`')
    .map((part, index, parts) =>
      index % 2 === 1 && index < parts.length - 1 ? `\`${part}\`` : escapeMarkdown(part),
    )
    .join('');
}
