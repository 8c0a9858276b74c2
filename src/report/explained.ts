import type { Finding } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';

/** One option of a rule: what it takes, what it is by default, and what it is here. */
export interface ExplainedOption {
  readonly name: string;
  /** In words: `list of texts`, `whole number from 0 to 3650`. */
  readonly takes: string;
  readonly shipped: unknown;
  readonly here: unknown;
}

export interface ExplainedExample {
  readonly name: string;
  readonly expect: 'pass' | 'fail' | 'notChecked' | 'notApplicable';
  readonly message: string | null;
  readonly files: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, unknown>> | null;
  readonly config: Readonly<Record<string, unknown>> | null;
  readonly buildArgs: Readonly<Record<string, string>> | null;
}

/** A rule in one language, as its file says it. */
export interface ExplainedRule {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly rationale: string;
  readonly remediation: string;
  readonly messages: readonly {
    readonly id: string;
    readonly text: string;
    readonly remediation: string | null;
  }[];
  readonly severity: Severity;
  /** From which shipped policy on it is selected. */
  readonly level: 'baseline' | 'production' | 'optional' | 'fleet';
  /** From which shipped policy on an unmade judgement makes the verdict incomplete. */
  readonly required: 'baseline' | 'production' | 'never';
  readonly check: string;
  readonly appliesWhen: Readonly<Record<string, readonly (string | boolean | number)[]>>;
  readonly options: readonly ExplainedOption[];
  readonly since: string;
  readonly references: readonly string[];
  readonly examples: readonly ExplainedExample[];
}

/** What the policy in force makes of a rule. */
export interface InForce {
  readonly policy: string;
  readonly selected: boolean;
  readonly severity: Severity;
  readonly required: boolean;
  /** Where the severity comes from: `shipped`, `policy production`, or `paddle-verify.yaml:4:3`. */
  readonly severityFrom: string;
  /** What would select it; null when it is selected. */
  readonly selectedBy: string | null;
}

/** What `explain` prints: a rule, and one finding of it where a fingerprint was given. */
export interface Explained {
  readonly schema: 'https://paddle-verify.dev/schemas/explanation/1';
  readonly language: 'en' | 'zh';
  readonly rule: ExplainedRule;
  /** Null in documents, which know no policy. */
  readonly inForce: InForce | null;
  readonly finding: Finding | null;
}
