export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** What an ordering (-1, 0, 1) means to a comparator. */
export function holds(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}
