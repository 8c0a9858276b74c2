import { cudnnForCuda, newestCudnnFor, type CudaPairing } from '../compatibility/matrix/cudnn.ts';
import { cudnnOfTensorrt, tensorrtForCuda } from '../compatibility/matrix/tensorrt.ts';
import {
  observed,
  unavailable,
  type Observed,
  type Provenance,
  type Unavailable,
} from '../facts/evidence.ts';
import type { ImageCudaSupport, ImageLibrary } from '../facts/image.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type { TagFacts } from '../reference/types.ts';

const LOOK = "look it up in NVIDIA's support matrix of that release";

type Facts = Pick<SubjectEvidence['evidence'], 'image.cudnn' | 'image.tensorrt' | 'image.cuda-support'>;

/** What the tables say of the CUDA, cuDNN and TensorRT that a tag names. What is only inferred is not the tag's word. */
export function libraryFacts(claims: TagFacts | null, provenance: Provenance): Facts {
  const named = (field: 'cuda' | 'cudnn' | 'tensorrt'): string | null =>
    claims === null || claims.inferred.includes(field) ? null : claims[field];
  const [cuda, cudnn, tensorrt] = [named('cuda'), named('cudnn'), named('tensorrt')];
  const key = `${cuda ?? ''} ${cudnn ?? ''} ${tensorrt ?? ''}`;
  let found = answers.get(key);
  if (found === undefined) {
    found = answersOf(cuda, cudnn, tensorrt);
    if (answers.size < MOST_ANSWERS) answers.set(key, found);
  }
  return {
    'image.cudnn': evidenceOf(found.cudnn, provenance),
    'image.tensorrt': evidenceOf(found.tensorrt, provenance),
    'image.cuda-support': evidenceOf(found.support, provenance),
  };
}

/** A value, or in words why there is none. */
type Answer<T> = { readonly value: T } | string;

interface Answers {
  readonly cudnn: Answer<ImageLibrary>;
  readonly tensorrt: Answer<ImageLibrary>;
  readonly support: Answer<ImageCudaSupport>;
}

/** The same few stacks are named again and again. */
const answers = new Map<string, Answers>();
const MOST_ANSWERS = 1000;

function answersOf(cuda: string | null, cudnn: string | null, tensorrt: string | null): Answers {
  return {
    cudnn: libraryOf({ name: 'cuDNN', version: cudnn, cuda, lookUp: cudnnForCuda }),
    tensorrt: tensorrtOf(tensorrt, cuda, cudnn),
    support: supportOf(cuda),
  };
}

function evidenceOf<T>(answer: Answer<T>, provenance: Provenance): Observed<T> | Unavailable {
  return typeof answer === 'string'
    ? unavailable('dependency-unavailable', answer, LOOK, provenance)
    : observed(answer.value, provenance);
}

interface Asked {
  readonly name: string;
  readonly version: string | null;
  readonly cuda: string | null;
  readonly lookUp: (version: string, cuda: string) => CudaPairing | null;
}

function libraryOf(
  { name, version, cuda, lookUp }: Asked,
  otherCudnn: ImageLibrary['otherCudnn'] = null,
): Answer<ImageLibrary> {
  if (version === null || cuda === null) return { value: { pairing: null, otherCudnn } };
  const found = lookUp(version, cuda);
  if (found === null)
    return version.includes('.')
      ? `no table of ${name} ${version} was read`
      : `the tag says ${name} ${version}, which may be any of its releases`;
  const { fits, listed, source } = found;
  return fits === null
    ? `tables list ${name} ${version} with CUDA ${listed.join(', ')}; of ${cuda} they say nothing`
    : { value: { pairing: { version, cuda, fits, listed, source }, otherCudnn } };
}

function tensorrtOf(version: string | null, cuda: string | null, cudnn: string | null): Answer<ImageLibrary> {
  const built = version === null ? null : cudnnOfTensorrt(version);
  const other =
    built === null || cudnn === null || major(built.cudnn) === major(cudnn)
      ? null
      : { named: cudnn, expected: built.cudnn, source: built.source };
  return libraryOf({ name: 'TensorRT', version, cuda, lookUp: tensorrtForCuda }, other);
}

function supportOf(cuda: string | null): Answer<ImageCudaSupport> {
  if (cuda === null) return { value: { support: null } };
  const found = newestCudnnFor(cuda);
  if (found?.fits == null) return `CUDA ${cuda} is newer than the tables of cuDNN that were read`;
  const { release, fits, listed, source } = found;
  return { value: { support: { cuda, listed: fits, newest: release, ranges: listed, source } } };
}

const major = (version: string): string | undefined => version.split('.')[0];
