/**
 * The pure core of paddle-verify: synchronous, no I/O, no clock, never throws on bad input. The shipped rules are in
 * `paddle-verify/catalog`.
 */
export { parseReference } from './reference/parse.ts';
export { describeTag } from './reference/describe.ts';
export { compareTags } from './reference/compare.ts';
export { judgeCompatibility } from './compatibility/judge.ts';
export { evaluateRequirement } from './compatibility/gate/requirement.ts';
export { evaluateConstraint } from './compatibility/gate/constraint.ts';
export { readContainerEnvironment } from './compatibility/gate/environment.ts';
export { selectForwardCompat } from './compatibility/forward-compat.ts';
export { check } from './library/check.ts';

export type { ParsedReference, Problem, Reference, TagFacts } from './reference/types.ts';
export type {
  CompatibilityGpu,
  CompatibilityHost,
  CompatibilityImage,
  CompatibilityInput,
  CompatibilityVerdict,
} from './compatibility/types.ts';
export type { GateFacts, GateResult } from './compatibility/gate/requirement.ts';
export type { ConstraintProperties, ConstraintResult } from './compatibility/gate/constraint.ts';
export type { ContainerEnvironment } from './compatibility/gate/environment.ts';
export type { ForwardCompatChoice, ForwardCompatInput } from './compatibility/forward-compat.ts';
export type { CheckOptions, Rule } from './library/check.ts';
export type { Evidence, EvidenceSet, Gap, Observed, Provenance, Unavailable } from './facts/evidence.ts';
export type { FactKind, FactMap } from './facts/fact-map.ts';
export type { Place, Subject, SubjectKind } from './facts/subject.ts';
export type { Finding, Report, Unchecked } from './findings/report.ts';
export type { Severity } from './findings/severity.ts';
export type { Config, WaiverEntry } from './rules/config.ts';
