import type { Report } from '../findings/report.ts';
import { countsLine, findingsLine } from './counts.ts';
import type { RenderOptions } from './format.ts';
import { painter, type Style } from './paint.ts';
import { oneLine } from './printable.ts';
import { findingBlocks, worstBlock } from './text-findings.ts';
import { frameOf, inert, type Frame } from './text-frame.ts';
import { errorBlock, uncheckedBlock, waivedBlock } from './text-open.ts';
import { verdictWord } from './words.ts';
import { wrap } from './wrap.ts';

/** For people: what, where, why, how to mend, then what was not checked, then the worst of a long list, then the counts. */
export function renderText(report: Report, options: RenderOptions): string {
  return [...textParts(report, options)].join('');
}

/** Narrower, words no longer fit; wider, lines no longer read well. */
const NARROWEST = 40;
const WIDEST = 120;

/** The same, a few lines at a time: the text of a large report is many times larger than the report. */
export function* textParts(report: Report, { color, width }: RenderOptions): Generator<string, void> {
  const columns = Math.min(Math.max(width, NARROWEST), WIDEST);
  let between = '';
  for (const block of blocksOf(frameOf(report, painter(color), columns))) {
    for (const part of block) {
      yield between + part;
      between = '\n';
    }
    if (between !== '') between = '\n\n';
  }
  yield '\n';
}

/** Blocks that a blank line parts; an empty one is left out. */
function* blocksOf(frame: Frame): Generator<Iterable<string>, void> {
  yield* findingBlocks(frame);
  yield uncheckedBlock(frame);
  yield waivedBlock(frame);
  yield errorBlock(frame);
  yield worstBlock(frame);
  yield summary(frame);
}

const STYLES: Record<Report['verdict'], Style> = {
  pass: 'good',
  fail: 'bad',
  incomplete: 'open',
  error: 'bad',
};

function summary({ report, words, paint, width }: Frame): readonly string[] {
  const lines = [
    `${paint(STYLES[report.verdict], verdictWord(report))}  ${findingsLine(report)}`,
    [
      words.subjects(report.subjects, report.inputs.length),
      `${words.policy} ${report.policy.name}`,
      words.exit(report.exitCode),
    ].join(words.comma),
  ];
  if (report.change !== null)
    lines.push(words.changed(report.change.since, report.change.fixed, report.change.unchanged));
  if (report.evidence !== 'collected now') lines.push(words.bundle);
  lines.push(inert(wrap(oneLine(countsLine(report)), width, '')));
  return lines;
}
