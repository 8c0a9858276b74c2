/** A parsed image reference, after the grammar of github.com/distribution/reference. */
export interface Reference {
  /** The text as it was written. */
  readonly original: string;
  /** Host, with a port if one was written; `docker.io` when none was. Lower case. */
  readonly registry: string;
  /** Repository path without the host; `library/NAME` only for official one-part names of Docker Hub. */
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:…` or `sha512:…`, lower-case hex. */
  readonly digest: string | null;
}

export interface Problem {
  /** `template` for `${VAR}`, `{{ … }}`, `<TAG>`, `[tag]`, `x.y.z`; `not-an-image` where that can be known. */
  readonly code: string;
  readonly message: string;
  /** Offset into the text, or null when the whole text is meant. */
  readonly at: number | null;
}

export type ParsedReference =
  | { readonly ok: true; readonly value: Reference }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export type Device = 'cpu' | 'gpu' | 'xpu' | 'npu' | 'dcu' | 'mlu' | 'gcu' | 'ipu' | (string & {});

/**
 * How well a tag is attested. `contradicted`: a caution stands beside it, or its version has an official list and the
 * tag is not on it. `unknown`: there is no list to hold it against.
 */
export type Attestation = 'official' | 'official-tracker' | 'unofficial' | 'contradicted' | 'unknown';

/** What a Paddle image tag claims. A field that the text does not give is null, or filled by a default and named in `inferred`. */
export interface TagFacts {
  readonly family: string;
  readonly product: string;
  /** Version of the product that the family names. */
  readonly version: string | null;
  /** Version of the Paddle framework, PEP 440 normalised. */
  readonly framework: string | null;
  readonly device: Device | null;
  readonly cuda: string | null;
  readonly cudnn: string | null;
  readonly tensorrt: string | null;
  readonly nccl: string | null;
  readonly gcc: string | null;
  readonly python: string | null;
  readonly os: string | null;
  readonly arch: string | null;
  readonly flavours: readonly string[];
  /** Software stack and chip of an accelerator, as written: `cann80RC1`, `910B`, `dtk24.04.1`, `cntoolkit3.4.2-1`. Never expanded. */
  readonly stack: readonly string[];
  /** What ties the tag to one build: a commit (`e9a542`), a Triton or NGC month (`21.10`), a checksum, `post118`; else null. */
  readonly build: string | null;
  readonly floating: { readonly floating: boolean; readonly why: string };
  readonly seen: Attestation;
  /** Published tags that the writer may have meant, nearest first. */
  readonly nearest: readonly string[];
  /** Fields that come from a default, not from the text. */
  readonly inferred: readonly string[];
  /** Tokens that nobody understood: kept, never dropped. */
  readonly unknown: readonly string[];
}
