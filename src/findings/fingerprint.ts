import { hash } from 'node:crypto';

/** 32 hex digits over what a finding is about. Neither texts nor line numbers go in, so an edit above does not change it. */
export function fingerprintOf(code: string, subjectId: string, key: string, nth = 0): string {
  const parts = nth === 0 ? [code, subjectId, key] : [code, subjectId, key, String(nth)];
  return hash('sha256', parts.join('\u0000'), 'hex').slice(0, 32);
}
