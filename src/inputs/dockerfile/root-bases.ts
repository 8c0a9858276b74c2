import type { Gap } from '../../facts/evidence.ts';
import { setsNoUser } from '../../reference/root-users.ts';
import type { ReadContext } from '../port.ts';
import { chainOf, type BuildStage } from './stages.ts';

/** Who runs an image whose Dockerfile writes no USER: root, where the base is known to set none either; else a gap. */
export type BaseUser = { readonly rootBase: string } | { readonly gap: Gap };

export function baseUser(stages: readonly BuildStage[], context: ReadContext): BaseUser {
  const root = chainOf(stages, stages.length - 1)[0];
  const written = root?.word.text.slice(0, 200) ?? '';
  if (root?.base.kind === 'scratch') return { rootBase: written };
  if (root?.base.kind === 'image') {
    const { reference } = root.base;
    const { make, upstream } = context.originOf(reference);
    if (make === 'paddle' || setsNoUser(upstream)) return { rootBase: reference.original };
  }
  return {
    gap: {
      what: 'the user of the image',
      why: `no USER is written, and which one ${written} sets is not known`,
      advice: 'end the Dockerfile with USER and a number, such as USER 10001',
    },
  };
}

/** Name of the base image when nothing is known of what it does; null for scratch and for images of known make. */
export function openBase(stages: readonly BuildStage[], context: ReadContext): string | null {
  const root = chainOf(stages, stages.length - 1)[0];
  if (root === undefined || root.base.kind === 'scratch') return null;
  if (root.base.kind !== 'image') return root.word.text;
  const { make } = context.originOf(root.base.reference);
  return make === 'unknown' || make === 'derived' ? root.base.reference.original : null;
}
