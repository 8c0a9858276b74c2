import type { ImageRole } from '../../facts/image.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import type { Reference } from '../../reference/types.ts';
import type { Position } from '../../syntax/position.ts';
import { imageSubject } from '../image-subject.ts';
import { resolveMention, type Unresolved } from '../resolve-mention.ts';
import type { Collector } from './collector.ts';

/** A word that names an image. */
export interface ImageWord extends Position {
  readonly value: string | null;
  readonly raw: string;
  readonly reason: string | null;
  readonly resolvedFrom: readonly string[];
}

export interface ImageRequest {
  /** Below the file, unique already. */
  readonly id: string;
  readonly word: ImageWord;
  readonly role: ImageRole;
  readonly platform: string | null;
  readonly pullPolicy: string | null;
}

export interface CommandImage {
  readonly subject: SubjectEvidence;
  readonly written: string;
  readonly reference: Reference | null;
  readonly unresolved: Unresolved | null;
}

const ADVICE = 'write the image out in the file, or give its variable one literal value there';
const EXCERPT = 200;

/** The subject of an image that a command or a CI file names. */
export function readImage(request: ImageRequest, collector: Collector): CommandImage {
  const { id, word, role, platform, pullPolicy } = request;
  const written = word.raw.slice(0, 300_000);
  const { reference, unresolved } = resolve(word);
  const { provenance, context } = collector;
  const place = collector.place(word);
  const { resolvedFrom } = word;
  const mention = {
    id,
    place,
    written,
    role,
    platform,
    pullPolicy,
    reference,
    resolvedFrom,
    unresolved,
    provenance,
  };
  return { subject: imageSubject(mention, context), written, reference, unresolved };
}

function resolve({ value, raw, reason }: ImageWord): ReturnType<typeof resolveMention> {
  if (value !== null) return resolveMention(value.replace(/^docker:\/\//, ''), ADVICE);
  const detail = `${raw.slice(0, EXCERPT)}: ${reason ?? 'it is computed'}`;
  return { reference: null, unresolved: { code: 'dependency-unavailable', detail, advice: ADVICE } };
}
