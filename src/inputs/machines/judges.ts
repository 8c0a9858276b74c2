import type { Placement } from '../../compatibility/claims.ts';
import { documentedRange } from '../../compatibility/matrix/paddle-builds.ts';
import { documentedOn, gateRefusal } from '../../compatibility/driver-line.ts';
import { gpuKind } from '../../compatibility/gpu-kind.ts';
import { smallestDriver } from '../../compatibility/recommend.ts';
import type { GpuClass } from '../../compatibility/types.ts';
import type { Answer, Judge, Placed } from './placements.ts';

const FITS: Answer = { fits: true, why: '', error: null, wantedDriver: null };
const open = (why: string): Answer => ({ fits: null, why, error: null, wantedDriver: null });
const kindOf = ({ sites, gpu }: Placed): GpuClass | null =>
  gpu === null ? null : gpuKind(sites[0].group, gpu).class;

const PATH =
  /^driver |drives|is older than R|^native|^minor-version: driver|compat|class of the GPU|floating|fully/;
const KERNELS = /built|SASS|support|seen to|disagree|floating|fully/;

const FORCED =
  'LD_LIBRARY_PATH puts a compat library before that of the driver; which one the image holds was not read';
const ASKED_ELSEWHERE =
  'LD_LIBRARY_PATH puts a compat library before that of the driver: compat/forward-compat-suits-machine asks what it does here';

/** The driver and the GPU run the CUDA of the image. */
export const byPath: Judge = ({ image, sites, placement, forced }) => {
  const { cudaPath, gpu, error } = placement;
  const fits = gpu === null || cudaPath === 'unknown' ? null : cudaPath !== 'none';
  if (forced && fits !== null) return open(ASKED_ELSEWHERE);
  const reference = fits === false ? image.reference : null;
  const wanted = reference === null ? null : smallestDriver(reference, sites[0].group);
  return { fits, why: decisive(placement, PATH), error, wantedDriver: wanted?.driver ?? null };
};

const HOOK =
  'where the image carries a cuda-compat package, the container toolkit may load it, and CUDA then ends with 804 on this GPU; the image was not read';

/** No compat library is loaded where it cannot work: a GeForce answers with error 804, a newer driver with 803. */
export const byForwardCompat: Judge = (placed) => {
  const { placement } = placed;
  if (placement.gpu === null) return open(decisive(placement, PATH));
  if (placed.forced) return whenForced(placement);
  const kind = kindOf(placed);
  if (kind === null) return open('the class of the GPU is not known: forward compatibility depends on it');
  return kind === 'consumer' ? whenLeft(placed) : FITS;
};

function whenForced(placement: Placement): Answer {
  const { cudaPath, error } = placement;
  return cudaPath === 'none'
    ? { fits: false, why: decisive(placement, PATH), error, wantedDriver: null }
    : open(FORCED);
}

/** The toolkit loads only a library that is newer than the driver. */
function whenLeft({ image, placement }: Placed): Answer {
  const { cudaPath } = placement;
  if (image.driverVariables?.open !== false) return open(NOT_KNOWN);
  if (cudaPath === 'native' || cudaPath === 'none') return FITS;
  return open(cudaPath === 'unknown' ? decisive(placement, PATH) : HOOK);
}

const NOT_KNOWN = 'whether LD_LIBRARY_PATH is set to a compat library is not known';

/** Paddle's documents of the release name the GPU. Where it is known that there is no code for it, that is said elsewhere. */
export const byDocumentedRange: Judge = ({ image, sites, placement, gpu }) => {
  if (placement.gpu === null || gpu === null) return open(decisive(placement, KERNELS));
  if (placement.arch === 'missing') return FITS;
  const [{ group }] = sites;
  const { computeCapability } = gpuKind(group, gpu);
  const framework = image.claims?.framework ?? null;
  if (computeCapability === null) return open('the compute capability of the GPU is not known');
  if (framework === null) return open('the version of Paddle is not known');
  const { inRange, why } = documentedRange(framework, computeCapability);
  return { fits: inRange, why, error: null, wantedDriver: null };
};

/** The build of the image holds code for the GPU. */
export const byKernels: Judge = ({ placement }) => {
  const { arch, gpu, error } = placement;
  const fits = gpu === null || arch === 'unknown' ? null : arch !== 'missing';
  return { fits, why: decisive(placement, KERNELS), error, wantedDriver: null };
};

/** Paddle's own documents ask for no newer driver. Where CUDA does not run at all, that is said elsewhere. */
export const byDocuments: Judge = ({ image, sites, placement }) => {
  const [{ group }] = sites;
  if (placement.cudaPath === 'unknown') return open(decisive(placement, PATH));
  const asked = documentedOn(image.claims ?? { framework: null, cuda: null }, group);
  if (asked === null || asked.met || placement.cudaPath === 'none') return FITS;
  const why = `Paddle's documents ask for driver ${asked.driver} with CUDA ${String(image.claims?.cuda)}`;
  return { fits: false, why, error: null, wantedDriver: asked.driver };
};

const TRUE: ReadonlySet<string> = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);
const UNREAD =
  'NVIDIA_REQUIRE_* stands in the configuration of the image, which was not read; in legacy mode it may refuse the container';

/** The container gate lets it start: only the legacy and csv modes ask it, and it asks what the image and the manifest declare. */
export const byGate: Judge = ({ image, sites }) => {
  const [{ group }] = sites;
  const mode = group.toolkit?.mode;
  if (mode === 'cdi' || mode === 'jit-cdi') return FITS;
  const { variables, open: more } = image.driverVariables ?? { variables: {}, open: true };
  if (TRUE.has(variables['NVIDIA_DISABLE_REQUIRE'] ?? '')) return FITS;
  const refusal = gateRefusal(variables, group);
  if (refusal !== null && !more) return { ...FITS, fits: false, why: refusal };
  return open(refusal ?? UNREAD);
};

/** The line of the step that decides, without its source. */
function decisive({ reasons, open }: Placement, line: RegExp): string {
  const found = open ?? reasons.findLast((reason) => line.test(reason)) ?? reasons.at(-1) ?? '';
  return found.replace(/ ?\[source: [^\]]*\]/g, '');
}
