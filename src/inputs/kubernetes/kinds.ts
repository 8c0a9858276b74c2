/** API groups whose objects never run a container: everything built in that is not listed below, and well-known add-ons. */
const INERT_GROUPS = new Set([
  // built in
  'policy',
  'autoscaling',
  'extensions.istio.io',
  // add-ons that configure others
  'kyverno.io',
  'policies.kyverno.io',
  'wgpolicyk8s.io',
  'cert-manager.io',
  'acme.cert-manager.io',
  'networking.istio.io',
  'security.istio.io',
  'telemetry.istio.io',
  'traefik.io',
  'traefik.containo.us',
  'external-secrets.io',
  'bitnami.com',
  'cilium.io',
  'crd.projectcalico.org',
  'projectcalico.org',
  'karpenter.sh',
  'karpenter.k8s.aws',
  'kustomize.config.k8s.io',
  'constraints.gatekeeper.sh',
  'templates.gatekeeper.sh',
  'source.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'scheduling.volcano.sh',
  'metallb.io',
]);

const INERT_KINDS = new Set([
  'keda.sh/ScaledObject',
  'keda.sh/TriggerAuthentication',
  'keda.sh/ClusterTriggerAuthentication',
  'monitoring.coreos.com/ServiceMonitor',
  'monitoring.coreos.com/PodMonitor',
  'monitoring.coreos.com/Probe',
  'monitoring.coreos.com/PrometheusRule',
  'monitoring.coreos.com/AlertmanagerConfig',
  'monitoring.coreos.com/ScrapeConfig',
  'argoproj.io/AppProject',
  'argoproj.io/AnalysisRun',
  'kueue.x-k8s.io/ClusterQueue',
  'kueue.x-k8s.io/LocalQueue',
  'kueue.x-k8s.io/ResourceFlavor',
]);

/** Groups of the API server and of its own extensions. Others have taken `k8s.io` for workloads: `sparkoperator.k8s.io`. */
const BUILT_IN = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apiserverinternal.k8s.io',
  'audit.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'custom.metrics.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'external.metrics.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'gateway.networking.k8s.io',
  'groupsnapshot.storage.k8s.io',
  'internal.apiserver.k8s.io',
  'metrics.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy.networking.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'snapshot.storage.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

/** Kinds of the core group that hold no pod template. */
const INERT_CORE = new Set([
  'Binding',
  'ComponentStatus',
  'ConfigMap',
  'Endpoints',
  'Event',
  'LimitRange',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'ResourceQuota',
  'Secret',
  'Service',
  'ServiceAccount',
  'ControllerRevision',
]);

const POD: readonly string[] = [];
const TEMPLATE = ['spec', 'template'];

/** Where the pod (template) of a built-in kind stands. */
const NATIVE: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', POD],
  ['Deployment', TEMPLATE],
  ['StatefulSet', TEMPLATE],
  ['DaemonSet', TEMPLATE],
  ['ReplicaSet', TEMPLATE],
  ['ReplicationController', TEMPLATE],
  ['Job', TEMPLATE],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['PodTemplate', ['template']],
]);

const WORKLOAD_GROUPS = new Set(['', 'apps', 'batch', 'extensions']);

/** Objects that have something installed from elsewhere; what that is stands in no file that we were given. */
const INSTALLERS = new Set([
  'helm.toolkit.fluxcd.io/HelmRelease',
  'helm.cattle.io/HelmChart',
  'helm.fluxcd.io/HelmRelease',
]);

/** Operators that pick the image and port themselves and always run a server. */
const SERVERS = new Set([
  'serving.kserve.io/InferenceService',
  'serving.kserve.io/ServingRuntime',
  'serving.kserve.io/ClusterServingRuntime',
  'serving.kubeflow.org/InferenceService',
  'serving.knative.dev/Service',
]);

const BATCH_GROUPS = new Set([
  'argoproj.io/Workflow',
  'argoproj.io/CronWorkflow',
  'argoproj.io/WorkflowTemplate',
]);

/** The group of an apiVersion; '' for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Path of the pod template in a built-in workload, or null for any other kind. */
export function nativeTemplate(group: string, kind: string): readonly string[] | null {
  return WORKLOAD_GROUPS.has(group) ? (NATIVE.get(kind) ?? null) : null;
}

/** Whether objects of this kind never run a container. */
export function isInert(group: string, kind: string): boolean {
  if (WORKLOAD_GROUPS.has(group)) return INERT_CORE.has(kind);
  if (BUILT_IN.has(group)) return true;
  return INERT_GROUPS.has(group) || INERT_KINDS.has(`${group}/${kind}`);
}

export function isInstaller(group: string, kind: string): boolean {
  return INSTALLERS.has(`${group}/${kind}`);
}

export function alwaysServes(group: string, kind: string): boolean {
  return SERVERS.has(`${group}/${kind}`);
}

/** Runs to its end: built-in jobs, and those that other operators call Job (Volcano, Paddle, Kubeflow, Ray). */
export function isBatch(group: string, kind: string): boolean {
  return (
    /(?:Job|TaskRun|PipelineRun)$/.test(kind) ||
    BATCH_GROUPS.has(`${group}/${kind}`) ||
    group === 'tekton.dev'
  );
}

/** Kinds whose operator hands the annotations of the object on to its pods. */
export function handsAnnotationsOn(kind: string): boolean {
  return kind === 'Pod' || kind === 'InferenceService';
}
