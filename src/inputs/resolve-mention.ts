import type { UnavailableCode } from '../facts/evidence.ts';
import { parseReference } from '../reference/parse.ts';
import type { Reference } from '../reference/types.ts';

/** Why the image that a place names cannot be told. */
export interface Unresolved {
  readonly code: UnavailableCode;
  readonly detail: string;
  /** One line: what would make it known. */
  readonly advice: string;
}

export type MentionedReference =
  | { readonly reference: Reference; readonly unresolved: null }
  | { readonly reference: null; readonly unresolved: Unresolved };

/** Longest piece of a hostile text that is repeated in a message, in UTF-16 units. */
const EXCERPT = 120;

const excerpt = (text: string): string => (text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT)}…`);

/**
 * Turns the text of an image name into a reference, once all that can be substituted has been. A placeholder that is left
 * is `dependency-unavailable` (somebody else fills it in), a text that the grammar refuses is `failed`.
 *
 * @param advice what would fill a placeholder in, by the caller's own means (`--build-arg`, `helm template`).
 */
export function resolveMention(
  text: string,
  advice = 'check the file after its placeholders are filled in',
): MentionedReference {
  const parsed = parseReference(text);
  if (parsed.ok) return { reference: parsed.value, unresolved: null };
  const [problem] = parsed.problems;
  const why = problem?.message ?? 'not an image reference';
  if (problem?.code === 'template')
    return {
      reference: null,
      unresolved: { code: 'dependency-unavailable', detail: `${excerpt(text)}: ${why}`, advice },
    };
  return {
    reference: null,
    unresolved: {
      code: 'failed',
      detail: `"${excerpt(text)}" is no image reference: ${why}`,
      advice: 'write a name that can be pulled, such as registry.example.com/team/app:1.4.2@sha256:…',
    },
  };
}
