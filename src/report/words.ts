import type { Report } from '../findings/report.ts';
import type { Severity } from '../findings/severity.ts';

type Language = Report['language'];

const EN = {
  colon: ': ',
  comma: ', ',
  fix: 'fix',
  fixEach: 'fix, for each alike',
  worst: 'Most severe',
  why: 'why',
  also: 'also at',
  waived: 'Waived',
  until: (owner: string, until: string) => `${owner}, until ${until}`,
  notChecked: 'Not checked',
  required: 'required by the policy',
  errors: 'Internal errors',
  rulesChecked: (checked: number, all: number) => `${String(checked)} of ${String(all)} rules checked`,
  nothingToJudge: (count: number) => ` (${String(count)} of them had nothing to judge)`,
  rulesNot: (count: number, reasons: string) => `${String(count)} not: ${reasons}`,
  reason: (count: number, reason: string) => `${String(count)} ${reason}`,
  notSelected: (count: number, flag: string) => `${String(count)} not selected (${flag})`,
  subjects: (count: number, files: number) =>
    `${String(count)} ${count === 1 ? 'subject' : 'subjects'} in ${String(files)} ${files === 1 ? 'file' : 'files'}`,
  findings: (count: number) => (count === 1 ? '1 finding' : `${String(count)} findings`),
  unmade: (count: number) => (count === 1 ? '1 judgement not made' : `${String(count)} judgements not made`),
  waivedCount: (count: number) => `${String(count)} waived`,
  noFindings: 'no findings',
  changed: (since: string, fixed: number, unchanged: number) =>
    `against ${since}: ${String(fixed)} findings gone, ${String(unchanged)} as before and not shown`,
  exit: (code: number) => `exit ${String(code)}`,
  policy: 'policy',
  bundle: 'judged from an evidence bundle, unsigned',
  place: 'place',
  rule: 'rule',
  subject: 'subject',
  message: 'what is wrong',
  reasonHead: 'reason',
  advice: 'what would make it known',
  inputs: 'Inputs',
  selectedBy: 'selected by',
  legend: 'Not selected',
  severity: 'severity',
  file: 'file',
  kind: 'kind',
  unreadable: 'could not be read',
  inTheLog: (count: number) =>
    `${String(count)} more than GitHub annotates: ${count === 1 ? 'it stands' : 'they stand'} in the log of this step`,
  moreFindings: (count: number) =>
    `… and ${String(count)} more ${count === 1 ? 'finding' : 'findings'}, none more severe: see the whole report (\`-o html=report.html\`).`,
  moreUnchecked: (count: number) =>
    `… and ${String(count)} more ${count === 1 ? 'judgement' : 'judgements'} not made: see the whole report (\`-o html=report.html\`).`,
} as const;

export type Words = {
  readonly [K in keyof typeof EN]: (typeof EN)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : string;
};

const ZH: Words = {
  colon: '：',
  comma: '，',
  fix: '修复',
  fixEach: '修复（各处相同）',
  worst: '最严重的问题',
  why: '原因',
  also: '另见',
  waived: '已豁免',
  until: (owner, until) => `${owner}，截至 ${until}`,
  notChecked: '未检查',
  required: '策略要求必须检查',
  errors: '内部错误',
  rulesChecked: (checked, all) => `${String(all)} 条规则中已检查 ${String(checked)} 条`,
  nothingToJudge: (count) => `（其中 ${String(count)} 条没有可判断的对象）`,
  rulesNot: (count, reasons) => `${String(count)} 条未检查：${reasons}`,
  reason: (count, reason) => `${String(count)} 条 ${reason}`,
  notSelected: (count, flag) => `${String(count)} 条未选择（${flag}）`,
  subjects: (count, files) => `${String(files)} 个文件中的 ${String(count)} 个对象`,
  findings: (count) => `${String(count)} 个问题`,
  unmade: (count) => `${String(count)} 项判断未能作出`,
  waivedCount: (count) => `${String(count)} 项已豁免`,
  noFindings: '没有问题',
  changed: (since, fixed, unchanged) =>
    `与 ${since} 相比：消失 ${String(fixed)} 个问题，原有 ${String(unchanged)} 个未显示`,
  exit: (code) => `退出码 ${String(code)}`,
  policy: '策略',
  bundle: '依据证据包判定，未签名',
  place: '位置',
  rule: '规则',
  subject: '对象',
  message: '问题',
  reasonHead: '原因',
  advice: '如何使其可知',
  inputs: '输入',
  selectedBy: '选择方式',
  legend: '未选择的规则',
  severity: '严重度',
  file: '文件',
  kind: '类型',
  unreadable: '无法读取',
  inTheLog: (count) => `另有 ${String(count)} 项超出 GitHub 的注解上限，见本步骤的日志`,
  moreFindings: (count) =>
    `……另有 ${String(count)} 个问题，严重度均不高于以上各项：见完整报告（\`-o html=report.html\`）。`,
  moreUnchecked: (count) => `……另有 ${String(count)} 项判断未能作出：见完整报告（\`-o html=report.html\`）。`,
};

export function wordsFor(language: Language): Words {
  return language === 'zh' ? ZH : EN;
}

const VERDICTS: Record<Language, Record<Report['verdict'], string>> = {
  en: { pass: 'PASS', fail: 'FAIL', incomplete: 'INCOMPLETE', error: 'INTERNAL ERROR' },
  zh: { pass: '通过', fail: '不通过', incomplete: '不完整', error: '内部错误' },
};

export function verdictWord(report: Report): string {
  return VERDICTS[report.language][report.verdict];
}

const SEVERITY_WORDS: Record<Language, Record<Severity, string>> = {
  en: { critical: 'critical', high: 'high', medium: 'medium', low: 'low', info: 'info' },
  zh: { critical: '严重', high: '高', medium: '中', low: '低', info: '提示' },
};

export function severityWord(severity: Severity, language: Language): string {
  return SEVERITY_WORDS[language][severity];
}
