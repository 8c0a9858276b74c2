import { commentCode, commentProse } from './comment-escape.ts';
import {
  placementsLine,
  placementWord,
  splitSource,
  UNREAD,
  whyOf,
  type PlacementsReport,
} from './placements.ts';

/** A table of images × machines for a comment or a page. */
export function* renderPlacementsMarkdown({ placements }: PlacementsReport): Generator<string, void> {
  yield '| image | group | GPU | verdict | why | what to do |\n';
  yield '| --- | --- | --- | --- | --- | --- |\n';
  for (const placement of placements) {
    const { image, group, gpu, warnings, repair } = placement;
    const why = whyOf(placement) ?? warnings[0] ?? '';
    const cells = [
      commentCode(image),
      commentProse(group),
      commentProse(gpu ?? ''),
      commentProse(placementWord(placement)),
      commentProse(splitSource(why).text),
      commentProse(repair?.advice ?? ''),
    ];
    yield `| ${cells.join(' | ')} |\n`;
  }
  yield `\n${placementsLine(placements)}. ${commentProse(UNREAD)}\n`;
}
