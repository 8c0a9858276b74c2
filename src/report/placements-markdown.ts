import type { Placement } from '../compatibility/claims.ts';
import { commentProse } from './comment-escape.ts';
import { placementWord } from './placements-text.ts';

/** A table of images × machines for a comment or a page. */
export function renderPlacementsMarkdown(placements: readonly Placement[]): string {
  const rows = placements.map((placement) =>
    [
      placement.image,
      placement.group,
      placement.gpu ?? '',
      placementWord(placement),
      placement.error ?? placement.warnings[0] ?? '',
    ]
      .map(commentProse)
      .join(' | '),
  );
  return [
    '| image | group | GPU | verdict | why |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
    '',
    'Judged by what tags claim: content and `NVIDIA_REQUIRE_*` of the images were not read.',
    '',
  ].join('\n');
}
