import type { Reference, TagFacts } from '../reference/types.ts';
import type { Make } from './image.ts';
import type { At, Places } from './subject.ts';

export type ContainerEngine = 'kubernetes' | 'compose' | 'docker-run';
export type ContainerPhase = 'main' | 'init' | 'sidecar' | 'ephemeral';

/** `container.context`: what runs it. A pod's setting that a container inherits is already applied in the other facts. */
export interface ContainerContext {
  readonly engine: ContainerEngine;
  readonly phase: ContainerPhase;
  readonly workloadKind: string;
  readonly workloadName: string;
  /** It answers requests: a port is declared, a Service selects it, or the command starts a known server. */
  readonly serving: boolean;
  /** Runs to its end (Job, CronJob, init container, `docker run` without -d of a batch command). */
  readonly runsToCompletion: boolean;
  readonly command: readonly string[];
  readonly ports: readonly number[];
}

/** `container.engine`: what runs it, always known; apart from the context, whose gaps are about what it does. */
export type ContainerHost = Pick<ContainerContext, 'engine' | 'phase'>;

/** `container.command`: what it starts, with the variables that the manifest gives a value filled in. Empty: the image decides. */
export interface ContainerCommand {
  readonly words: readonly string[];
}

/** `container.image`: its image, as far as it could be read. The place is that of the image name. */
export interface ContainerImage {
  readonly written: string | null;
  readonly reference: Reference | null;
  readonly tag: TagFacts | null;
  readonly make: Make;
  readonly pullPolicy: string | null;
  /** imagePullSecrets of the pod; null where the notion does not exist (compose, docker run). */
  readonly pullSecrets: readonly string[] | null;
  readonly at: Places;
}

/**
 * `container.tag`: what the tag of its image claims, or that of the Paddle image that it is built on; null for images that
 * are known to be something else. Unavailable on images of unknown make.
 */
export type ContainerTag = TagFacts | null;

/**
 * `container.pull`: how the image gets to the node. Unavailable where the image or the policy is filled in later. A null
 * registry: the image is built in place.
 */
export interface ContainerPull {
  readonly registry: string | null;
  readonly policy: string | null;
  /** Null where the notion does not exist. */
  readonly secrets: readonly string[] | null;
  readonly at: Places;
}

/** `container.identity`: as which user it runs. */
export interface ContainerIdentity {
  /** Effective uid set by the manifest; null when it sets none. */
  readonly runAsUser: number | null;
  /** User by name where the manifest can say one (compose `user: app`, docker run --user). */
  readonly userName: string | null;
  readonly runAsNonRoot: boolean | null;
  readonly runAsGroup: number | null;
  /**
   * USER of the image where it is known: from a Dockerfile among the inputs or the team's `images`; `root` for an image
   * that the project publishes (they set no USER). Null = not known; for compose and `docker run`, where nothing else
   * then says who runs, that is also a gap of this fact.
   */
  readonly imageUser: string | null;
  /** Fields that are written at both pod and container level, for messages. */
  readonly from: Readonly<Record<string, 'pod' | 'container'>>;
  readonly at: Places;
}

/** `container.privileges`. A null is "not written": the engine's default applies. */
export interface ContainerPrivileges {
  readonly privileged: boolean | null;
  readonly allowPrivilegeEscalation: boolean | null;
  /** Names without CAP_, upper case. */
  readonly capabilitiesAdd: readonly string[];
  readonly capabilitiesDrop: readonly string[];
  readonly readOnlyRootFilesystem: boolean | null;
  readonly hostNetwork: boolean | null;
  readonly hostPID: boolean | null;
  readonly hostIPC: boolean | null;
  readonly at: Places;
}

export interface ProfileSetting {
  /** `RuntimeDefault`, `Localhost`, `Unconfined`, or the text as written. */
  readonly type: string;
  readonly localhostProfile: string | null;
}

/** `container.profiles`: seccomp, AppArmor, SELinux. */
export interface ContainerProfiles {
  readonly seccomp: ProfileSetting | null;
  /** securityContext.appArmorProfile (Kubernetes 1.30 and later), or security_opt apparmor=… */
  readonly appArmorField: ProfileSetting | null;
  /** container.apparmor.security.beta.kubernetes.io/NAME (before 1.30). */
  readonly appArmorAnnotation: ProfileSetting | null;
  /** seLinuxOptions as key=value list, or security_opt label=…; null when not written. */
  readonly selinux: Readonly<Record<string, string>> | null;
  /** label=disable / label:disable */
  readonly selinuxDisabled: boolean;
  readonly at: Places;
}

