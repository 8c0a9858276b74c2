import { checks } from '../checks/index.ts';
import { assembleReport, type RunResult } from '../engine/assemble.ts';
import { bindRules } from '../engine/bind.ts';
import { conclude } from '../engine/conclude.ts';
import { emptySurvey, surveySubject } from '../engine/survey.ts';
import { ruleBook } from '../engine/tally.ts';
import { fromConfiguration } from '../engine/waivers.ts';
import type { EvidenceSet } from '../facts/evidence.ts';
import type { Subject } from '../facts/subject.ts';
import type { Report } from '../findings/report.ts';
import { inventoryOf } from '../inputs/inventory.ts';
import type { Config, WaiverEntry } from '../rules/config.ts';
import { resolvePolicy, type Policy, type PolicyResult } from '../rules/policy.ts';
import { coreOf, textsOf, type Language, type RuleCore, type RuleFile } from '../rules/rule.ts';
import { validateConfig } from '../rules/validate.ts';
import manifest from '../../package.json' with { type: 'json' };

/** A rule as its file says it; `paddle-verify/catalog` has the shipped ones. */
export type Rule = Omit<RuleFile, 'examples'>;

export interface CheckOptions {
  readonly rules: readonly Rule[];
  /** Which of them, how severe: one of the shipped policies of `paddle-verify/catalog`, or a configuration that extends one by name. */
  readonly policy: Config;
  /** On top of those of the policy. */
  readonly waivers?: readonly WaiverEntry[];
  /** The time from which ages and waivers count: ISO 8601, or milliseconds since 1970. */
  readonly at: string | number;
  /** Default: en. */
  readonly language?: Language;
}

const BASES = ['baseline', 'production', 'audit'] as const;

/**
 * Judges subjects by their evidence, as the command line does: pure and synchronous, no I/O, no clock. `evidence` is keyed by
 * the id of the subject. Never throws: what cannot be used comes back as a report with the verdict `error` that says why.
 */
export function check(
  subjects: readonly Subject[],
  options: CheckOptions,
  evidence: Readonly<Record<string, EvidenceSet>>,
): Report {
  try {
    return judge(subjects, options, evidence);
  } catch (error) {
    return refused(options, error instanceof Error ? error.message : String(error));
  }
}

function judge(
  subjects: readonly Subject[],
  options: CheckOptions,
  evidence: Readonly<Record<string, EvidenceSet>>,
): Report {
  const { rules, waivers = [], language = 'en' } = options;
  if (subjects.length === 0) throw new Error('subjects: there is nothing to judge');
  const at = timeOf(options.at);
  // A rule without its examples is judged like one with them.
  const files = rules.map((rule): RuleFile => ({ ...rule, examples: [] }));
  const cores = files.map(coreOf);
  const policy = policyOf(options.policy, cores);
  const book = ruleBook(bindRules(policy.selected, checks, at));
  const survey = emptySurvey();
  for (const subject of subjects)
    surveySubject(survey, book, { subject, evidence: ownOf(evidence, subject.id) });
  const waivedBy = conclude(survey, book, {
    policy,
    rules: cores,
    waivers: [...policy.waivers, ...waivers].map((entry) => fromConfiguration(entry, null)),
    at,
    inventory: inventoryOf(survey),
    extra: [],
  });
  const run: RunResult = {
    ...emptyRun(policy, at),
    tally: survey.tally,
    waivedBy,
    subjects: survey.subjects,
  };
  const texts = Object.fromEntries(files.map((rule) => [rule.id, textsOf(rule, language)]));
  return assembleReport(run, texts, language);
}

/** Evidence is looked up by a name that a manifest chose: `constructor` has none. */
function ownOf(evidence: Readonly<Record<string, EvidenceSet>>, id: string): EvidenceSet {
  return Object.hasOwn(evidence, id) ? (evidence[id] ?? {}) : {};
}

function timeOf(at: string | number): number {
  const time = typeof at === 'number' ? at : Date.parse(at);
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15)
    throw new Error(`at: "${String(at)}" is no time; right: 2026-12-01T08:00:00Z`);
  return time;
}

function policyOf(config: Config, cores: readonly RuleCore[]): Policy {
  const validated = validateConfig(config);
  if (!validated.ok) throw new Error(`policy: ${validated.problems.map(sayProblem).join('; ')}`);
  const wanted = config.extends ?? 'baseline';
  const basis = BASES.find((name) => name === wanted);
  if (basis === undefined) throw new Error(`policy: "${wanted}" is none of ${BASES.join(', ')}`);
  const resolved: PolicyResult = resolvePolicy(basis, [config], cores);
  if (!resolved.ok) throw new Error(`policy: ${resolved.problems.map(sayProblem).join('; ')}`);
  if (resolved.policy.selected.length === 0) throw new Error('policy: it selects no rule');
  return resolved.policy;
}

function sayProblem(problem: {
  readonly path: readonly (string | number)[];
  readonly message: string;
  readonly expected: string;
}): string {
  return `${problem.path.join('.')}: ${problem.message}; expected ${problem.expected}`;
}

function emptyRun(policy: Policy, at: number): RunResult {
  return {
    tally: emptySurvey().tally,
    policy,
    waivedBy: [],
    inputs: [],
    subjects: 0,
    policyDigest: '',
    policySource: 'library call',
    at: new Date(at).toISOString(),
    version: manifest.version,
    evidence: 'collected now',
    matrices: [],
    tools: [],
    change: null,
  };
}

const NO_POLICY: Policy = {
  name: 'none',
  failOn: 'medium',
  incompleteAllowed: false,
  selected: [],
  notSelected: [],
  waivers: [],
  inlineWaiversAllowed: false,
  notWaivable: [],
  unsignedBundlesAllowed: true,
};

/** Nothing was judged: that must never look clean. */
function refused(options: unknown, cause: string): Report {
  const language = (options as Partial<CheckOptions> | null)?.language === 'zh' ? 'zh' : 'en';
  const run = emptyRun(NO_POLICY, 0);
  const subject = { id: 'call', kind: 'change', name: 'the call', location: null } as const;
  run.tally.errors.push({ rule: '-', subject, cause });
  return assembleReport(run, {}, language);
}
