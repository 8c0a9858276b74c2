import { dataBlock, valueText } from './data-block.ts';
import type { Explained, ExplainedExample } from './explained.ts';
import { expectedWord, explainedWords, levelWords, type ExplainedWords } from './explained-words.ts';
import type { RenderOptions } from './format.ts';
import { placeText } from './place.ts';
import { severityWord } from './words.ts';
import { printable, wrap } from './wrap.ts';

/** For people at a terminal: what a rule, or one finding of it, means and how to mend it. */
export function renderExplainedText(explained: Explained, { color, width }: RenderOptions): string {
  const columns = Math.min(Math.max(width, 40), 100);
  const words = explainedWords(explained.language);
  const bold = (text: string): string => (color ? `\u001b[1m${text}\u001b[0m` : text);
  const section = (head: string, body: readonly string[]): readonly string[] =>
    body.length === 0 ? [] : [`${bold(head)}\n${body.join('\n')}`];
  const prose = (text: string): string => wrap(printable(text), columns, '  ');
  const { rule, finding, language } = explained;
  const blocks = [
    `${bold(`${rule.code} ${rule.id}`)}\n${wrap(printable(rule.title), columns, '')}`,
    ...section(words.finding, findingLines(explained, words).map(prose)),
    ...section(words.why, [prose(rule.rationale)]),
    ...section(words.mend, finding === null ? mendLines(explained).map(prose) : []),
    ...section(words.policy, forceLines(explained, words).map(prose)),
    ...section(words.options, optionLines(explained, words).map(prose)),
    ...section(
      words.messages,
      finding === null ? rule.messages.map(({ id, text }) => prose(`${id}: ${text}`)) : [],
    ),
    ...section(
      words.examples,
      rule.examples.flatMap((example) => exampleLines(example, language)),
    ),
    ...section(
      words.references,
      rule.references.map((url) => `  ${printable(url)}`),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function mendLines({ rule }: Explained): readonly string[] {
  const own = rule.messages.filter(({ remediation }) => remediation !== null);
  return [rule.remediation, ...own.map(({ id, remediation }) => `${id}: ${remediation ?? ''}`)];
}

function findingLines({ finding, language }: Explained, words: ExplainedWords): readonly string[] {
  if (finding === null) return [];
  const { severity, location, subject, related, evidence, waived } = finding;
  return [
    `${placeText(location)}  ${severityWord(severity, language)}  ${subject.name}`,
    finding.message,
    `${words.mend}${words.colon}${finding.remediation}`,
    ...(related.length === 0 ? [] : [`${words.related}${words.colon}${related.map(placeText).join(', ')}`]),
    ...evidence.map(({ kind, collector, source, digest }) => {
      const bytes = digest === null ? '' : ` (${digest})`;
      return `${words.evidence}${words.colon}${kind}, ${collector}, ${source}${bytes}`;
    }),
    ...(waived === null
      ? []
      : [`${words.waived}${words.colon}${waived.reason}, ${words.until(waived.owner, waived.until)}`]),
    `${words.fingerprint}${words.colon}${finding.fingerprint}`,
  ];
}

function forceLines({ inForce, rule, language }: Explained, words: ExplainedWords): readonly string[] {
  const general = [
    `${words.selectedFrom}${words.colon}${levelWords(rule.level, language)}`,
    `${words.since}${words.colon}${rule.since}`,
  ];
  if (inForce === null) return general;
  const { policy, selected, severity, severityFrom, selectedBy, required } = inForce;
  const state = selected
    ? words.selected(severityWord(severity, language), severityFrom)
    : words.notSelected(selectedBy ?? '');
  return [
    `${policy}${words.colon}${state}`,
    ...(selected ? [required ? words.mustBeChecked : words.mayStayOpen] : []),
    ...general,
  ];
}

function optionLines({ rule }: Explained, words: ExplainedWords): readonly string[] {
  return rule.options.map(({ name, takes, shipped, here }) => {
    const changed =
      valueText(here) === valueText(shipped) ? '' : `; ${words.here}${words.colon}${valueText(here)}`;
    return `${name} (${takes}); ${words.shipped}${words.colon}${valueText(shipped)}${changed}`;
  });
}

function exampleLines(example: ExplainedExample, language: 'en' | 'zh'): readonly string[] {
  const message = example.message === null ? '' : ` (${example.message})`;
  return [
    `  ${expectedWord(example.expect, language)}${message}${explainedWords(language).colon}${printable(example.name)}`,
    ...dataBlock(example, language).flatMap(({ head, text }) => [
      `    ${printable(head)}`,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `      | ${printable(line)}`),
    ]),
  ];
}
