import type { AnyCheck } from '../../src/checks/define.ts';
import type { FactKind } from '../../src/facts/fact-map.ts';
import type { Judgement } from '../../src/findings/outcome.ts';
import { place, type Facts } from './facts.ts';

/** Asks a check, as the engine would, with only the facts that it declared. */
export function ask(check: AnyCheck, facts: Facts, options: unknown = {}, at = 0): Judgement {
  const known: Partial<Record<FactKind, unknown>> = {};
  for (const kind of check.needs) {
    if (facts[kind] === undefined)
      throw new Error(`${check.id} needs ${kind}, for which the test has no fact`);
    known[kind] = facts[kind];
  }
  const subject = { id: 'f#s', kind: check.subject, name: 'subject', location: place() };
  // The engine calls the erased form with what the precise one declared; so does this.
  return check.judge({ subject, facts: known as Record<FactKind, never>, options, at });
}

/** `fail:MESSAGE`, `pass` or `notApplicable`: what a table of cases compares. */
export function word(judgement: Judgement): string {
  return judgement.outcome === 'fail' ? `fail:${judgement.message}` : judgement.outcome;
}

/** {@link ask} and {@link word} in one. */
export const answer = (check: AnyCheck, facts: Facts, options: unknown = {}): string =>
  word(ask(check, facts, options));
