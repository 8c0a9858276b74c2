import type { At } from '../facts/subject.ts';
import type { FactKind } from '../facts/fact-map.ts';
import type { UnavailableCode } from '../facts/evidence.ts';

export type MessageData = Readonly<Record<string, string | number | readonly string[]>>;

export interface Pass {
  readonly outcome: 'pass';
}

export interface Fail {
  readonly outcome: 'fail';
  /** Key of the rule's `messages`. */
  readonly message: string;
  readonly data: MessageData;
  /** Where the fault stands, when more precise than the subject's own place. */
  readonly at: At | null;
  /** Other places of the same fault. */
  readonly related: readonly At[];
  /** What tells two faults of one rule on one subject apart in a fingerprint; no texts, no line numbers. */
  readonly key: string;
}

export interface NotApplicable {
  readonly outcome: 'notApplicable';
  readonly reason: string;
}

/** All that a check may say. `notChecked` and `error` belong to the engine, and the type keeps it so. */
export type Judgement = Pass | Fail | NotApplicable;

export interface MissingFact {
  readonly kind: FactKind;
  readonly code: UnavailableCode | 'partial';
  readonly detail: string;
  readonly advice: string;
}

export interface NotChecked {
  readonly outcome: 'notChecked';
  readonly missing: readonly MissingFact[];
}

export interface JudgementError {
  readonly outcome: 'error';
  readonly cause: string;
}

export type Outcome = Judgement | NotChecked | JudgementError;

export const OUTCOMES = ['pass', 'fail', 'notApplicable', 'notChecked', 'error'] as const;
export type OutcomeWord = (typeof OUTCOMES)[number];

const PASS: Pass = { outcome: 'pass' };

export function pass(): Pass {
  return PASS;
}

export interface FailOptions {
  readonly data?: MessageData;
  readonly at?: At | null | undefined;
  readonly related?: readonly At[];
  readonly key?: string;
}

export function fail(message: string, options: FailOptions = {}): Fail {
  return {
    outcome: 'fail',
    message,
    data: options.data ?? {},
    at: options.at ?? null,
    related: options.related ?? [],
    key: options.key ?? message,
  };
}

const reasons = new Map<string, NotApplicable>();

/** Reasons are few and fixed, so each is one shared object. */
export function notApplicable(reason: string): NotApplicable {
  let known = reasons.get(reason);
  if (known === undefined) {
    known = { outcome: 'notApplicable', reason };
    reasons.set(reason, known);
  }
  return known;
}
