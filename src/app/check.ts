import { checks } from '../checks/index.ts';
import { assembleReport, type RunResult } from '../engine/assemble.ts';
import { bindRules } from '../engine/bind.ts';
import { addTally, record, ruleBook, type RuleBook } from '../engine/tally.ts';
import { applyWaivers, fromConfiguration, type Waiver } from '../engine/waivers.ts';
import { observed, type EvidenceSet, type Gap } from '../facts/evidence.ts';
import type { FactKind } from '../facts/fact-map.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type { WaiverState } from '../facts/waiver.ts';
import type { Report } from '../findings/report.ts';
import { frameworksOf } from '../inputs/frameworks.ts';
import { waiversOf } from '../rules/config.ts';
import { textsOf, type Language, type RuleTexts } from '../rules/rule.ts';
import { loadTexts } from './catalog.ts';
import type { Configuration } from './configuration.ts';
import { packageRoot } from './package-root.ts';
import { emptySurvey, mergeSurvey, type Survey } from './survey.ts';
import { UsageError } from './usage-error.ts';

export type Extra = (survey: Survey) => readonly SubjectEvidence[];

export interface JudgeOptions {
  readonly configuration: Configuration;
  /** Milliseconds since 1970: ages count from it. */
  readonly at: number;
  readonly inlineWaivers: boolean;
  readonly allowNoSubject: boolean;
  readonly evidence: Report['evidence'];
  /** Further subjects that follow from everything that was read, such as the change itself. */
  readonly extra: Extra;
}

/** The rules of a configuration, bound to their checks. */
export function bookOf({ policy }: Configuration): RuleBook {
  if (policy.selected.length === 0)
    throw new UsageError('the policy selects no rule', ['expected: at least one rule that is not "off"']);
  return ruleBook(bindRules(policy.selected, checks));
}

/** Judges what needs everything at once, holds the waivers against the findings, and decides. */
export function finish(shares: readonly Survey[], book: RuleBook, options: JudgeOptions): RunResult {
  const survey = emptySurvey();
  for (const share of shares) mergeSurvey(survey, share, addTally);
  const { policy } = options.configuration;
  judgeWhole(survey, book);
  for (const subject of options.extra(survey)) judgeExtra(survey, book, subject);
  const codes = new Map(
    options.configuration.rules.flatMap(({ id, code }) => [[id, code] as const, [code, id] as const]),
  );
  const waivers = waiversFor(survey, options);
  const { states } = applyWaivers(survey.tally.findings, waivers, policy, codes, options.at);
  for (const subject of states.map(waiverSubject)) judgeExtra(survey, book, subject);
  const { waivedBy } = applyWaivers(survey.tally.findings, waivers, policy, codes, options.at);
  if (
    survey.subjects === 0 &&
    survey.tally.findings.length === 0 &&
    survey.tally.unchecked.length === 0 &&
    !options.allowNoSubject
  ) {
    throw new UsageError(
      'nothing to judge: no Dockerfile, compose file, manifest, CI file or script was found',
      ['expected: a path that holds one; see `paddle-verify check --help`'],
    );
  }
  return {
    tally: survey.tally,
    policy,
    waivedBy,
    subjects: survey.subjects,
    inputs: survey.inputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    policyDigest: options.configuration.policyDigest,
    policySource: options.configuration.policySource,
    at: new Date(options.at).toISOString(),
    version: packageRoot().version,
    evidence: options.evidence,
    matrices: [],
    tools: [],
    change: null,
  };
}

/** The report of a run in one language; team rules bring their own texts. */
export function reportOf(run: RunResult, configuration: Configuration, language: Language): Report {
  const texts: Record<string, RuleTexts> = { ...loadTexts(language) };
  for (const rule of configuration.teamRules) texts[rule.id] = textsOf(rule, language);
  return assembleReport(run, texts, language);
}

function judgeWhole(survey: Survey, book: RuleBook): void {
  const provenance = { collector: 'inventory', source: 'all inputs', digest: null };
  const { images, workloads, supporting } = survey;
  const gaps: readonly Gap[] = survey.gaps;
  const frameworks = frameworksOf(workloads);
  const inventory: EvidenceSet = {
    'inputs.inventory': observed({ images, workloads, supporting }, provenance, gaps),
    'inputs.frameworks': observed(frameworks.value, provenance, [...gaps, ...frameworks.gaps]),
  };
  const whole: SubjectEvidence = {
    subject: { id: 'inputs', kind: 'inputs', name: 'all inputs', location: null },
    evidence: inventory,
  };
  for (const rule of book.linked) {
    const subjects =
      rule.subject === 'inputs'
        ? [whole]
        : survey.carried.filter(({ subject }) => subject.kind === rule.subject);
    for (const { subject, evidence } of subjects)
      record(survey.tally, rule, { subject, evidence: { ...evidence, ...inventory } });
  }
}

function judgeExtra(survey: Survey, book: RuleBook, subject: SubjectEvidence): void {
  for (const rule of book.local.get(subject.subject.kind) ?? []) record(survey.tally, rule, subject);
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

function waiverSubject(state: WaiverState, index: number): SubjectEvidence {
  const kind: FactKind = 'waiver.state';
  const rule = state.rule ?? '?';
  const source = state.place?.path ?? 'policy';
  return {
    subject: {
      id: `${source}#waiver/${rule}/${state.subject ?? String(index)}`,
      kind: 'waiver',
      name: `waiver of ${rule}`,
      location: state.place,
    },
    evidence: { [kind]: observed(state, { collector: 'waivers', source, digest: null }) },
  };
}
