import { diskSource } from '../../adapters/files/disk-source.ts';
import type { Finding, Report } from '../../findings/report.ts';
import { SEVERITIES } from '../../findings/severity.ts';
import type { Explained } from '../../report/explained.ts';
import { nearestNames } from '../call/did-you-mean.ts';
import { explainedRule, shippedRuleFile } from './rule-pages.ts';
import { rulesInForce, type CatalogRequest } from '../policy/rules-in-force.ts';
import { UsageError } from '../call/usage-error.ts';

/** A rule by id or code, under the policy in force. */
export async function explainRule(
  name: string,
  request: CatalogRequest,
  finding: Finding | null = null,
): Promise<Explained> {
  const { configuration, rules } = await rulesInForce(request);
  const wanted = name.toLowerCase();
  const found = rules.find(({ rule }) => rule.id === wanted || rule.code.toLowerCase() === wanted);
  if (found === undefined)
    throw unknownName(
      name,
      rules.flatMap(({ rule }) => [rule.id, rule.code]),
    );
  const { rule, choice, inForce } = found;
  const file = configuration.teamRules.find(({ id }) => id === rule.id) ?? shippedRuleFile(rule.id);
  return {
    schema: 'https://paddle-verify.dev/schemas/explanation/1',
    language: request.language,
    rule: explainedRule(file, request.language, choice),
    inForce,
    finding,
  };
}

/** One finding of a saved JSON report, with its rule. */
export async function explainFinding(
  fingerprint: string,
  reportFile: string,
  request: CatalogRequest,
): Promise<Explained> {
  const finding = findFinding(fingerprint, reportFile, request.cwd);
  return explainRule(finding.rule, request, finding);
}

/** The first 6 or more digits of a finding's fingerprint. */
export function isFingerprint(name: string): boolean {
  return /^[0-9a-f]{6,32}$/.test(name);
}

function unknownName(name: string, known: readonly string[]): UsageError {
  const near = nearestNames(name, known);
  return new UsageError(`there is no rule or finding "${name}"`, [
    ...(near.length === 0 ? [] : [`did you mean ${near.join(', or ')}?`]),
    isFingerprint(name)
      ? `right: paddle-verify explain ${name} --report report.json (made with check -o json=report.json)`
      : 'right: paddle-verify explain tag/is-pinned, or explain PV1001; `paddle-verify rules list` prints all',
  ]);
}

function findFinding(fingerprint: string, reportFile: string, cwd: string): Finding {
  const findings = readReport(reportFile, cwd).findings;
  const found = findings.filter((finding) => finding.fingerprint.startsWith(fingerprint));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const some = (found.length > 1 ? found : findings).slice(0, 3);
  throw new UsageError(
    `${reportFile} holds ${String(found.length)} findings whose fingerprint starts with ${fingerprint}`,
    some.map((finding) => `${finding.fingerprint}  ${finding.rule}  ${finding.subject.name}`),
  );
}

function readReport(reportFile: string, cwd: string): Pick<Report, 'findings'> {
  const advice = ['make one with: paddle-verify check . -o json=report.json'];
  const read = diskSource(cwd, ['/']).read(reportFile);
  if (!read.ok) {
    const missing = read.reason === 'missing';
    throw new UsageError(missing ? `${reportFile}: there is no such report` : read.detail, advice);
  }
  const data = parsed(new TextDecoder().decode(read.bytes));
  if (!isReport(data)) throw new UsageError(`${reportFile} is no JSON report of paddle-verify`, advice);
  return data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isReport(data: unknown): data is Pick<Report, 'findings'> {
  if (!isRecord(data) || !String(data['schema']).startsWith('https://paddle-verify.dev/schemas/report/'))
    return false;
  return Array.isArray(data['findings']) && data['findings'].every(isFinding);
}

/** As much of a finding as is shown: the file may come from anywhere. */
function isFinding(data: unknown): boolean {
  if (!isRecord(data) || !isRecord(data['subject'])) return false;
  const texts = [
    data['rule'],
    data['fingerprint'],
    data['message'],
    data['remediation'],
    data['subject']['name'],
  ];
  return (
    texts.every((text) => typeof text === 'string') &&
    SEVERITIES.some((severity) => severity === data['severity']) &&
    (data['location'] === null || isRecord(data['location'])) &&
    (data['waived'] === null || isRecord(data['waived'])) &&
    [data['related'], data['evidence']].every((list) => Array.isArray(list) && list.every(isRecord))
  );
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
