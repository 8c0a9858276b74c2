import { parseReference } from '../reference/parse.ts';
import { imageSubject, type ImageMention } from './image-subject.ts';
import type { ReadContext, Reading } from './port.ts';

/** An image that the command line names: a subject without a place. */
export function readArgument(text: string, context: ReadContext): Reading {
  const parsed = parseReference(text);
  const mention: ImageMention = {
    id: `argument/${text}`,
    place: { path: text, line: 1, column: 1 },
    written: text,
    role: 'argument',
    platform: null,
    pullPolicy: null,
    reference: parsed.ok ? parsed.value : null,
    resolvedFrom: [],
    unresolved: parsed.ok
      ? null
      : { code: 'failed', detail: parsed.problems[0]?.message ?? 'no image reference', advice: RIGHT },
    provenance: { collector: 'arguments', source: text, digest: null },
  };
  const { subject, evidence } = imageSubject(mention, context);
  return {
    kind: 'argument',
    problems: [],
    subjects: [{ subject: { ...subject, location: null }, evidence }],
    supporting: [],
    unread: [],
  };
}

const RIGHT = 'write an image with its tag, such as paddlepaddle/paddle:2.6.1';
