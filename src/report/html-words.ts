import type { Report } from '../findings/report.ts';

interface HtmlWords {
  readonly title: string;
  readonly findings: string;
  readonly show: string;
  readonly why: string;
  readonly judgedAt: string;
  readonly evidence: string;
  readonly collected: string;
  readonly coverage: string;
  readonly left: (count: number) => string;
  readonly rules: string;
  readonly outcome: string;
  readonly meaning: string;
}

const EN: HtmlWords = {
  title: 'paddle-verify report',
  findings: 'Findings',
  show: 'Show',
  why: 'Why it matters',
  judgedAt: 'judged as of',
  evidence: 'evidence',
  collected: 'collected now',
  coverage: 'coverage',
  left: (count) => `${String(count)} more are not shown here; the JSON report has all of them.`,
  rules: 'Rules',
  outcome: 'pass / fail / not checked / not applicable',
  meaning: 'what it says',
};

const ZH: HtmlWords = {
  title: 'paddle-verify 报告',
  findings: '问题',
  show: '显示',
  why: '为何重要',
  judgedAt: '判定时间',
  evidence: '证据',
  collected: '本次采集',
  coverage: '覆盖',
  left: (count) => `另有 ${String(count)} 项未在此显示，JSON 报告包含全部内容。`,
  rules: '规则',
  outcome: '通过 / 不通过 / 未检查 / 不适用',
  meaning: '含义',
};

export function htmlWords(language: Report['language']): HtmlWords {
  return language === 'zh' ? ZH : EN;
}
