import type { WorkloadSummary } from '../../facts/workload.ts';

/** Kinds whose replicas somebody else may set. Knative and KServe scale by themselves, a DaemonSet never. */
const SCALABLE: readonly string[] = ['Deployment', 'StatefulSet', 'ReplicaSet', 'Rollout', 'CloneSet'];

/** Answers requests from several equal pods. */
export const isScalable = ({ engine, kind, serving, runsToCompletion }: WorkloadSummary): boolean =>
  engine === 'kubernetes' && serving && !runsToCompletion && SCALABLE.includes(kind);
