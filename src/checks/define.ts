import type { JSONSchemaType } from 'ajv';
import type { FactKind, FactMap } from '../facts/fact-map.ts';
import type { Subject, SubjectKind } from '../facts/subject.ts';
import type { Judgement } from '../findings/outcome.ts';

export interface JudgeInput<N extends FactKind, O> {
  readonly subject: Subject;
  /** Only the kinds that the check declared: reading another one does not compile. */
  readonly facts: { readonly [K in N]: FactMap[K] };
  readonly options: O;
  /** The time from which ages count, in milliseconds since 1970. */
  readonly at: number;
}

export interface CheckDefinition<N extends FactKind, O> {
  /** Equals the file's path under src/checks. */
  readonly id: string;
  /** Which subjects it judges. */
  readonly subject: SubjectKind;
  /** Kinds of facts it reads. When one is unavailable the engine answers notChecked and `judge` is not called. */
  readonly needs: readonly N[];
  /** Kinds in which it fails for what is *not* there: a gap in one of these takes a fail away as well as a pass. */
  readonly absence?: readonly N[];
  /** JSON Schema of a rule's `options`. */
  readonly options: JSONSchemaType<O> | typeof NO_OPTIONS;
  /** Pure and synchronous: same input, same answer. */
  judge(input: JudgeInput<N, O>): Judgement;
}

export const NO_OPTIONS = { type: 'object', additionalProperties: false, properties: {} } as const;

/** Erased form, as the engine holds it. */
export type AnyCheck = CheckDefinition<FactKind, unknown>;

/**
 * Declares a check. Never pass type arguments: `needs` and the options schema must both be inferred, or a check could
 * read facts that it did not declare.
 */
export function defineCheck<const N extends FactKind, O>(definition: CheckDefinition<N, O>): AnyCheck {
  // The engine narrows the evidence to `needs` and validates options against the schema before it calls `judge`, so the
  // erased form is only ever called with what the precise one asked for. This is the one place where that is asserted.
  return definition as unknown as AnyCheck;
}
