export interface HtmlWords {
  readonly title: string;
  readonly skip: string;
  readonly question: string;
  /** Why the verdict is what it is. */
  readonly because: {
    readonly pass: (threshold: string) => string;
    readonly open: string;
    readonly never: string;
    readonly fail: (failing: number, threshold: string) => string;
    readonly incomplete: (count: number) => string;
    readonly error: (count: number) => string;
  };
  readonly also: (count: number) => string;
  readonly evidence: string;
  readonly collected: string;
  readonly bundle: string;
  readonly judgedAt: string;
  readonly judgedBy: string;
  readonly policy: string;
  readonly digest: string;
  readonly from: string;
  readonly threshold: string;
  readonly neverFails: string;
  readonly coverage: string;
  readonly exitCode: string;
  readonly change: string;
  readonly matrices: string;
  readonly tools: string;
  readonly judgements: string;
  readonly counts: Readonly<
    Record<'pass' | 'fail' | 'notApplicable' | 'notChecked' | 'error' | 'notSelected', string>
  >;
  readonly contents: string;
  readonly findings: string;
  readonly noFindings: string;
  readonly noneShown: string;
  readonly left: (count: number) => string;
  readonly filter: string;
  readonly why: string;
  readonly fix: string;
  readonly more: string;
  readonly restsOn: string;
  readonly fingerprint: string;
  readonly below: string;
  readonly noPlace: string;
  readonly advice: string;
  readonly owner: string;
  readonly until: string;
  readonly origins: Readonly<Record<'configuration' | 'inline', string>>;
  readonly rules: string;
  readonly checked: string;
  readonly yes: string;
  readonly no: string;
  readonly readable: string;
  readonly subjects: string;
  readonly selectedBy: string;
  readonly scrolls: string;
}

const EN: HtmlWords = {
  title: 'paddle-verify report',
  skip: 'Skip to the findings',
  question: 'May these PaddlePaddle images run there?',
  because: {
    pass: (threshold) =>
      `All that the policy requires was judged, and nothing reaches its threshold, ${threshold}.`,
    open: 'Nothing failed. Judgements that could not be made stand below; the policy does not require them.',
    never: 'The policy reports and never fails a finding.',
    fail: (failing, threshold) =>
      failing === 1
        ? `1 finding is at or above the policy’s threshold, ${threshold}.`
        : `${String(failing)} findings are at or above the policy’s threshold, ${threshold}.`,
    incomplete: (count) =>
      `Nothing failed, but ${count === 1 ? '1 judgement that the policy requires' : `${String(count)} judgements that the policy requires`} could not be made. This is not a pass.`,
    error: (count) =>
      `${count === 1 ? 'A judgement' : `${String(count)} judgements`} broke off inside paddle-verify. This is not a pass.`,
  },
  also: (count) =>
    count === 1
      ? 'Besides, 1 judgement that the policy requires could not be made.'
      : `Besides, ${String(count)} judgements that the policy requires could not be made.`,
  evidence: 'Evidence',
  collected: 'collected for this report',
  bundle: 'taken from an evidence bundle, unsigned',
  judgedAt: 'Judged as of',
  judgedBy: 'Judged by',
  policy: 'Policy',
  digest: 'Policy digest',
  from: 'from',
  threshold: 'Fails from',
  neverFails: 'never',
  coverage: 'Coverage',
  exitCode: 'Exit code',
  change: 'Change',
  matrices: 'Tables',
  tools: 'Tools',
  judgements: 'Judgements',
  counts: {
    pass: 'passed',
    fail: 'failed',
    notChecked: 'not checked',
    error: 'errors',
    notApplicable: 'not applicable',
    notSelected: 'rules not selected',
  },
  contents: 'Contents',
  findings: 'Findings',
  noFindings: 'No findings.',
  noneShown: 'No finding has one of the chosen severities.',
  left: (count) => `${String(count)} more do not stand on this page. The JSON report holds all of them.`,
  filter: 'Show severities',
  why: 'Why it matters',
  fix: 'How to mend it',
  more: 'Read more',
  restsOn: 'Rests on',
  fingerprint: 'Fingerprint',
  below: 'below the threshold',
  noPlace: 'in no file',
  advice: 'What would make it known',
  owner: 'Owner',
  until: 'Until',
  origins: { configuration: 'in the configuration', inline: 'in the file' },
  rules: 'Rules',
  checked: 'checked',
  yes: 'yes',
  no: 'no',
  readable: 'read',
  subjects: 'subjects',
  selectedBy: 'selected by',
  scrolls: 'table, scrolls sideways',
};

const ZH: HtmlWords = {
  title: 'paddle-verify 报告',
  skip: '跳到问题列表',
  question: '这些 PaddlePaddle 镜像能否在目标环境运行？',
  because: {
    pass: (threshold) => `策略要求的项目均已判断，没有问题达到其阈值（${threshold}）。`,
    open: '没有不通过的项目。下文列出未能作出的判断，策略并不要求它们。',
    never: '该策略只报告问题，不会判为不通过。',
    fail: (failing, threshold) => `${String(failing)} 个问题达到或超过策略的阈值（${threshold}）。`,
    incomplete: (count) => `没有不通过的项目，但策略要求的 ${String(count)} 项判断未能作出。这不等于通过。`,
    error: (count) => `${String(count)} 项判断在 paddle-verify 内部中断。这不等于通过。`,
  },
  also: (count) => `此外，策略要求的 ${String(count)} 项判断未能作出。`,
  evidence: '证据',
  collected: '为本报告采集',
  bundle: '取自证据包，未签名',
  judgedAt: '判定时点',
  judgedBy: '判定工具',
  policy: '策略',
  digest: '策略摘要',
  from: '来自',
  threshold: '不通过阈值',
  neverFails: '从不',
  coverage: '覆盖',
  exitCode: '退出码',
  change: '变更',
  matrices: '数据表',
  tools: '工具',
  judgements: '判断',
  counts: {
    pass: '通过',
    fail: '不通过',
    notChecked: '未检查',
    error: '错误',
    notApplicable: '不适用',
    notSelected: '未选择的规则',
  },
  contents: '目录',
  findings: '问题',
  noFindings: '没有问题。',
  noneShown: '没有所选严重度的问题。',
  left: (count) => `另有 ${String(count)} 项未列在本页，JSON 报告包含全部内容。`,
  filter: '显示的严重度',
  why: '为什么重要',
  fix: '如何修复',
  more: '延伸阅读',
  restsOn: '依据',
  fingerprint: '指纹',
  below: '低于阈值',
  noPlace: '不在文件中',
  advice: '如何使其可知',
  owner: '负责人',
  until: '截至',
  origins: { configuration: '写在配置中', inline: '写在文件中' },
  rules: '规则',
  checked: '已检查',
  yes: '是',
  no: '否',
  readable: '已读取',
  subjects: '对象',
  selectedBy: '选择方式',
  scrolls: '表格，可横向滚动',
};

export function htmlWords(language: 'en' | 'zh'): HtmlWords {
  return language === 'zh' ? ZH : EN;
}
