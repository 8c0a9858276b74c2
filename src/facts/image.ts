import type { Expectation } from '../reference/publication.ts';
import type { Reference, TagFacts } from '../reference/types.ts';
import type { Places } from './subject.ts';

/**
 * Whose image a reference names. `paddle`: published by the project or one of its hardware vendors. `derived`: known
 * (from `images:` or a Dockerfile among the inputs) to be built on a Paddle image. `other`: known to be something else.
 */
export type Make = 'paddle' | 'derived' | 'other' | 'unknown';

export type ImageRole =
  | 'base' // FROM of the final stage (or of a stage that the final one is built on)
  | 'build-stage' // FROM of a stage that only hands over files
  | 'copy-from' // COPY --from=IMAGE, RUN --mount=from=IMAGE
  | 'container' // runs as a workload's container (Kubernetes, compose)
  | 'init-container'
  | 'ephemeral-container'
  | 'run' // docker|podman|nerdctl run|create
  | 'pull' // docker|podman|nerdctl pull
  | 'build' // docker build -t, --cache-from …: a name that is made, not used
  | 'ci-job' // the image in which a CI job runs
  | 'ci-service'
  | 'argument'; // named on the command line

/** `image.reference`: the reference at this place, after ARG, .env and kustomize substitution. */
export interface ImageReference {
  /** The text as it stands in the file. */
  readonly written: string;
  readonly reference: Reference;
  /** How the text became the reference, outermost first: `ARG TAG=2.6.1 (line 1)`. Empty when it was written out. */
  readonly resolvedFrom: readonly string[];
}

/** `image.pinning`: what the name leaves to the registry. Known for every image whose name is, whoever made it. */
export interface ImagePinning {
  readonly form: 'none' | 'tag' | 'digest' | 'tag-and-digest';
  /** The tag alone, or its absence, can come to name another image. */
  readonly floating: boolean;
  /** It does so here: nothing but a floating tag, or none, is written. */
  readonly moves: boolean;
  /** It may: nothing but a version of fewer than three parts is written, of an image that is not Paddle's. */
  readonly mayMove: boolean;
  /** Why it floats or does not, in one line. */
  readonly why: string;
}

/**
 * `image.digests`: the tag and digest of a name against pairs that were seen in public. Unavailable where neither of the
 * two was ever seen with a partner.
 */
export interface ImageDigests {
  /** Digests seen for this tag. */
  readonly ofTag: readonly string[];
  /** Tags of the same repository seen for this digest. */
  readonly ofDigest: readonly string[];
}

/**
 * `image.architecture`: CPU architectures after uname (`x86_64`, `aarch64`). Unavailable where a platform is asked for and
 * the image's own is not known.
 */
export interface ImageArchitecture {
  /** Of the platform that is asked for at this place, or null when none is. */
  readonly wanted: string | null;
  /** That the tag names, or that all images of the repository have. */
  readonly offered: string | null;
  /** `offered` is what the project publishes, not what the tag says. */
  readonly inferred: boolean;
}

/** `image.use`: how the image is used there, and whose it is. */
export interface ImageUse {
  readonly role: ImageRole;
  readonly make: Make;
  /** Why we think so, in one line. */
  readonly makeWhy: string;
  /** `linux/arm64`, from --platform or the compose key, or null. */
  readonly platform: string | null;
  /** Where the runtime gets the image from: `Always`, `IfNotPresent`, `Never`, or null when not written. */
  readonly pullPolicy: string | null;
  readonly at: Places;
}

/** `image.publication`: the tag held against the lists of what was published. Unavailable where there is no list. */
export interface ImagePublication {
  readonly seen: Exclude<TagFacts['seen'], 'unknown'>;
  readonly nearest: readonly string[];
  /** Digests seen in public for this tag; empty when none was. */
  readonly digests: readonly string[];
  readonly caution: string | null;
  /** Why a person expects a tag that was not published, or null. */
  readonly expectation: string | null;
  /** The same as a code with its figures, for texts in other languages. */
  readonly reason: Expectation | null;
}

/**
 * `image.cudnn`, `image.tensorrt`: a library that the tag names, beside the CUDA that it names. Unavailable where no table of
 * the release was read, or none that tells.
 */
export interface ImageLibrary {
  /** Null: the tag does not name the library and a CUDA. */
  readonly pairing: {
    readonly version: string;
    readonly cuda: string;
    readonly fits: boolean;
    /** CUDA releases that the tables list for it. */
    readonly listed: readonly string[];
    readonly source: string;
  } | null;
  /** TensorRT: the cuDNN that it was built with, where the tag names another major version; else null. */
  readonly otherCudnn: { readonly named: string; readonly expected: string; readonly source: string } | null;
}

/** `image.cuda-support`: whether the newest major version of cuDNN still lists the CUDA that the tag names. */
export interface ImageCudaSupport {
  /** Null: the tag names no CUDA. */
  readonly support: {
    readonly cuda: string;
    readonly listed: boolean;
    /** Its newest release whose table was read. */
    readonly newest: string;
    readonly ranges: readonly string[];
    readonly source: string;
  } | null;
}

/** `image.registry`: what the registry part says. */
export interface ImageRegistry {
  readonly registry: string;
  /** The name had no host: it is `docker.io` only by default. */
  readonly defaulted: boolean;
  /** Deprecated or internal host of the project: what to use instead, else null. */
  readonly deprecated: { readonly instead: string; readonly why: string; readonly source: string } | null;
  /** The upstream repository after the team's `mirrors`, else null. */
  readonly mirrorOf: string | null;
  /** Case as written differs from what can be pulled: the part that does. */
  readonly caseError: string | null;
}
