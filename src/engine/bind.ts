import type { AnyCheck } from '../checks/define.ts';
import type { FactKind } from '../facts/fact-map.ts';
import type { SubjectKind } from '../facts/subject.ts';
import type { Severity } from '../findings/severity.ts';
import type { SelectedRule } from '../rules/policy.ts';

/** A rule with its check, ready to judge. */
export interface BoundRule {
  readonly id: string;
  readonly code: string;
  readonly severity: Severity;
  readonly required: boolean;
  readonly subject: SubjectKind;
  readonly needs: readonly FactKind[];
  /** Kinds that have to be complete for a fail too. */
  readonly absence?: readonly FactKind[];
  readonly conditions: readonly Condition[];
  readonly options: unknown;
  /** The time from which ages count, in milliseconds since 1970. */
  readonly at: number;
  readonly judge: AnyCheck['judge'];
}

/** `appliesWhen`: the field of a fact must have one of these values, else the rule is not applicable. */
export interface Condition {
  readonly kind: FactKind;
  readonly field: string;
  readonly values: readonly (string | boolean | number)[];
}

/** Kinds of facts that exist only when everything has been read. */
const WHOLE: ReadonlySet<FactKind> = new Set<FactKind>([
  'inputs.inventory',
  'inputs.frameworks',
  'inputs.fleet',
  'inputs.tables',
]);

export function isLinked(rule: BoundRule): boolean {
  return rule.needs.some((kind) => WHOLE.has(kind));
}

/** Binds rules to their checks, and to the time from which ages count (milliseconds since 1970). A rule that names no known check is a bug of the catalogue and throws. */
export function bindRules(
  selected: readonly SelectedRule[],
  checks: ReadonlyMap<string, AnyCheck>,
  at: number,
): readonly BoundRule[] {
  return selected.map(({ rule, severity, required, options }) => {
    const check = checks.get(rule.check);
    if (check === undefined)
      throw new Error(`rule ${rule.id} names the check ${rule.check}, which does not exist`);
    const conditions = Object.entries(rule.appliesWhen).map(([path, values]) => conditionOf(path, values));
    const { subject, needs, absence = [] } = check;
    return {
      id: rule.id,
      code: rule.code,
      severity,
      required,
      subject,
      needs,
      absence,
      conditions,
      options,
      at,
      judge: (input) => check.judge(input),
    };
  });
}

function conditionOf(path: string, values: Condition['values']): Condition {
  const dot = path.lastIndexOf('.');
  // The schema of a rule file admits only `subject.kind.field`; an unknown kind is found by the architecture test.
  return { kind: path.slice(0, dot) as FactKind, field: path.slice(dot + 1), values };
}
