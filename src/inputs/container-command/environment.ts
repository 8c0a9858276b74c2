import type { ContainerEnvironment } from '../../facts/container.ts';
import { observed, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { At } from '../../facts/subject.ts';
import type { Flag } from './flags.ts';
import { shown, type Operand } from './operand.ts';
import { computedGap, Settings } from './settings.ts';

/** `--env NAME=VALUE`; `--env NAME` hands on the caller's variable, whose value is not known here. */
export function readEnvironment(
  flags: readonly Flag[],
  provenance: Provenance,
): Evidence<'container.environment'> {
  const settings = new Settings(flags);
  const variables = Object.create(null) as Record<string, string | null>;
  const at = Object.create(null) as Record<string, At>;
  for (const flag of settings.all('env')) {
    if (flag.value === null) continue;
    const found = variableOf(flag.value);
    if (found === null) settings.gaps.push(computedGap('env', flag.value));
    else {
      at[found.name] = [flag.value.line, flag.value.column];
      variables[found.name] = found.value;
    }
  }
  for (const flag of [...settings.all('env-file'), ...settings.all('env-host')])
    settings.gaps.push({
      what: `--${flag.name}`,
      why: `line ${flag.line}: variables come from elsewhere, which is not read`,
      advice: 'set the variables that matter with --env',
    });
  const value: ContainerEnvironment = { variables, at };
  return observed(value, provenance, settings.gaps);
}

function variableOf(operand: Operand): { readonly name: string; readonly value: string | null } | null {
  const { value, pieces } = operand;
  const text = value ?? shown(operand);
  const equals = text.indexOf('=');
  if (value !== null) {
    const name = equals < 0 ? value : value.slice(0, equals);
    return name === '' ? null : { name, value: equals < 0 ? null : value.slice(equals + 1) };
  }
  // The name has to be known, at least.
  const head = pieces[0]?.text ?? '';
  return head.includes('=') && equals > 0 ? { name: head.slice(0, head.indexOf('=')), value: null } : null;
}
