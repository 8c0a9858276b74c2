import { runExample, type ExampleRun } from '../../src/app/explain/rule-examples.ts';
import { assembleReport } from '../../src/engine/assemble.ts';
import type { Report } from '../../src/findings/report.ts';
import { coreOf, textsOf, type RuleExample, type RuleFile } from '../../src/rules/rule.ts';

/** The day on which the dates of the examples were written. */
const AT = Date.parse('2026-11-23T00:00:00Z');

export interface JudgedExample extends ExampleRun {
  readonly reports: Readonly<Record<'en' | 'zh', Report>>;
}

/** One example of one rule, and the report of it in both languages. */
export async function judgeExample(
  rule: RuleFile,
  example: RuleExample,
  all: readonly RuleFile[],
): Promise<JudgedExample> {
  const result = await runExample(rule.id, example, all.map(coreOf), AT);
  const reportIn = (language: 'en' | 'zh'): Report =>
    assembleReport(
      result.run,
      Object.fromEntries(all.map((file) => [file.id, textsOf(file, language)])),
      language,
    );
  return { ...result, reports: { en: reportIn('en'), zh: reportIn('zh') } };
}
