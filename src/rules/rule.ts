import type { Severity } from '../findings/severity.ts';

export type Language = 'en' | 'zh';
export type Localized = Readonly<Record<Language, string>>;

/** From which shipped policy on a rule is selected, or required. `fleet`: by all of them, where a fleet is given. */
export type Level = 'baseline' | 'production' | 'optional' | 'fleet';
export type Requirement = 'baseline' | 'production' | 'never';

export interface RuleMessage extends Localized {
  readonly remediation?: Localized;
}

export interface RuleExample {
  readonly name: string;
  readonly expect: 'pass' | 'fail' | 'notChecked' | 'notApplicable';
  readonly message?: string;
  /** Path → text: real files, read by the real readers. */
  readonly files: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** A paddle-verify.yaml, as a value. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly buildArgs?: Readonly<Record<string, string>>;
}

/** A rule as its file says it: rules/catalog/<family>/<name>.yaml, or a file of a team's own folder. */
export interface RuleFile {
  readonly id: string;
  readonly code: string;
  readonly title: Localized;
  readonly rationale: Localized;
  readonly remediation: Localized;
  readonly messages: Readonly<Record<string, RuleMessage>>;
  readonly severity: Severity;
  readonly references: readonly string[];
  readonly check: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly appliesWhen?: Readonly<Record<string, readonly (string | boolean | number)[]>>;
  readonly level?: Level;
  readonly required?: Requirement;
  readonly since: string;
  readonly examples: readonly RuleExample[];
}

/** What judging needs of a rule: no texts. */
export interface RuleCore {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly check: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly appliesWhen: Readonly<Record<string, readonly (string | boolean | number)[]>>;
  readonly level: Level;
  readonly required: Requirement;
}

/** What a report needs of a rule, in one language. */
export interface RuleTexts {
  readonly title: string;
  readonly rationale: string;
  readonly remediation: string;
  readonly references: readonly string[];
  readonly messages: Readonly<Record<string, { readonly text: string; readonly remediation: string | null }>>;
}

export function coreOf(file: RuleFile): RuleCore {
  return {
    id: file.id,
    code: file.code,
    severity: file.severity,
    check: file.check,
    options: file.options ?? {},
    appliesWhen: file.appliesWhen ?? {},
    level: file.level ?? 'baseline',
    required: file.required ?? 'baseline',
  };
}

export function textsOf(file: RuleFile, language: Language): RuleTexts {
  const messages: Record<string, { text: string; remediation: string | null }> = {};
  for (const [id, message] of Object.entries(file.messages)) {
    messages[id] = { text: message[language], remediation: message.remediation?.[language] ?? null };
  }
  return {
    title: file.title[language],
    rationale: file.rationale[language],
    remediation: file.remediation[language],
    references: file.references,
    messages,
  };
}
