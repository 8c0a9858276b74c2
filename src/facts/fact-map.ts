import type { ConfigurationChange, WaiverState } from './waiver.ts';
import type { TagFacts } from '../reference/types.ts';
import type {
  ContainerAccelerator,
  ContainerCommand,
  ContainerContext,
  ContainerEnvironment,
  ContainerHost,
  ContainerIdentity,
  ContainerImage,
  ContainerMounts,
  ContainerPrivileges,
  ContainerProbes,
  ContainerProfiles,
  ContainerPull,
  ContainerResources,
  ContainerTag,
  ContainerVariable,
} from './container.ts';
import type {
  DockerfileCuda,
  DockerfileDriver,
  DockerfileFinal,
  DockerfileFrameworks,
  DockerfileInstructions,
  DockerfilePackages,
  DockerfilePipedScripts,
  DockerfileStages,
  DockerfileUser,
  DockerfileWheels,
} from './dockerfile.ts';
import type {
  ImageArchitecture,
  ImageCudaSupport,
  ImageDigests,
  ImageLibrary,
  ImagePinning,
  ImagePublication,
  ImageReference,
  ImageRegistry,
  ImageUse,
} from './image.ts';
import type { FileContent, FileCoverage, InputFrameworks, InputTables, Inventory } from './inputs.ts';
import type {
  WorkloadArchitecture,
  WorkloadDrivers,
  WorkloadGroups,
  WorkloadMachines,
  WorkloadPlacement,
  WorkloadPod,
  WorkloadSummary,
} from './workload.ts';

/** Every kind of fact, and the type of its value. A kind's first word is the kind of subject that it belongs to. */
export interface FactMap {
  'image.reference': ImageReference;
  'image.pinning': ImagePinning;
  /** Unavailable on images of unknown make, whose tags follow no grammar that we know, and on Paddle images that are named by digest alone. */
  'image.tag': TagFacts;
  'image.use': ImageUse;
  'image.publication': ImagePublication;
  'image.digests': ImageDigests;
  'image.architecture': ImageArchitecture;
  'image.registry': ImageRegistry;
  'image.cudnn': ImageLibrary;
  'image.tensorrt': ImageLibrary;
  'image.cuda-support': ImageCudaSupport;
  'container.context': ContainerContext;
  'container.engine': ContainerHost;
  'container.command': ContainerCommand;
  'container.image': ContainerImage;
  'container.tag': ContainerTag;
  'container.pull': ContainerPull;
  'container.identity': ContainerIdentity;
  'container.privileges': ContainerPrivileges;
  'container.profiles': ContainerProfiles;
  'container.resources': ContainerResources;
  'container.accelerator': ContainerAccelerator;
  'container.probes': ContainerProbes;
  'container.environment': ContainerEnvironment;
  /** NVIDIA_VISIBLE_DEVICES; the next three are NVIDIA_DISABLE_REQUIRE, NVIDIA_DRIVER_CAPABILITIES, LD_LIBRARY_PATH. */
  'container.visible-devices': ContainerVariable;
  'container.driver-gate': ContainerVariable;
  'container.driver-capabilities': ContainerVariable;
  'container.library-path': ContainerVariable;
  'container.mounts': ContainerMounts;
  'workload.pod': WorkloadPod;
  'workload.placement': WorkloadPlacement;
  'workload.architecture': WorkloadArchitecture;
  'workload.summary': WorkloadSummary;
  /** The next are known only where a fleet is given. */
  'workload.groups': WorkloadGroups;
  'workload.cuda-path': WorkloadMachines;
  'workload.kernels': WorkloadMachines;
  'workload.gate': WorkloadMachines;
  'workload.forward-compat': WorkloadMachines;
  'workload.documented-driver': WorkloadMachines;
  'workload.documented-range': WorkloadMachines;
  'workload.drivers': WorkloadDrivers;
  'dockerfile.stages': DockerfileStages;
  'dockerfile.user': DockerfileUser;
  'dockerfile.driver': DockerfileDriver;
  'dockerfile.final': DockerfileFinal;
  'dockerfile.packages': DockerfilePackages;
  'dockerfile.instructions': DockerfileInstructions;
  'dockerfile.piped-scripts': DockerfilePipedScripts;
  'dockerfile.frameworks': DockerfileFrameworks;
  'dockerfile.wheels': DockerfileWheels;
  'dockerfile.cuda': DockerfileCuda;
  'file.content': FileContent;
  'file.coverage': FileCoverage;
  /** Known only when every file has been read; rules that need it are judged last. */
  'inputs.fleet': WorkloadDrivers;
  'inputs.tables': InputTables;
  'inputs.inventory': Inventory;
  'inputs.frameworks': InputFrameworks;
  'waiver.state': WaiverState;
  'change.configuration': ConfigurationChange;
}

export type FactKind = keyof FactMap;
