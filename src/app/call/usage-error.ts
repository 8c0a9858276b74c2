/** Wrong usage, or configuration that cannot be used: exit 2, nothing was judged. */
export class UsageError extends Error {
  /** One block of lines per problem: file, place, what was expected, a right example. */
  readonly details: readonly string[];

  constructor(message: string, details: readonly string[] = []) {
    super(message);
    this.name = 'UsageError';
    this.details = details;
  }
}
