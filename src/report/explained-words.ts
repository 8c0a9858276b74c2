import type { ExplainedExample, ExplainedRule } from './explained.ts';

const EN = {
  colon: ': ',
  why: 'Why',
  mend: 'How to mend',
  severity: 'Severity',
  policy: 'Policy in force',
  options: 'Options',
  option: 'option',
  takes: 'takes',
  shipped: 'default',
  here: 'here',
  messages: 'What it reports',
  message: 'message',
  examples: 'Examples',
  references: 'References',
  since: 'Since',
  code: 'Code',
  check: 'Check',
  selectedFrom: 'Selected by',
  required: 'Must be checked',
  applies: 'Applies when',
  place: 'Place',
  related: 'Also at',
  subject: 'Subject',
  evidence: 'Evidence',
  fingerprint: 'Fingerprint',
  waived: 'Waived',
  finding: 'This finding',
  selected: (severity: string, from: string) =>
    `selected, ${severity} (${from === 'shipped' ? 'the default of the rule' : from})`,
  notSelected: (by: string) => `not selected; ${by} selects it`,
  mustBeChecked: 'required: a judgement that cannot be made makes the verdict incomplete (exit 3)',
  mayStayOpen: 'not required: a judgement that cannot be made is listed, and the verdict stands',
  inPolicy: (policy: string) => `policy ${policy}`,
  until: (owner: string, until: string) => `by ${owner} until ${until}`,
  withOptions: 'options',
  withConfig: 'paddle-verify.yaml',
  withBuildArgs: '--build-arg',
  noExamples: 'A change between two revisions cannot be shown as one file; the tests make real ones.',
} as const;

export type ExplainedWords = {
  readonly [K in keyof typeof EN]: (typeof EN)[K] extends (...args: infer A) => string
    ? (...args: A) => string
    : string;
};

const ZH: ExplainedWords = {
  colon: '：',
  why: '原因',
  mend: '如何修复',
  severity: '严重度',
  policy: '当前策略',
  options: '选项',
  option: '选项',
  takes: '取值',
  shipped: '默认值',
  here: '当前值',
  messages: '报告内容',
  message: '消息',
  examples: '示例',
  references: '参考资料',
  since: '起始版本',
  code: '编号',
  check: '检查',
  selectedFrom: '由何策略选择',
  required: '是否必须检查',
  applies: '适用条件',
  place: '位置',
  related: '另见',
  subject: '对象',
  evidence: '证据',
  fingerprint: '指纹',
  waived: '已豁免',
  finding: '本问题',
  selected: (severity, from) => `已选择，严重度：${severity}（${from === 'shipped' ? '规则默认值' : from}）`,
  notSelected: (by) => `未选择；可用 ${by} 选择`,
  mustBeChecked: '必须检查：若无法判断，结论为“不完整”（退出码 3）',
  mayStayOpen: '不强制：无法判断时仅列出，不影响结论',
  inPolicy: (policy) => `策略 ${policy}`,
  until: (owner, until) => `负责人 ${owner}，有效至 ${until}`,
  withOptions: '选项',
  withConfig: 'paddle-verify.yaml',
  withBuildArgs: '--build-arg',
  noExamples: '两个版本之间的变更无法用单个文件展示；测试中使用真实的 git 变更。',
};

export function explainedWords(language: 'en' | 'zh'): ExplainedWords {
  return language === 'zh' ? ZH : EN;
}

const EXPECTED: Record<'en' | 'zh', Record<ExplainedExample['expect'], string>> = {
  en: { pass: 'pass', fail: 'fail', notChecked: 'not checked', notApplicable: 'not applicable' },
  zh: { pass: '通过', fail: '不通过', notChecked: '未检查', notApplicable: '不适用' },
};

export function expectedWord(expect: ExplainedExample['expect'], language: 'en' | 'zh'): string {
  return EXPECTED[language][expect];
}

const LEVELS: Record<'en' | 'zh', Record<ExplainedRule['level'], string>> = {
  en: {
    baseline: 'baseline, production, audit',
    production: 'production, audit',
    optional: 'only a policy that names it',
    fleet: 'every policy, where a fleet is given',
  },
  zh: {
    baseline: 'baseline、production、audit',
    production: 'production、audit',
    optional: '仅当策略点名时',
    fleet: '提供 fleet 文件时，所有策略',
  },
};

export function levelWords(level: ExplainedRule['level'], language: 'en' | 'zh'): string {
  return LEVELS[language][level];
}

const REQUIRED: Record<'en' | 'zh', Record<ExplainedRule['required'], string>> = {
  en: {
    baseline: 'by every policy that selects it',
    production: 'by production',
    never: 'by none',
  },
  zh: { baseline: '所有选择它的策略', production: '仅 production', never: '否' },
};

export function requiredWords(required: ExplainedRule['required'], language: 'en' | 'zh'): string {
  return REQUIRED[language][required];
}
