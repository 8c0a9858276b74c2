/** The command of a call and the words behind it. */
export interface CalledCommand {
  /** As oclif writes it: `policy:show`. */
  readonly id: string;
  readonly rest: readonly string[];
}

/** The command that the words of a call begin with, `policy show` or `policy:show`: two words before one. */
export function commandOf(argv: readonly string[], ids: readonly string[]): CalledCommand | null {
  for (const words of [2, 1]) {
    const id = argv.slice(0, words).join(':');
    if (ids.includes(id)) return { id, rest: argv.slice(words) };
  }
  return null;
}
