/** What one step found. `hinders` decides the verdict: the worst of all steps counts. */
export interface Step {
  readonly hinders: 'no' | 'unknown' | 'yes';
  readonly error: string | null;
  readonly warnings: readonly string[];
  readonly reasons: readonly string[];
}

export function passes(...reasons: readonly string[]): Step {
  return { hinders: 'no', error: null, warnings: [], reasons };
}

export function unknown(...reasons: readonly string[]): Step {
  return { hinders: 'unknown', error: null, warnings: [], reasons };
}

export function hinders(error: string, ...reasons: readonly string[]): Step {
  return { hinders: 'yes', error, warnings: [], reasons };
}

export function warned(step: Step, ...warnings: readonly string[]): Step {
  return { ...step, warnings: [...step.warnings, ...warnings] };
}
