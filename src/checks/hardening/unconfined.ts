import { notApplicable } from '../../findings/outcome.ts';

/** A privileged container has every capability and no profile: one fault, and one rule says it. */
export const SAID_BY_PRIVILEGED = notApplicable('it is privileged: hardening/is-not-privileged speaks of it');
