import type { NodeGroup, Taint } from './fleet.ts';

/** What a workload asks of nodes, as the scheduler reads it. */
export interface NodeConstraints {
  readonly nodeSelector: Readonly<Record<string, string>>;
  /** Required node affinity: terms are ORed, their expressions ANDed; empty: none. */
  readonly requiredTerms: readonly (readonly NodeExpression[])[];
  readonly tolerations: readonly Toleration[];
  readonly nodeName: string | null;
}

interface NodeExpression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

interface Toleration {
  readonly key: string | null;
  readonly operator: string;
  readonly value: string | null;
  readonly effect: string | null;
}

export interface Landing {
  /** Null: what decides it is not known of the group. */
  readonly lands: boolean | null;
  readonly why: string;
}

/**
 * Whether the scheduler can place a pod on the nodes of a group, by selector, required affinity, name and taints.
 * Source: https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/ and …/taint-and-toleration/.
 */
export function landing(constraints: NodeConstraints, group: NodeGroup): Landing {
  const { nodeName } = constraints;
  if (nodeName !== null) {
    const named = nodeName === group.name;
    return { lands: named, why: named ? `nodeName ${nodeName}` : `nodeName is ${nodeName}` };
  }
  const parts = [
    bySelector(constraints.nodeSelector, group),
    byTerms(constraints.requiredTerms, group),
    byTaints(constraints.tolerations, group.taints ?? []),
  ];
  return (
    parts.find(({ lands }) => lands === false) ??
    parts.find(({ lands }) => lands === null) ?? { lands: true, why: 'nothing keeps it off' }
  );
}

const YES: Landing = { lands: true, why: '' };

function bySelector(selector: Readonly<Record<string, string>>, group: NodeGroup): Landing {
  return every(
    Object.entries(selector).map(([key, value]) =>
      expression({ key, operator: 'In', values: [value] }, group),
    ),
  );
}

function byTerms(terms: readonly (readonly NodeExpression[])[], group: NodeGroup): Landing {
  if (terms.length === 0) return YES;
  const found = terms.map((term) => every(term.map((part) => expression(part, group))));
  return (
    found.find(({ lands }) => lands === true) ??
    found.find(({ lands }) => lands === null) ??
    found[0] ?? { lands: false, why: 'a node affinity without terms selects nothing' }
  );
}

function every(parts: readonly Landing[]): Landing {
  return parts.find(({ lands }) => lands === false) ?? parts.find(({ lands }) => lands === null) ?? YES;
}

function expression({ key, operator, values }: NodeExpression, group: NodeGroup): Landing {
  const label = labelOf(key, group);
  if (label === null)
    return {
      lands: null,
      why: `it is selected by the label ${key}, and the labels of ${group.name} are not known`,
    };
  const met = meets(operator, label, values);
  if (met !== false) return { lands: met, why: `${key} ${operator} ${values.join(',')}`.trim() };
  const wanted =
    operator === 'In' ? `${key}=${values.join('|')}` : `${key} ${operator} ${values.join(',')}`.trim();
  return {
    lands: false,
    why: `${wanted} is asked for, ${label === undefined ? 'and there is no such label' : `it has ${label}`}`,
  };
}

/** Undefined: the node has no such label. Null: not known. */
function labelOf(key: string, group: NodeGroup): string | undefined | null {
  const { labels } = group;
  const written = labels !== undefined && Object.hasOwn(labels, key) ? labels[key] : undefined;
  return written ?? WELL_KNOWN[key]?.(group) ?? (labels === undefined ? null : undefined);
}

/** Labels that follow from what else is written of a group. */
const WELL_KNOWN: Readonly<Record<string, (group: NodeGroup) => string | undefined>> = {
  'kubernetes.io/arch': ({ architecture = '' }) => GO_NAMES.get(architecture),
  'kubernetes.io/os': ({ os = 'linux' }) => os,
  'nvidia.com/gpu.present': ({ gpus = [] }) => (gpus.length > 0 ? 'true' : undefined),
};
const GO_NAMES = new Map([
  ['x86_64', 'amd64'],
  ['aarch64', 'arm64'],
  ['ppc64le', 'ppc64le'],
]);

function meets(operator: string, label: string | undefined, values: readonly string[]): boolean | null {
  switch (operator) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    case 'Gt':
      return isAbove(label, values[0]);
    case 'Lt':
      return isAbove(values[0], label);
    default:
      return null;
  }
}

/** Both have to be integers; else the expression does not hold. */
function isAbove(a: string | undefined, b: string | undefined): boolean {
  return [a, b].every((text) => text !== undefined && /^-?\d{1,15}$/.test(text)) && Number(a) > Number(b);
}

/** PreferNoSchedule keeps nobody off. */
function byTaints(tolerations: readonly Toleration[], taints: readonly Taint[]): Landing {
  const hard = taints.filter(({ effect }) => effect !== 'PreferNoSchedule');
  const kept = hard.find((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
  if (kept === undefined) return YES;
  const shown = `${kept.key}${kept.value === undefined ? '' : `=${kept.value}`}:${kept.effect}`;
  return { lands: false, why: `the taint ${shown} is not tolerated` };
}

function tolerates({ key, operator, value, effect }: Toleration, taint: Taint): boolean {
  if (effect !== null && effect !== '' && effect !== taint.effect) return false;
  if (key === null || key === '') return operator === 'Exists';
  return key === taint.key && (operator === 'Exists' || (value ?? '') === (taint.value ?? ''));
}
