import { holds, type Comparator } from './comparator.ts';
import { compareGoVersions, parseGoVersion } from './go-semver.ts';

/** Properties that the csv mode knows. In practice only `cuda` and `arch` of the first device have a value. */
export interface ConstraintProperties {
  readonly cuda?: string;
  readonly driver?: string;
  readonly arch?: string;
  readonly brand?: string;
}

export interface ConstraintResult {
  readonly result: 'satisfied' | 'unsatisfied' | 'invalid' | 'no-constraint';
  /** The constraint that is left after unknown properties are dropped, such as `cuda<13.6||cuda>=11.6&&arch=5.3`. */
  readonly constraint: string | null;
  readonly message: string | null;
}

interface Factor {
  readonly name: keyof ConstraintProperties;
  readonly comparator: Comparator;
  readonly value: string;
}

const NAMES: readonly (keyof ConstraintProperties)[] = ['cuda', 'driver', 'arch', 'brand'];
/** In the order in which the toolkit tries them as prefixes. */
const OPERATORS: readonly Comparator[] = ['!=', '<=', '>=', '=', '<', '>'];

/**
 * Whether the toolkit's own evaluator (csv mode, Tegra) admits a container for one requirement. Other rules than the legacy
 * mode's: names are case-sensitive, a property that is not among `properties` is skipped, and versions are semver.
 *
 * Source: NVIDIA/nvidia-container-toolkit internal/requirements/constraints.
 */
export function evaluateConstraint(requirement: string, properties: ConstraintProperties): ConstraintResult {
  const terms: (readonly Factor[])[] = [];
  for (const term of requirement.split(' ')) {
    const factors: Factor[] = [];
    for (const text of term.split(',')) {
      const factor = parseFactor(text, properties);
      if (factor === 'invalid')
        return { result: 'invalid', constraint: null, message: `invalid constraint: ${text}` };
      if (factor !== null) factors.push(factor);
    }
    if (factors.length > 0) terms.push(factors);
  }
  if (terms.length === 0) return { result: 'no-constraint', constraint: null, message: null };
  const constraint = terms.map((factors) => factors.map(print).join('&&')).join('||');
  const satisfied = terms.some((factors) => factors.every((factor) => isMet(factor, properties)));
  if (satisfied) return { result: 'satisfied', constraint, message: null };
  return { result: 'unsatisfied', constraint, message: `unsatisfied condition: ${constraint}` };
}

/** Null for what is skipped. */
function parseFactor(text: string, properties: ConstraintProperties): Factor | 'invalid' | null {
  if (text.trim() === '') return null;
  const end = text.search(/[<>=!]/);
  if (end < 0) return 'invalid';
  const name = NAMES.find((known) => known === text.slice(0, end));
  if (name === undefined || properties[name] === undefined) return null;
  const rest = text.slice(end);
  const comparator = OPERATORS.find((operator) => rest.startsWith(operator));
  const value = rest.slice(comparator?.length ?? 0);
  if (comparator === undefined || (name !== 'brand' && parseGoVersion(value) === null)) return 'invalid';
  return { name, comparator, value };
}

function isMet({ name, comparator, value }: Factor, properties: ConstraintProperties): boolean {
  const fact = properties[name] ?? '';
  if (name === 'brand') return holds(comparator, fact === value ? 0 : fact < value ? -1 : 1);
  const wanted = parseGoVersion(value);
  const found = parseGoVersion(fact);
  // To Go's semver a text that is no version comes before every one that is.
  if (wanted === null || found === null) return holds(comparator, -1);
  return holds(comparator, compareGoVersions(found, wanted));
}

function print({ name, comparator, value }: Factor): string {
  return `${name}${comparator}${value}`;
}
