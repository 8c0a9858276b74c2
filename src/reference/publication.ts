import { describeTag } from './describe.ts';
import { profileOf } from './family.ts';
import { readTag } from './read-tag.ts';
import { seenRepository } from './seen.ts';
import type { Attestation, Reference, TagFacts } from './types.ts';
import { wheelCuda } from './wheels.ts';

/** Why a person expects a tag that was not published. Texts in other languages are made from the code and the data. */
export interface Expectation {
  readonly code:
    | 'unsuffixed-wheel'
    | 'suffixed-wheel'
    | 'cpu-is-bare'
    | 'gpu-is-missing'
    | 'wrong-case'
    | 'stuck-punctuation';
  readonly version: string | null;
  readonly cuda: string | null;
  readonly source: string | null;
}

/** A tag held against the lists of what was published. */
export interface Publication {
  readonly seen: Attestation;
  readonly nearest: readonly string[];
  /** Digests seen in public for this tag. */
  readonly digests: readonly string[];
  /** Why the tag cannot be relied on although it was written down, or null. */
  readonly caution: string | null;
  /** The reason of `reason`, as one English sentence; null when there is none. */
  readonly expectation: string | null;
  readonly reason: Expectation | null;
}

const nothing = { version: null, cuda: null, source: null } as const;

/** The wheel of that version and CUDA, which leads people to expect an image of the same name. */
function byWheel(facts: TagFacts): Expectation | null {
  const { framework: version, cuda } = facts;
  if (version === null || cuda === null || facts.family !== 'paddle') return null;
  const plain = wheelCuda(version, null);
  if (plain.cuda === cuda) return { code: 'unsuffixed-wheel', version, cuda, source: plain.source };
  const suffixed = wheelCuda(version, cuda.replace('.', ''));
  return suffixed.published === true
    ? { code: 'suffixed-wheel', version, cuda, source: suffixed.source }
    : null;
}

function reasonOf(reference: Reference, facts: TagFacts): Expectation | null {
  const tag = reference.tag ?? '';
  if (tag.endsWith('.')) return { code: 'stuck-punctuation', ...nothing };
  if (readTag(tag, facts.family).caseErrors.length > 0) return { code: 'wrong-case', ...nothing };
  if (facts.seen !== 'contradicted' || facts.family !== 'paddle') return null;
  if (facts.device === 'cpu' && facts.flavours.length === 0 && !facts.inferred.includes('device')) {
    return {
      code: 'cpu-is-bare',
      version: facts.framework,
      cuda: null,
      source: 'PaddlePaddle/docs:docs/install/docker/linux-docker.md',
    };
  }
  if (facts.cuda !== null && facts.inferred.includes('device'))
    return { ...nothing, code: 'gpu-is-missing', version: facts.framework };
  return byWheel(facts);
}

function sentence(reason: Expectation): string {
  const version = reason.version ?? '';
  const cuda = reason.cuda ?? '';
  switch (reason.code) {
    case 'unsuffixed-wheel':
      return `the wheel paddlepaddle-gpu==${version} without a suffix is built for CUDA ${cuda}, so an image for CUDA ${cuda} is expected too`;
    case 'suffixed-wheel':
      return `a wheel of paddlepaddle-gpu ${version} for CUDA ${cuda} was published, an image was not`;
    case 'cpu-is-bare':
      return `the CPU image is the bare version: paddlepaddle/paddle:${version}`;
    case 'gpu-is-missing':
      return 'tags of GPU images have `gpu-` before `cuda`';
    case 'wrong-case':
      return 'the documents print it in mixed case; tags are case-sensitive';
    case 'stuck-punctuation':
      return 'a full stop of the sentence around it sticks to the tag';
  }
}

/** What the lists say of a reference's tag. `facts` saves reading the tag a second time. */
export function describePublication(
  reference: Reference,
  facts: TagFacts = describeTag(reference),
): Publication {
  const row = seenRepository(profileOf(reference).canonical)?.tags.get(
    reference.tag ?? (reference.digest === null ? 'latest' : ''),
  );
  const reason = reasonOf(reference, facts);
  return {
    seen: facts.seen,
    nearest: facts.nearest,
    digests: row?.digests ?? [],
    caution: row?.caution ?? null,
    expectation: reason === null ? null : sentence(reason),
    reason,
  };
}
