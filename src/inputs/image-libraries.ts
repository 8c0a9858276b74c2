import { cudnnForCuda, newestCudnnFor, type CudaPairing } from '../compatibility/matrix/cudnn.ts';
import { cudnnOfTensorrt, tensorrtForCuda } from '../compatibility/matrix/tensorrt.ts';
import { observed, unavailable, type Evidence, type Provenance } from '../facts/evidence.ts';
import type { ImageLibrary } from '../facts/image.ts';
import type { SubjectEvidence } from '../facts/subject.ts';
import type { TagFacts } from '../reference/types.ts';

const LOOK = "look it up in NVIDIA's support matrix of that release";

type Facts = Pick<SubjectEvidence['evidence'], 'image.cudnn' | 'image.tensorrt' | 'image.cuda-support'>;

/** What the tables say of the CUDA, cuDNN and TensorRT that a tag names. What is only inferred is not the tag's word. */
export function libraryFacts(claims: TagFacts | null, provenance: Provenance): Facts {
  const named = (field: 'cuda' | 'cudnn' | 'tensorrt'): string | null =>
    claims === null || claims.inferred.includes(field) ? null : claims[field];
  const [cuda, cudnn, tensorrt] = [named('cuda'), named('cudnn'), named('tensorrt')];
  return {
    'image.cudnn': libraryFact({ name: 'cuDNN', version: cudnn, cuda, lookUp: cudnnForCuda }, provenance),
    'image.tensorrt': tensorrtFact(tensorrt, cuda, cudnn, provenance),
    'image.cuda-support': supportFact(cuda, provenance),
  };
}

interface Asked {
  readonly name: string;
  readonly version: string | null;
  readonly cuda: string | null;
  readonly lookUp: (version: string, cuda: string) => CudaPairing | null;
}

function libraryFact(
  { name, version, cuda, lookUp }: Asked,
  provenance: Provenance,
  otherCudnn: ImageLibrary['otherCudnn'] = null,
): Evidence<'image.cudnn'> {
  if (version === null || cuda === null) return observed({ pairing: null, otherCudnn }, provenance);
  const found = lookUp(version, cuda);
  if (found === null)
    return unknown(
      version.includes('.')
        ? `no table of ${name} ${version} was read`
        : `the tag says ${name} ${version}, which may be any of its releases`,
      provenance,
    );
  const { fits, listed, source } = found;
  if (fits === null)
    return unknown(
      `tables list ${name} ${version} with CUDA ${listed.join(', ')}; of ${cuda} they say nothing`,
      provenance,
    );
  return observed({ pairing: { version, cuda, fits, listed, source }, otherCudnn }, provenance);
}

function tensorrtFact(
  version: string | null,
  cuda: string | null,
  cudnn: string | null,
  provenance: Provenance,
): Evidence<'image.tensorrt'> {
  const built = version === null ? null : cudnnOfTensorrt(version);
  const other =
    built === null || cudnn === null || major(built.cudnn) === major(cudnn)
      ? null
      : { named: cudnn, expected: built.cudnn, source: built.source };
  return libraryFact({ name: 'TensorRT', version, cuda, lookUp: tensorrtForCuda }, provenance, other);
}

function supportFact(cuda: string | null, provenance: Provenance): Evidence<'image.cuda-support'> {
  if (cuda === null) return observed({ support: null }, provenance);
  const found = newestCudnnFor(cuda);
  if (found?.fits == null)
    return unknown(`CUDA ${cuda} is newer than the tables of cuDNN that were read`, provenance);
  const { release, fits, listed, source } = found;
  return observed({ support: { cuda, listed: fits, newest: release, ranges: listed, source } }, provenance);
}

const unknown = (detail: string, provenance: Provenance): ReturnType<typeof unavailable> =>
  unavailable('dependency-unavailable', detail, LOOK, provenance);

const major = (version: string): string | undefined => version.split('.')[0];
