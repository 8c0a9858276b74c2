import type { Inventory } from '../../facts/inputs.ts';
import type { SupportingObject, WorkloadSummary } from '../../facts/workload.ts';

type Labels = Readonly<Record<string, string>>;

/** Every pair of the selector is among the labels; an empty selector takes everything. */
const matches = (selector: Labels, labels: Labels): boolean =>
  Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);

/** An object without a namespace lands in whichever it is applied to. */
const sharesNamespace = (object: SupportingObject, { namespace }: WorkloadSummary): boolean =>
  object.namespace === null || namespace === null || object.namespace === namespace;

/** `unknown`: it selects by expressions, which are not carried this far. */
export type Selection = 'yes' | 'no' | 'unknown';

/** Whether one of the objects of a kind selects the pods of a workload. */
export function selectsPods(
  objects: readonly SupportingObject[],
  workload: WorkloadSummary,
  anyNamespace = false,
): Selection {
  let answer: Selection = 'no';
  for (const object of objects) {
    if (!anyNamespace && !sharesNamespace(object, workload)) continue;
    if (object.selector === null) answer = 'unknown';
    else if (matches(object.selector, workload.podLabels)) return 'yes';
  }
  return answer;
}

export const ofKind = (
  { supporting }: Inventory,
  kind: SupportingObject['kind'],
): readonly SupportingObject[] => supporting.filter((object) => object.kind === kind);

/** Services that lead to the pods of a workload. An empty selector of a Service leads nowhere by itself. */
export function servicesOf(inventory: Inventory, workload: WorkloadSummary): readonly SupportingObject[] {
  return ofKind(inventory, 'Service').filter(
    (service) =>
      sharesNamespace(service, workload) &&
      service.selector !== null &&
      Object.keys(service.selector).length > 0 &&
      matches(service.selector, workload.podLabels),
  );
}

/** Whether an autoscaler names the workload as its target. */
export function isScaled(inventory: Inventory, workload: WorkloadSummary): boolean {
  return [...ofKind(inventory, 'HorizontalPodAutoscaler'), ...ofKind(inventory, 'ScaledObject')].some(
    (scaler) =>
      sharesNamespace(scaler, workload) &&
      scaler.target?.kind === workload.kind &&
      scaler.target.name === workload.name,
  );
}

/** Whether a monitor selects one of the services, by the labels of the Service itself. */
export function monitorsService(
  monitors: readonly SupportingObject[],
  services: readonly SupportingObject[],
): Selection {
  let answer: Selection = 'no';
  for (const { selector } of monitors) {
    if (selector === null) answer = 'unknown';
    else if (services.some(({ labels }) => matches(selector, labels))) return 'yes';
  }
  return services.length === 0 ? 'no' : answer;
}
