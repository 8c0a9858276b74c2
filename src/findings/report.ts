import type { FactKind } from '../facts/fact-map.ts';
import type { InputKind } from '../facts/inputs.ts';
import type { Place, SubjectKind } from '../facts/subject.ts';
import type { ExitCode, Verdict } from './exit-code.ts';
import type { MissingFact } from './outcome.ts';
import type { Severity } from './severity.ts';

/** One judgement in context. Texts are rendered in the report's language. */
export interface Finding {
  readonly rule: string;
  readonly code: string;
  readonly title: string;
  readonly severity: Severity;
  readonly subject: { readonly kind: SubjectKind; readonly id: string; readonly name: string };
  readonly location: Place | null;
  readonly related: readonly Place[];
  /** Id of the message, stable across wordings. */
  readonly messageId: string;
  readonly message: string;
  readonly remediation: string;
  readonly evidence: readonly {
    readonly kind: FactKind;
    readonly collector: string;
    readonly source: string;
    readonly digest: string | null;
  }[];
  /** Over rule, subject and kind of fault: holds neither texts nor line numbers. */
  readonly fingerprint: string;
  /** At or above the policy's threshold. */
  readonly failing: boolean;
  readonly waived: {
    readonly reason: string;
    readonly owner: string;
    readonly until: string;
    readonly origin: 'configuration' | 'inline';
  } | null;
}

/** A judgement that could not be made. */
export interface Unchecked {
  readonly rule: string;
  readonly code: string;
  readonly subject: { readonly kind: SubjectKind; readonly id: string; readonly name: string };
  readonly location: Place | null;
  /** Code of the first missing fact. */
  readonly reasonCode: MissingFact['code'];
  readonly reason: string;
  readonly advice: string;
  readonly missing: readonly MissingFact[];
  /** The policy requires it: it makes the verdict incomplete. */
  readonly required: boolean;
}

export interface ReportRule {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly rationale: string;
  readonly severity: Severity;
  readonly references: readonly string[];
  /** Every one of its judgements could be made. */
  readonly checked: boolean;
  readonly counts: Readonly<Record<'pass' | 'fail' | 'notApplicable' | 'notChecked' | 'error', number>>;
}

export interface ReportInput {
  readonly path: string;
  readonly kind: InputKind;
  /** How many subjects it holds. */
  readonly subjects: number;
  readonly readable: boolean;
}

/** The finished document. Every output format is rendered from it, and nothing is decided after it. */
export interface Report {
  readonly schema: 'https://paddle-verify.dev/schemas/report/1';
  readonly tool: { readonly name: 'paddle-verify'; readonly version: string };
  readonly language: 'en' | 'zh';
  /** The time that ages count from (--at), ISO 8601 UTC. */
  readonly at: string;
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly evidence: 'collected now' | 'bundle, unsigned';
  readonly policy: {
    readonly name: string;
    readonly digest: string;
    readonly failOn: Severity | 'never';
    readonly source: string;
  };
  readonly counts: {
    readonly pass: number;
    readonly fail: number;
    readonly notApplicable: number;
    readonly notChecked: number;
    readonly error: number;
    readonly notSelected: number;
  };
  readonly coverage: {
    /** Rules that the policy selected. */
    readonly rules: number;
    readonly checked: number;
    /** Why the others were not, the most frequent reason first. */
    readonly unchecked: readonly { readonly reason: string; readonly rules: number }[];
  };
  readonly subjects: number;
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Unchecked[];
  readonly errors: readonly { readonly rule: string; readonly subject: string; readonly cause: string }[];
  readonly notSelected: readonly {
    readonly id: string;
    readonly code: string;
    readonly selectedBy: string;
  }[];
  readonly rules: readonly ReportRule[];
  readonly inputs: readonly ReportInput[];
  readonly matrices: readonly { readonly name: string; readonly asOf: string; readonly digest: string }[];
  readonly tools: readonly { readonly name: string; readonly version: string }[];
  /** With --changed-since: the revision compared with, and what the change took away. */
  readonly change: { readonly since: string; readonly fixed: number; readonly unchanged: number } | null;
}
