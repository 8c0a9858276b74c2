import { observed, type EvidenceSet } from '../facts/evidence.ts';
import { startGap, withEnvironment } from './dockerfile/started.ts';

/** `container.engine` and `container.command`, for every reader at once. */
export function containerStart(
  evidence: EvidenceSet,
): Pick<EvidenceSet, 'container.engine' | 'container.command'> {
  const context = evidence['container.context'];
  if (context === undefined) return {};
  if (context.status === 'unavailable') return { 'container.engine': context, 'container.command': context };
  const { value, provenance } = context;
  const words = withEnvironment(value.command, literals(evidence));
  const gap = startGap(words);
  // Where flags are hidden, what stands behind them may be no command.
  const hidden = context.gaps.filter(({ what }) => what === 'flags');
  return {
    'container.engine': observed({ engine: value.engine, phase: value.phase }, provenance),
    'container.command': observed({ words }, provenance, gap === null ? hidden : [...hidden, gap]),
  };
}

/** Variables of the container whose values are written out. */
function literals(evidence: EvidenceSet): ReadonlyMap<string, string> {
  const environment = evidence['container.environment'];
  const known = new Map<string, string>();
  if (environment?.status !== 'observed') return known;
  for (const [name, value] of Object.entries(environment.value.variables))
    if (value !== null) known.set(name, value);
  return known;
}
