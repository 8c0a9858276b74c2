import type { Position } from '../position.ts';
import type { DraftWord, Part } from './draft.ts';
import type { Resolver, Use } from './resolve.ts';
import type { ShellPiece, ShellWord } from './types.ts';

interface Growing {
  pieces: ShellPiece[];
  from: string[];
  reason: string | null;
  /** Something is there, be it empty quotes. */
  started: boolean;
  many: boolean;
}

const MAX_FROM = 12;

const empty = (): Growing => ({ pieces: [], from: [], reason: null, started: false, many: false });

/** What the words of one text may come to, together: a variable that is used often multiplies its value. */
export interface Budget {
  words: number;
  characters: number;
}

export const fullBudget = (): Budget => ({ words: 300_000, characters: 20_000_000 });

export const isSpent = ({ words, characters }: Budget): boolean => words < 0 || characters < 0;

/** The words that a draft becomes: one, or as many as the shell splits an unquoted variable into. */
export function wordsOf(
  draft: DraftWord,
  raw: string,
  use: Use,
  place: Position,
  resolver: Resolver,
  budget: Budget,
): ShellWord[] {
  if (hasBraces(draft.parts)) return [braces(raw, place)];
  const words: ShellWord[] = [];
  let current = empty();
  const finish = (): void => {
    if (current.started) words.push(finished(current, raw, place));
    current = empty();
  };
  for (const part of draft.parts) {
    if (part.kind === 'text') {
      addText(current, part.text, part.text);
      continue;
    }
    const value = resolver.part(part, use);
    if (value.text === null) {
      addUnknown(current, part, value.reason, draft.parts.length === 1);
      continue;
    }
    budget.characters -= value.text.length;
    if (isSpent(budget)) break;
    current.from.push(...value.from.slice(0, MAX_FROM - current.from.length));
    const fields = fieldsOf(part, value.text, value.items);
    budget.words -= fields.length;
    fields.forEach((field, index) => {
      if (index > 0) {
        const { from } = current;
        finish();
        current.from.push(...from);
      }
      if (field !== '' || part.quoted) addText(current, field, part.raw);
    });
  }
  finish();
  return words;
}

/** An unquoted value is split at blanks; its first and last field join what stands beside it. */
function fieldsOf(
  part: Exclude<Part, { kind: 'text' }>,
  text: string,
  items: readonly string[] | null,
): readonly string[] {
  if (items !== null && part.kind === 'variable' && part.operator === '[@]')
    return items.length > 0 ? items : [''];
  return part.quoted ? [text] : text.split(/[ \t\n]+/);
}

function addText(into: Growing, text: string, raw: string): void {
  into.started = true;
  const last = into.pieces[into.pieces.length - 1];
  if (last !== undefined && last.text !== null)
    into.pieces[into.pieces.length - 1] = { text: last.text + text, raw: last.raw + raw };
  else into.pieces.push({ text, raw });
}

function addUnknown(
  into: Growing,
  part: Exclude<Part, { kind: 'text' }>,
  reason: string,
  alone: boolean,
): void {
  into.started = true;
  into.reason ??= reason;
  into.pieces.push({ text: null, raw: part.raw });
  const several = part.kind === 'computed' ? part.many : part.name === '@' || part.operator === '[@]';
  if (several || (alone && !part.quoted)) into.many = true;
}

function finished(word: Growing, raw: string, { line, column }: Position): ShellWord {
  const { reason, many } = word;
  let value = reason === null ? '' : null;
  if (value !== null) for (const { text } of word.pieces) value += text ?? '';
  return { value, raw, reason, line, column, pieces: word.pieces, many, resolvedFrom: word.from };
}

function braces(raw: string, { line, column }: Position): ShellWord {
  const pieces = [{ text: null, raw }];
  return { value: null, raw, reason: 'brace expansion', line, column, pieces, many: true, resolvedFrom: [] };
}

/** `{a,b}` or `{1..3}` outside quotes: several words in bash, one in sh. */
function hasBraces(parts: readonly Part[]): boolean {
  if (!parts.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'))) return false;
  // What is quoted or computed stands for one letter here: it neither opens nor closes nor separates.
  const text = parts.map((part) => (part.kind === 'text' && !part.quoted ? part.text : 'x')).join('');
  let open = -1;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '{') open = i;
    else if (c === '}' && open >= 0) {
      const inside = text.slice(open + 1, i);
      if (inside.includes(',') || inside.includes('..')) return true;
      open = -1;
    }
  }
  return false;
}
