import { holds, type Comparator } from './comparator.ts';
import { orderOfVersions } from './requirement-version.ts';

/** What the machine says of itself. Null: the fact is not there, and a factor on it is true. */
export interface GateFacts {
  /** CUDA version that the host driver reports, `12.4`. */
  readonly cuda: string | null;
  /** Version of the kernel driver, `550.163.01`. */
  readonly driver: string | null;
  /** Compute capability of one visible GPU, `8.9`. */
  readonly arch: string | null;
  /** Brand of that GPU as the CLI prints it, `GeForceRTX`. */
  readonly brand: string | null;
}

export interface GateResult {
  readonly result: 'satisfied' | 'unsatisfied' | 'invalid';
  /** What nvidia-container-cli prints behind `requirement error: `; null when satisfied. */
  readonly message: string | null;
}

type FactName = keyof GateFacts;
/** `true`, `false`, or null for an invalid expression. */
type Truth = boolean | null;

const ADVICE = ', please update your driver to a newer version, or use an earlier cuda container';
/** The CLI prints a false factor into a buffer of this many bytes; one that does not fit is an invalid expression. */
const EXPRESSION_MAX = 128;
const INVALID: GateResult = { result: 'invalid', message: 'invalid expression' };

/**
 * Whether nvidia-container-cli (legacy mode) admits a container for one NVIDIA_REQUIRE_* value and one GPU.
 * Space: or. Comma: and. Lazy from left to right: what stands behind the deciding term is never looked at.
 *
 * Source: NVIDIA/libnvidia-container src/cli/dsl.c at 5823754 (dsl_evaluate, evaluate_rule) and src/cli/configure.c (the rules).
 */
export function evaluateRequirement(requirement: string, facts: GateFacts): GateResult {
  return evaluateWith(requirement, (name, comparator, value) => factor(name, comparator, value, facts[name]));
}

/** The same with the factors decided by the caller. */
export function evaluateWith(
  requirement: string,
  decide: (name: FactName, comparator: Comparator, value: string) => Truth,
): GateResult {
  let truth = true;
  for (const term of requirement.split(' ')) {
    if (term === '') continue;
    let ranToItsEnd = true;
    for (const text of term.split(',')) {
      if (text === '') continue;
      const found = evaluateFactor(text, decide);
      if (found === null) return INVALID;
      truth = found;
      if (!truth) {
        ranToItsEnd = false;
        break;
      }
    }
    // Also for a term of nothing but commas: it ends the scan and changes nothing.
    if (ranToItsEnd) break;
  }
  return truth ? { result: 'satisfied', message: null } : refusal(requirement);
}

/** Only the first term is printed, whichever failed. */
function refusal(requirement: string): GateResult {
  const first = requirement.split(' ', 1)[0] ?? '';
  const advice = first.startsWith('cuda>=') ? ADVICE : '';
  return { result: 'unsatisfied', message: `unsatisfied condition: ${first}${advice}` };
}

const OPERATORS: readonly Comparator[] = ['=', '!=', '<', '<=', '>', '>='];
const FACT_NAMES: readonly FactName[] = ['cuda', 'driver', 'arch', 'brand'];
const SPLIT = /^([^<>=!]+)([<>=!]+)([^]+)$/;

function evaluateFactor(
  text: string,
  decide: (name: FactName, comparator: Comparator, value: string) => Truth,
): Truth {
  const [, written = '', run = '', value = ''] = SPLIT.exec(text) ?? [];
  // The CLI compares only as many characters as were written: a lone `!` is `!=`.
  const comparator = run === '' ? undefined : OPERATORS.find((operator) => operator.startsWith(run));
  const name = FACT_NAMES.find((fact) => fact === lowerAscii(written));
  if (comparator === undefined || name === undefined) return null;
  const truth = decide(name, comparator, value);
  if (truth !== false) return truth;
  const printed = new TextEncoder().encode(`${written} ${comparator} ${value}`).length;
  return printed < EXPRESSION_MAX ? false : null;
}

function factor(name: FactName, comparator: Comparator, value: string, fact: string | null): Truth {
  if (fact === null) return true;
  if (name !== 'brand') {
    const order = orderOfVersions(fact, value);
    return order === null ? null : holds(comparator, order);
  }
  if (comparator !== '=' && comparator !== '!=') return null;
  return (lowerAscii(fact) === lowerAscii(value)) === (comparator === '=');
}

function lowerAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
