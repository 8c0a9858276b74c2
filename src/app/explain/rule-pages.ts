import { join } from 'node:path';
import { checks } from '../../checks/index.ts';
import type { SelectedRule } from '../../rules/policy.ts';
import type { Language, RuleFile } from '../../rules/rule.ts';
import type { ExplainedExample, ExplainedOption, ExplainedRule } from '../../report/explained.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { readTextIfThere } from '../../adapters/files/text.ts';
import { packageRoot } from '../package-root.ts';
import { schemaWords, type Schema } from '../policy/schema-words.ts';
import { plainValue } from '../policy/yaml-file.ts';

/** The file of a shipped rule, with the examples that the compiled catalogue leaves out. */
export function shippedRuleFile(id: string): RuleFile {
  const text = readTextIfThere(join(packageRoot().folder, 'rules', 'catalog', `${id}.yaml`));
  const root = text === null ? null : (parseYaml(text, 'core')[0]?.root ?? null);
  if (root === null) throw new Error(`rules/catalog/${id}.yaml is missing from this package`);
  // Validated when the package was built.
  return plainValue(root) as RuleFile;
}

/** A rule file in one language; `choice` gives the options in force. */
export function explainedRule(
  file: RuleFile,
  language: Language,
  choice: SelectedRule | null = null,
): ExplainedRule {
  const { id, code, severity, check, since, references, appliesWhen = {} } = file;
  return {
    id,
    code,
    title: file.title[language],
    rationale: file.rationale[language],
    remediation: file.remediation[language],
    messages: Object.entries(file.messages).map(([message, texts]) => ({
      id: message,
      text: texts[language],
      remediation: texts.remediation?.[language] ?? null,
    })),
    severity,
    level: file.level ?? 'baseline',
    required: file.required ?? 'baseline',
    check,
    appliesWhen,
    options: optionsOf(file, language, choice),
    since,
    references,
    examples: file.examples.map(exampleOf),
  };
}

function exampleOf(example: RuleFile['examples'][number]): ExplainedExample {
  const { name, expect, files } = example;
  return {
    name,
    expect,
    files,
    message: example.message ?? null,
    options: example.options ?? null,
    config: example.config ?? null,
    buildArgs: example.buildArgs ?? null,
  };
}

function optionsOf(
  file: RuleFile,
  language: Language,
  choice: SelectedRule | null,
): readonly ExplainedOption[] {
  const schema = checks.get(file.check)?.options as
    { readonly properties?: Readonly<Record<string, Schema>> } | undefined;
  const shipped = file.options ?? {};
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    takes: schemaWords(property, language),
    shipped: shipped[name] ?? null,
    here: (choice?.options ?? shipped)[name] ?? null,
  }));
}
