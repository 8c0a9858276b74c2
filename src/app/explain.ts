import { resolve } from 'node:path';
import { readTextIfThere } from '../adapters/files/text.ts';
import type { Finding, Report } from '../findings/report.ts';
import type { Explained } from '../report/explained.ts';
import { nearestNames } from './did-you-mean.ts';
import { explainedRule, shippedRuleFile } from './rule-pages.ts';
import { rulesInForce, type CatalogRequest } from './rules-in-force.ts';
import { UsageError } from './usage-error.ts';

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

function readReport(reportFile: string, cwd: string): Report {
  const advice = ['make one with: paddle-verify check . -o json=report.json'];
  const text = readTextIfThere(resolve(cwd, reportFile));
  if (text === null) throw new UsageError(`${reportFile}: there is no such report`, advice);
  const wrong = new UsageError(`${reportFile} is no JSON report of paddle-verify`, advice);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (!isReport(data)) throw wrong;
  return data;
}

function isReport(data: unknown): data is Report {
  if (typeof data !== 'object' || data === null || !('schema' in data) || !('findings' in data)) return false;
  return (
    String(data.schema).startsWith('https://paddle-verify.dev/schemas/report/') &&
    Array.isArray(data.findings)
  );
}
