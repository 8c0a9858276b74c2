import type { Reference, TagFacts } from '../reference/types.ts';
import type { Make } from './image.ts';
import type { Place, Places } from './subject.ts';

/** `workload.pod`: what the workload says of its pods as a whole. */
export interface WorkloadPod {
  readonly engine: 'kubernetes' | 'compose' | 'docker-run';
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly replicas: number | null;
  readonly serving: boolean;
  readonly runsToCompletion: boolean;
  readonly serviceAccountName: string | null;
  readonly automountServiceAccountToken: boolean | null;
  readonly hostUsers: boolean | null;
  readonly at: Places;
}

/** `workload.placement`: on which nodes it can land. */
export interface WorkloadPlacement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required node affinity, one entry a nodeSelectorTerm (terms are ORed, their expressions ANDed). */
  readonly requiredTerms: readonly (readonly NodeExpression[])[];
  readonly tolerations: readonly Toleration[];
  readonly runtimeClass: string | null;
  readonly nodeName: string | null;
  readonly at: Places;
}

export interface NodeExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

export interface Toleration {
  readonly key: string | null;
  readonly operator: string;
  readonly value: string | null;
  readonly effect: string | null;
}

/**
 * `workload.architecture`: CPU architectures (after uname) of the nodes that the workload selects, and of its images. An
 * image of which it is not known is a gap where nodes are selected by it.
 */
export interface WorkloadArchitecture {
  /** Empty when nodes are not selected by architecture. */
  readonly nodes: readonly string[];
  readonly images: readonly {
    readonly container: string;
    readonly written: string;
    readonly architecture: string;
    readonly place: Place;
  }[];
  /** Field that selects the nodes, for messages: `nodeSelector kubernetes.io/arch`. */
  readonly from: string;
}

/** One image of a workload, as small as the judgement over all inputs needs it. */
export interface WorkloadImage {
  readonly container: string;
  readonly phase: string;
  readonly written: string;
  readonly reference: Reference | null;
  readonly tag: TagFacts | null;
  readonly make: Make;
  /** The Dockerfile (path) that is known to build it, or null. */
  readonly builtBy: string | null;
  /** What its own tag claims, or that of the Paddle image that it is built on; null when that is not known or not Paddle. Filled in for every reader at once. */
  readonly claims?: TagFacts | null;
  /** Variables that the container gate reads, and LD_LIBRARY_PATH, as the workload writes them; `open`: more, or another value, may come along. */
  readonly driverVariables?: { readonly variables: Readonly<Record<string, string>>; readonly open: boolean };
  readonly place: Place;
}

/** `workload.summary`: carried to the judgement over all inputs. */
export interface WorkloadSummary {
  readonly engine: 'kubernetes' | 'compose' | 'docker-run';
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the pod template. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly podAnnotations: Readonly<Record<string, string>>;
  readonly serving: boolean;
  readonly runsToCompletion: boolean;
  readonly images: readonly WorkloadImage[];
  readonly hostPaths: readonly string[];
  readonly ports: readonly string[];
  readonly place: Place;
}

/** A Kubernetes object that is not a workload but bears on one. */
export interface SupportingObject {
  readonly kind:
    | 'HorizontalPodAutoscaler'
    | 'ScaledObject'
    | 'PodDisruptionBudget'
    | 'Service'
    | 'ServiceMonitor'
    | 'PodMonitor'
    | 'NetworkPolicy'
    | 'Namespace'
    | 'ServiceAccount';
  readonly name: string;
  readonly namespace: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** matchLabels or spec.selector; null when the object selects nothing. */
  readonly selector: Readonly<Record<string, string>> | null;
  /** matchExpressions of the selector: all of them have to hold as well. */
  readonly expressions?: readonly NodeExpression[];
  /** scaleTargetRef. */
  readonly target: { readonly kind: string; readonly name: string } | null;
  readonly place: Place;
}

/** `workload.groups`: on which node groups of the fleet the scheduler can place it. */
export interface WorkloadGroups {
  readonly candidates: readonly { readonly group: string; readonly nodes: number | null }[];
  /** The others, with what keeps it off. */
  readonly refused: readonly { readonly group: string; readonly why: string }[];
  /** A container of it runs an image for NVIDIA GPUs. */
  readonly needsGpu: boolean;
}

/**
 * `workload.cuda-path`, `workload.kernels`, `workload.gate`, `workload.forward-compat`, `workload.documented-driver`,
 * `workload.documented-range`: the images of the workload on the GPUs of the groups that it can land on. Where the answer is not known, it is a gap.
 */
export interface WorkloadMachines {
  /** Where an image does not fit. */
  readonly placements: readonly MachinePlacement[];
  /** Groups, counted once for each image and kind of GPU, on which it does. */
  readonly fitting: number;
}

/**
 * `workload.drivers`: the groups that the workload can land on, if it needs a GPU, with what is known of their drivers.
 * `inputs.fleet`: the same of every group with GPUs.
 */
export interface WorkloadDrivers {
  readonly groups: readonly DriverGroup[];
}

export interface DriverGroup {
  readonly group: string;
  readonly nodes: number | null;
  readonly driver: string | null;
  /** 535 of 535.104.05; null where no table has its end, which is a gap too. */
  readonly branch: number | null;
  /** End of life by each source that gives one: a month, `2028-06`, or `passed`. */
  readonly ends: readonly string[];
  /** Compute capabilities of its GPUs; null where one of them is not known. */
  readonly capabilities: readonly string[] | null;
}

export interface MachinePlacement {
  readonly container: string;
  readonly image: string;
  readonly group: string;
  readonly nodes: number | null;
  readonly gpu: string;
  readonly driver: string;
  readonly cuda: string;
  readonly error: string | null;
  /** The line of the step that decides, without its source. */
  readonly why: string;
  /** The smallest driver that would admit the image, or null where none does or none is needed. */
  readonly wantedDriver: string | null;
  readonly place: Place;
}
