import { describeTag } from './describe.ts';
import type { Reference, TagFacts } from './types.ts';

/** CUDA toolkit inside an image, as far as its name tells. `null` under `known`: there is none. */
export type HeldCuda =
  { readonly known: true; readonly cuda: string | null } | { readonly known: false; readonly why: string };

const NONE: HeldCuda = { known: true, cuda: null };
const NVIDIA_PATHS = ['nvidia/cuda', 'nvidia/cudagl', 'nvidia/cuda-dl-base'];
/** Names that stand for a GPU stack whose CUDA the tag may leave out. */
const GPU_WORDS = /cuda|gpu|torch|tensorflow|tritonserver|tensorrt|vllm|sglang|nvidia/;

/**
 * CUDA that the image a reference names comes with. Paddle's own tags say it; so do NVIDIA's `cuda:12.6.3-…` and names
 * with `cuda12.1` in them; the official one-part images of Docker Hub hold none. `tag` is that of the upstream name.
 */
export function heldCuda(reference: Reference, tag: TagFacts = describeTag(reference)): HeldCuda {
  if (tag.family !== 'other' && tag.family !== 'unknown') return ofPaddle(reference, tag);
  const path = reference.repository;
  if (NVIDIA_PATHS.some((name) => path === name || path.endsWith(`/${name}`))) {
    const cuda = leadingVersion(reference.tag ?? '');
    return cuda === null ? unknown(reference) : { known: true, cuda };
  }
  const said = spelled(reference);
  if (said !== null) return said;
  const open = tag.family === 'unknown' || GPU_WORDS.test(`${reference.registry}/${path}`);
  return open ? unknown(reference) : NONE;
}

function ofPaddle(reference: Reference, tag: TagFacts): HeldCuda {
  if (tag.cuda !== null) return { known: true, cuda: tag.cuda };
  return tag.device === null || tag.device === 'gpu' ? unknown(reference) : NONE;
}

function spelled({ tag, repository }: Reference): HeldCuda | null {
  const found = /cuda-?_?(\d{1,2}\.\d{1,2})(?!\d)/.exec(`${repository} ${tag ?? ''}`)?.[1];
  return found === undefined ? null : { known: true, cuda: found };
}

function leadingVersion(tag: string): string | null {
  return /^(\d{1,2}\.\d{1,2})(?:[.-]|$)/.exec(tag)?.[1] ?? null;
}

const unknown = ({ original }: Reference): HeldCuda => ({
  known: false,
  why: `the name ${original.slice(0, 200)} does not say which CUDA it holds`,
});
