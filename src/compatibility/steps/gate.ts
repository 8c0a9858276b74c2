import { readContainerEnvironment } from '../gate/environment.ts';
import { holds } from '../gate/comparator.ts';
import { evaluateWith, type GateFacts, type GateResult } from '../gate/requirement.ts';
import { orderOfVersions } from '../gate/requirement-version.ts';
import type { GateWord } from '../types.ts';
import type { Machine } from './machine.ts';

export interface GateStep {
  readonly gate: GateWord;
  readonly error: string | null;
  readonly reasons: readonly string[];
}

/** nvidia-container-cli takes at most this many --require arguments. */
const MAX_REQUIREMENTS = 32;

const UNREAD =
  'gate: NVIDIA_REQUIRE_* stands in the configuration of the image, which was not read; in legacy mode it may refuse the container';

/** What nvidia-container-cli says in legacy mode. Requirements are the image's own text, so each has to hold for this GPU. */
export function judgeGate(env: Readonly<Record<string, string>> | null, machine: Machine): GateStep {
  if (env === null) return { gate: 'unknown', error: null, reasons: [UNREAD] };
  const { requirements, error } = readContainerEnvironment(env);
  if (error !== null) return { gate: 'refuse', error, reasons: [`gate: ${error}`] };
  if (requirements.length === 0)
    return { gate: 'none-declared', error: null, reasons: ['gate: the image declares no NVIDIA_REQUIRE_*'] };
  if (requirements.length > MAX_REQUIREMENTS)
    return refuse(
      `too many requirements: ${String(requirements.length)}, at most ${String(MAX_REQUIREMENTS)}`,
    );
  return evaluateAll(requirements, {
    cuda: machine.driverCuda,
    driver: machine.driver,
    arch: machine.computeCapability,
    brand: machine.brand,
  });
}

function evaluateAll(requirements: readonly string[], facts: GateFacts): GateStep {
  let open = false;
  for (const requirement of requirements) {
    const [worst, best] = [evaluateAs(requirement, facts, false), evaluateAs(requirement, facts, true)];
    if (best.result !== 'satisfied' && worst.result !== 'satisfied') return refuse(best.message ?? 'refused');
    open ||= worst.result !== best.result;
  }
  const figures = Object.entries(facts)
    .map(([name, value]) => `${name} ${String(value ?? 'not known')}`)
    .join(', ');
  return open
    ? { gate: 'unknown', error: null, reasons: [`gate: depends on a fact that is not known (${figures})`] }
    : { gate: 'pass', error: null, reasons: [`gate: satisfied with ${figures}`] };
}

/** A fact that nobody told us is not a fact that the machine does not have: both answers are tried. */
function evaluateAs(requirement: string, facts: GateFacts, assumed: boolean): GateResult {
  return evaluateWith(requirement, (name, comparator, value) => {
    const fact = facts[name];
    if (name === 'brand') {
      if (comparator !== '=' && comparator !== '!=') return null;
      if (fact === null) return assumed;
      return (fact.toLowerCase() === value.toLowerCase()) === (comparator === '=');
    }
    if (fact === null) return /^[0-9.]+$/.test(value) ? assumed : null;
    const order = orderOfVersions(fact, value);
    return order === null ? null : holds(comparator, order);
  });
}

function refuse(error: string): GateStep {
  return { gate: 'refuse', error, reasons: [`gate: ${error}`] };
}
