import type { ConfigurationChange, WaiverState } from './waiver.ts';
import type { TagFacts } from '../reference/types.ts';
import type {
  ContainerContext,
  ContainerEnvironment,
  ContainerIdentity,
  ContainerImage,
  ContainerMounts,
  ContainerPrivileges,
  ContainerProbes,
  ContainerProfiles,
  ContainerResources,
} from './container.ts';
import type {
  DockerfileCuda,
  DockerfileFinal,
  DockerfileFrameworks,
  DockerfileInstructions,
  DockerfilePackages,
  DockerfileStages,
  DockerfileWheels,
} from './dockerfile.ts';
import type { ImagePublication, ImageReference, ImageRegistry, ImageUse } from './image.ts';
import type { FileContent, FileCoverage, Inventory } from './inputs.ts';
import type { WorkloadPlacement, WorkloadPod, WorkloadSummary } from './workload.ts';

/** Every kind of fact, and the type of its value. A kind's first word is the kind of subject that it belongs to. */
export interface FactMap {
  'image.reference': ImageReference;
  /** Unavailable on images of unknown make: their tags follow no grammar that we know. */
  'image.tag': TagFacts;
  'image.use': ImageUse;
  'image.publication': ImagePublication;
  'image.registry': ImageRegistry;
  'container.context': ContainerContext;
  'container.image': ContainerImage;
  'container.identity': ContainerIdentity;
  'container.privileges': ContainerPrivileges;
  'container.profiles': ContainerProfiles;
  'container.resources': ContainerResources;
  'container.probes': ContainerProbes;
  'container.environment': ContainerEnvironment;
  'container.mounts': ContainerMounts;
  'workload.pod': WorkloadPod;
  'workload.placement': WorkloadPlacement;
  'workload.summary': WorkloadSummary;
  'dockerfile.stages': DockerfileStages;
  'dockerfile.final': DockerfileFinal;
  'dockerfile.packages': DockerfilePackages;
  'dockerfile.instructions': DockerfileInstructions;
  'dockerfile.frameworks': DockerfileFrameworks;
  'dockerfile.wheels': DockerfileWheels;
  'dockerfile.cuda': DockerfileCuda;
  'file.content': FileContent;
  'file.coverage': FileCoverage;
  /** Known only when every file has been read; rules that need it are judged last. */
  'inputs.inventory': Inventory;
  'waiver.state': WaiverState;
  'change.configuration': ConfigurationChange;
}

export type FactKind = keyof FactMap;
