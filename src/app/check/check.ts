import { checks } from '../../checks/index.ts';
import { assembleReport, type RunResult } from '../../engine/assemble.ts';
import { bindRules } from '../../engine/bind.ts';
import { conclude } from '../../engine/conclude.ts';
import { emptySurvey, mergeSurvey, type Survey } from '../../engine/survey.ts';
import { addTally, ruleBook, type RuleBook } from '../../engine/tally.ts';
import { fromConfiguration, type Waiver } from '../../engine/waivers.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { Report } from '../../findings/report.ts';
import { inventoryOf } from '../../inputs/inventory.ts';
import type { KnownMachines } from '../machines/known-machines.ts';
import { waiversOf } from '../../rules/config.ts';
import { textsOf, type Language, type RuleTexts } from '../../rules/rule.ts';
import { loadTexts } from '../catalog.ts';
import type { Configuration } from '../policy/configuration.ts';
import { packageRoot } from '../package-root.ts';
import { UsageError } from '../call/usage-error.ts';

export type Extra = (survey: Survey) => readonly SubjectEvidence[];

export interface JudgeOptions {
  readonly configuration: Configuration;
  /** Milliseconds since 1970: ages count from it. */
  readonly at: number;
  readonly inlineWaivers: boolean;
  readonly allowNoSubject: boolean;
  readonly evidence: Report['evidence'];
  /** What is known of the machines, whatever runs on them. */
  readonly machines: KnownMachines;
  /** Further subjects that follow from everything that was read, such as the change itself. */
  readonly extra: Extra;
}

/** The rules of a configuration, bound to their checks and to the time from which ages count. */
export function bookOf({ policy }: Configuration, at: number): RuleBook {
  if (policy.selected.length === 0)
    throw new UsageError('the policy selects no rule', ['expected: at least one rule that is not "off"']);
  return ruleBook(bindRules(policy.selected, checks, at));
}

/** Judges what needs everything at once, holds the waivers against the findings, and decides. */
export function finish(shares: readonly Survey[], book: RuleBook, options: JudgeOptions): RunResult {
  const { configuration, at } = options;
  const survey = emptySurvey();
  for (const share of shares) mergeSurvey(survey, share, addTally);
  const waivedBy = conclude(survey, book, {
    policy: configuration.policy,
    rules: configuration.rules,
    waivers: waiversFor(survey, options),
    at,
    inventory: { ...inventoryOf(survey), ...options.machines.facts },
    extra: options.extra(survey),
  });
  if (!options.allowNoSubject) assertSomething(survey);
  return {
    tally: survey.tally,
    policy: configuration.policy,
    waivedBy,
    subjects: survey.subjects,
    inputs: survey.inputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    policyDigest: configuration.policyDigest,
    policySource: configuration.policySource,
    at: new Date(at).toISOString(),
    version: packageRoot().version,
    evidence: options.evidence,
    matrices: options.machines.tables,
    tools: [],
    change: null,
  };
}

function assertSomething({ subjects, tally }: Survey): void {
  if (subjects > 0 || tally.findings.length > 0 || tally.unchecked.length > 0) return;
  throw new UsageError(
    'nothing to judge: no Dockerfile, compose file, manifest, CI file or script was found',
    ['expected: a path that holds one; see `paddle-verify check --help`'],
  );
}

/** The report of a run in one language; team rules bring their own texts. */
export function reportOf(run: RunResult, configuration: Configuration, language: Language): Report {
  const texts: Record<string, RuleTexts> = { ...loadTexts(language) };
  for (const rule of configuration.teamRules) texts[rule.id] = textsOf(rule, language);
  return assembleReport(run, texts, language);
}

function waiversFor(survey: Survey, { configuration, inlineWaivers }: JudgeOptions): readonly Waiver[] {
  const own = waiversOf(configuration.config);
  const inherited = configuration.policy.waivers.filter((waiver) => !own.includes(waiver));
  return [
    ...inherited.map((entry) => fromConfiguration(entry, null)),
    ...own.map((entry) => fromConfiguration(entry, configuration.file)),
    ...(inlineWaivers ? survey.waivers : []),
  ];
}