/** A device resource: `nvidia.com/gpu`, `nvidia.com/mig-1g.5gb`, `huawei.com/Ascend910`, `kunlunxin.com/xpu` … */
export interface DeviceResource {
  readonly name: string;
  readonly vendor:
    'nvidia' | 'amd' | 'huawei' | 'kunlunxin' | 'hygon' | 'cambricon' | 'enflame' | 'intel' | 'other';
  /** A share of a device rather than a whole one: MIG, time slicing, vGPU memory. */
  readonly shared: boolean;
  readonly request: string | null;
  readonly limit: string | null;
}

/** `container.resources`. Quantities as written (`500m`, `4Gi`); null = not written. */
export interface ContainerResources {
  readonly requestCpu: string | null;
  readonly requestMemory: string | null;
  readonly limitCpu: string | null;
  readonly limitMemory: string | null;
  readonly devices: readonly DeviceResource[];
  /** Names of `resources.claims`: devices by dynamic resource allocation, whose classes are not read. */
  readonly claims?: readonly string[];
  /** compose/docker run: `--gpus all`, devices reservation. Kubernetes: null. */
  readonly gpus: string | null;
  /** Size of /dev/shm in bytes: emptyDir medium Memory with sizeLimit at /dev/shm, shm_size, --shm-size; `unlimited` for one without a limit or --ipc=host. */
  readonly shmSize: number | 'unlimited' | null;
  readonly runtimeClass: string | null;
  readonly at: Places;
}

/**
 * `container.accelerator`: how it comes by an accelerator. Follows from resources, environment and mounts; where one is
 * granted, the others no longer matter and what is unknown of them is no gap.
 */
export interface ContainerAccelerator {
  /** Device resources of more than zero. */
  readonly granted: readonly DeviceResource[];
  /** Given by the engine's own means outside Kubernetes: `--gpus all`, a device reservation, `--runtime nvidia`. */
  readonly given: string | null;
  /** Claims of devices of which it is not known what they are; each is a gap too. */
  readonly claimed?: readonly string[];
  /** What reaches for a GPU although none is granted: `NVIDIA_VISIBLE_DEVICES=all`, `/dev/nvidia0`. */
  readonly around: {
    readonly by: 'variable' | 'device';
    readonly what: string;
    readonly at: At | null;
  } | null;
}

export interface Probe {
  readonly handler: 'http' | 'tcp' | 'exec' | 'grpc' | 'none';
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly failureThreshold: number;
  readonly timeoutSeconds: number;
}

/** `container.probes`. compose `healthcheck` and `docker run --health-cmd` are the liveness probe of those engines. */
export interface ContainerProbes {
  readonly liveness: Probe | null;
  readonly readiness: Probe | null;
  readonly startup: Probe | null;
  /** Explicitly switched off (`healthcheck: {disable: true}`, `--no-healthcheck`). */
  readonly disabled: boolean;
  /** No check is written, and the Dockerfile that builds the image has none: that is said of the Dockerfile. */
  readonly leftToImage?: boolean;
  readonly at: Places;
}

/** `container.environment`: variables with a literal value; `null` value = comes from elsewhere (secretKeyRef, env_file …). */
export interface ContainerEnvironment {
  readonly variables: Readonly<Record<string, string | null>>;
  readonly at: Places;
}

/** One variable of the environment that the NVIDIA runtime or the loader reads; a null value: it is not set. */
export interface ContainerVariable {
  readonly value: string | null;
  readonly at: At | null;
}

export interface Mount {
  readonly target: string;
  readonly readOnly: boolean;
  readonly type:
    | 'hostPath'
    | 'emptyDir'
    | 'nfs'
    | 'persistentVolumeClaim'
    | 'configMap'
    | 'secret'
    | 'bind'
    | 'volume'
    | 'tmpfs'
    | 'other';
  /** Host path, claim, volume or server path, as written. */
  readonly source: string | null;
  readonly line: number;
  readonly column: number;
  /** Of the file, where it is another than that of the subject (compose: extends, include). */
  readonly path?: string;
}

/** `container.mounts`. */
export interface ContainerMounts {
  readonly mounts: readonly Mount[];
  /** Device nodes passed in (`--device /dev/nvidia0`, compose `devices:`). */
  readonly devices: readonly string[];
  readonly at: Places;
}
