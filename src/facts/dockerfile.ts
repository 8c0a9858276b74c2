import type { Reference, TagFacts } from '../reference/types.ts';
import type { Make } from './image.ts';
import type { At, Place, Places } from './subject.ts';

export interface Stage {
  readonly index: number;
  readonly name: string | null;
  /** Text after FROM as written. */
  readonly written: string;
  /** Index of the earlier stage that it builds on, or null for an image. */
  readonly baseStage: number | null;
  readonly reference: Reference | null;
  readonly tag: TagFacts | null;
  readonly make: Make;
  readonly platform: string | null;
  /** The final stage, or one that it builds on through FROM. */
  readonly final: boolean;
  /** Hands files over to the final stage (COPY --from, RUN --mount). */
  readonly feedsFinal: boolean;
  readonly place: Place;
}

/** `dockerfile.stages`. */
export interface DockerfileStages {
  readonly stages: readonly Stage[];
}

/** `dockerfile.user`: as whom the image that the last stage makes runs, apart from the rest because a base may leave it open. */
export interface DockerfileUser {
  /** The last USER in effect; null when none is written: the base image decides. */
  readonly user: string | null;
  /** With `user` null: the base image, where it is known to run as root (it sets no USER either). Null is then a gap. */
  readonly rootBase: string | null;
  readonly at: Places;
}

/** `dockerfile.final`: configuration of the image that the last stage makes, inherited through FROM stage. */
export interface DockerfileFinal {
  readonly exposes: readonly string[];
  readonly healthcheck: 'present' | 'none' | 'absent';
  readonly environment: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** It answers requests: EXPOSE, or a command that starts a known server. Null, with a gap, when what it starts cannot be told. */
  readonly serving: boolean | null;
  readonly at: Places;
}

/** One variable of the image that is made; a null value: the file does not set it. */
export interface ImageVariable {
  readonly value: string | null;
  readonly at: At | null;
}

/** `dockerfile.driver`: what the image's environment tells the NVIDIA runtime and the loader. A value that cannot be told is a gap. */
export interface DockerfileDriver {
  /** NVIDIA_DISABLE_REQUIRE. */
  readonly gate: ImageVariable;
  /** NVIDIA_DRIVER_CAPABILITIES. */
  readonly capabilities: ImageVariable;
  /** The image may hold Paddle: false only where its base is something else and no wheel of it is installed. */
  readonly mayHoldPaddle: boolean;
  /** LD_LIBRARY_PATH, without the folders that cannot be told. */
  readonly libraryPath: ImageVariable;
}

/** One package that a `pip install` (or uv, conda run pip …) asks for. */
export interface PipRequirement {
  /** Normalised after PEP 503. */
  readonly name: string;
  readonly written: string;
  /** PEP 440 specifier as written (`==2.6.1.post117`, `>=1`), or empty. */
  readonly specifier: string;
  readonly pinned: boolean;
  readonly hashes: number;
  /** Direct URL or path (`name @ https://…`, `./x.whl`), or null. */
  readonly url: string | null;
  readonly place: Place;
}

/** One `pip install`, with what the requirements files that it names hold. */
export interface PipInstall {
  readonly stage: number;
  readonly requirements: readonly PipRequirement[];
  readonly indexUrl: string | null;
  readonly extraIndexUrls: readonly string[];
  readonly findLinks: readonly string[];
  readonly trustedHosts: readonly string[];
  readonly requireHashes: boolean;
  readonly place: Place;
}

/** `dockerfile.packages`: what is installed. A requirements file that cannot be found is a gap. */
export interface DockerfilePackages {
  readonly pip: readonly PipInstall[];
  /** apt-get install lines, with whether the lists were removed in the same layer. */
  readonly apt: readonly {
    readonly stage: number;
    readonly packages: readonly string[];
    readonly cleans: boolean;
    readonly noRecommends: boolean;
    readonly at: At;
  }[];
}

/** `dockerfile.piped-scripts`: `curl … | sh` and its like. A RUN that could not be read whole is a gap. */
export interface DockerfilePipedScripts {
  readonly scripts: readonly { readonly stage: number; readonly text: string; readonly at: At }[];
}

/** `dockerfile.instructions`: what else the rules look at. */
export interface DockerfileInstructions {
  /** ADD of a URL. */
  readonly remoteAdds: readonly {
    readonly stage: number;
    readonly url: string;
    readonly checksum: boolean;
    readonly at: At;
  }[];
  /** COPY or ADD of the whole context. */
  readonly wholeContextCopies: readonly { readonly stage: number; readonly at: At }[];
  /** ENV and ARG by name; value null when an ARG has no default. */
  readonly variables: readonly {
    readonly stage: number;
    readonly kind: 'ENV' | 'ARG';
    readonly name: string;
    readonly value: string | null;
    readonly at: At;
  }[];
  /** A .dockerignore (or NAME.dockerignore) lies beside it; null when the context is not known, which is also a gap when something is copied whole. */
  readonly hasDockerignore: boolean | null;
}

/** A wheel of the framework (`paddlepaddle`, `paddlepaddle-gpu`, `paddlepaddle-xpu` …) that is installed on the way to the final image. */
export interface FrameworkWheel {
  readonly name: string;
  readonly written: string;
  readonly place: Place;
}

/**
 * `dockerfile.frameworks`: which wheels provide the module `paddle` in the final image. A base that may hold one, and
 * cannot be told, is a gap; so is a requirements file that could not be read.
 */
export interface DockerfileFrameworks {
  /** Wheel that the base image comes with, or null when it comes with none. */
  readonly base: { readonly wheel: string | null; readonly written: string };
  readonly wheels: readonly FrameworkWheel[];
}

/** CUDA of one `paddlepaddle-gpu` that is installed. */
export interface GpuWheel {
  readonly written: string;
  /** PEP 440 without the `.postNNN`; null when not pinned. */
  readonly version: string | null;
  readonly suffix: string | null;
  /** `11.8`; null when it could not be told (a gap says why) or when the fault makes it moot. */
  readonly cuda: string | null;
  readonly from: 'suffix' | 'table' | 'index' | 'file' | null;
  /** `not-on-pypi`: newer than the last release there. `no-such-suffix`: the table of that version lacks it. `cpu-index`: an index of CPU wheels. */
  readonly fault: 'not-on-pypi' | 'no-such-suffix' | 'cpu-index' | null;
  readonly index: string | null;
  readonly place: Place;
}

/** `dockerfile.wheels`: CUDA of the GPU wheels against that of the image that they are installed into. */
export interface DockerfileWheels {
  /** CUDA of the base image; null when it holds none, or when it cannot be told (a gap says so). */
  readonly imageCuda: string | null;
  readonly base: string;
  readonly wheels: readonly GpuWheel[];
}

/** `dockerfile.cuda`: CUDA of each image that ends up in the final one. A base of which it cannot be told is a gap. */
export interface DockerfileCuda {
  readonly bases: readonly {
    readonly stage: number;
    readonly name: string;
    readonly written: string;
    /** null: it holds none. */
    readonly cuda: string | null;
    readonly final: boolean;
    readonly place: Place;
  }[];
}
