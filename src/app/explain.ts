import { loadConfiguration } from './configuration.ts';
import { diskSource } from '../adapters/files/disk-source.ts';
import { readTextIfThere } from '../adapters/files/text.ts';
import type { Report } from '../findings/report.ts';
import type { Language, RuleCore, RuleTexts } from '../rules/rule.ts';
import { textsOf } from '../rules/rule.ts';
import { loadTexts } from './catalog.ts';
import { UsageError } from './usage-error.ts';
import { distance } from '../schema/distance.ts';
import { resolve } from 'node:path';

export interface RuleExplanation {
  readonly rule: RuleCore;
  readonly texts: RuleTexts;
  /** Under the policy in force: null when it is not selected. */
  readonly selected: { readonly severity: string; readonly required: boolean } | null;
}

export interface CatalogRequest {
  readonly cwd: string;
  readonly policy: string | null;
  readonly config: string | null;
  readonly ruleFolders: readonly string[];
  readonly language: Language;
}

/** Every rule in force, with its texts and what the policy makes of it. */
export async function explainAll({
  cwd,
  policy,
  config,
  ruleFolders,
  language,
}: CatalogRequest): Promise<readonly RuleExplanation[]> {
  const configuration = await loadConfiguration({
    cwd,
    policy,
    config,
    ruleFolders,
    failOn: null,
    source: diskSource(cwd, ['/']),
  });
  const texts: Record<string, RuleTexts> = { ...loadTexts(language) };
  for (const rule of configuration.teamRules) texts[rule.id] = textsOf(rule, language);
  const selected = new Map(configuration.policy.selected.map((choice) => [choice.rule.id, choice]));
  return configuration.rules.flatMap((rule) => {
    const words = texts[rule.id];
    const choice = selected.get(rule.id);
    if (words === undefined) return [];
    return [
      {
        rule,
        texts: words,
        selected: choice === undefined ? null : { severity: choice.severity, required: choice.required },
      },
    ];
  });
}

/** The rule that an id or code names. */
export async function explainRule(name: string, request: CatalogRequest): Promise<RuleExplanation> {
  const all = await explainAll(request);
  const wanted = name.toLowerCase();
  const found = all.find(({ rule }) => rule.id === wanted || rule.code.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const near = all
    .map(({ rule }) => ({
      id: rule.id,
      far: Math.min(distance(rule.id, wanted), rule.id.endsWith(`/${wanted}`) ? 0 : 99),
    }))
    .sort((a, b) => a.far - b.far)[0];
  throw new UsageError(`there is no rule or finding "${name}"`, [
    ...(near !== undefined && near.far < 6 ? [`did you mean ${near.id}?`] : []),
    'right: paddle-verify explain tag/is-pinned, explain PV1001, or a fingerprint with --report report.json',
  ]);
}

/** The finding of a saved JSON report that a fingerprint (or its first 6 or more digits) names. */
export function findFinding(
  fingerprint: string,
  reportFile: string,
  cwd: string,
): Report['findings'][number] {
  const text = readTextIfThere(resolve(cwd, reportFile));
  if (text === null)
    throw new UsageError(`${reportFile}: there is no such report`, [
      'make one with: paddle-verify check . -o json=report.json',
    ]);
  let report: Report;
  try {
    report = JSON.parse(text) as Report;
  } catch {
    throw new UsageError(`${reportFile} is no JSON report of paddle-verify`, [
      'make one with: paddle-verify check . -o json=report.json',
    ]);
  }
  const findings = Array.isArray(report.findings) ? report.findings : [];
  const found = findings.filter((finding) => finding.fingerprint.startsWith(fingerprint));
  const [only] = found;
  if (only === undefined || found.length > 1)
    throw new UsageError(
      `${reportFile} holds ${String(found.length)} findings that start with ${fingerprint}`,
      ['right: a fingerprint as the JSON report prints it'],
    );
  return only;
}
