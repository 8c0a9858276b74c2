import type { Inventory } from '../../facts/inputs.ts';
import type { NodeExpression, SupportingObject, WorkloadSummary } from '../../facts/workload.ts';

type Labels = Readonly<Record<string, string>>;

/** Every pair of the selector is among the labels and every expression holds; an empty selector takes everything. */
function matches({ selector, expressions = [] }: SupportingObject, labels: Labels): boolean {
  return (
    selector !== null &&
    Object.entries(selector).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value) &&
    expressions.every((expression) => holds(expression, labels))
  );
}

/** After LabelSelectorRequirement: a label that is not there is also not in a set. */
function holds({ key, operator, values }: NodeExpression, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** An object without a namespace lands in whichever it is applied to. */
const sharesNamespace = (object: SupportingObject, { namespace }: WorkloadSummary): boolean =>
  object.namespace === null || namespace === null || object.namespace === namespace;

/** Whether one of the objects of a kind selects the pods of a workload. */
export function selectsPods(
  objects: readonly SupportingObject[],
  workload: WorkloadSummary,
  anyNamespace = false,
): boolean {
  return objects.some(
    (object) => (anyNamespace || sharesNamespace(object, workload)) && matches(object, workload.podLabels),
  );
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
      matches(service, workload.podLabels),
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
): boolean {
  return monitors.some((monitor) => services.some(({ labels }) => matches(monitor, labels)));
}
