import type { ShellPiece } from '../../syntax/shell/types.ts';

/** The value of a flag, or a word of the command line: known, or partly known, with its place. */
export interface Operand {
  readonly value: string | null;
  readonly raw: string;
  readonly reason: string | null;
  readonly pieces: readonly ShellPiece[];
  readonly line: number;
  readonly column: number;
  readonly resolvedFrom: readonly string[];
}

/** The rest of a word behind its first `length` characters, which are known text. */
export function behind(word: Operand, length: number): Operand {
  const [first, ...rest] = word.pieces;
  const prefix = first?.text?.slice(0, length) ?? '';
  const left: ShellPiece[] = [];
  const text = first?.text?.slice(length) ?? '';
  if (text !== '') left.push({ text, raw: text });
  // Quotes before or within the prefix shift what follows: then the word's own place has to do.
  const plain = word.raw.startsWith(prefix);
  const { value, reason, line, resolvedFrom } = word;
  return {
    value: value === null ? null : value.slice(length),
    raw: plain ? word.raw.slice(length) : word.raw,
    reason,
    pieces: [...left, ...rest],
    line,
    column: plain ? word.column + length : word.column,
    resolvedFrom,
  };
}

/** How a computed part is shown among the text: as it was written. */
export function shown({ pieces }: Pick<Operand, 'pieces'>): string {
  return pieces.map(({ text, raw }) => text ?? raw).join('');
}

export interface Field {
  /** null when a part of the field is computed. */
  readonly value: string | null;
  readonly shown: string;
}

/** Splits at a separator that stands in known text: `$PWD/models:/models:ro` has three fields, the first one not known. */
export function splitFields(operand: Pick<Operand, 'pieces'>, separator: string): readonly Field[] {
  const fields: Field[] = [];
  let value: string | null = '';
  let text = '';
  for (const piece of operand.pieces) {
    if (piece.text === null) {
      value = null;
      text += piece.raw;
      continue;
    }
    piece.text.split(separator).forEach((part, index) => {
      if (index > 0) {
        fields.push({ value, shown: text });
        value = '';
        text = '';
      }
      if (value !== null) value += part;
      text += part;
    });
  }
  fields.push({ value, shown: text });
  return fields;
}
