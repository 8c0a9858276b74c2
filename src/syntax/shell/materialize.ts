import type { Position } from '../position.ts';
import type { DraftWord, Part } from './draft.ts';
import { MAX_FROM, type Resolver } from './resolve.ts';
import type { Use } from './reach.ts';
import type { ShellPiece, ShellWord } from './types.ts';
import type { Value } from './value.ts';

interface Growing {
  pieces: ShellPiece[];
  from: string[];
  reason: string | null;
  /** Something is there, be it empty quotes. */
  started: boolean;
  /** A part that is not known stands outside quotes. */
  loose: boolean;
  many: boolean;
  /** Where it begins, if that is elsewhere than the word of the command: an element of an array. */
  offset: number | null;
}

const empty = (from: readonly string[] = []): Growing => ({
  pieces: [], from: [...from], reason: null, started: false, loose: false, many: false, offset: null,
}); // prettier-ignore

/** What the words of one text may come to, together: a variable that is used often multiplies its value. */
export interface Budget {
  words: number;
  characters: number;
}

export const fullBudget = (): Budget => ({ words: 300_000, characters: 20_000_000 });

export const isSpent = ({ words, characters }: Budget): boolean => words < 0 || characters < 0;

function spend(budget: Budget, { text, pieces }: Value, fields: number): void {
  budget.characters -= text?.length ?? 0;
  budget.words -= fields + pieces.length;
}

/** The words that a draft becomes: one, or as many as the shell splits an unquoted variable into. */
export function wordsOf(
  draft: DraftWord,
  raw: string,
  use: Use,
  placeOf: (offset: number) => Position,
  resolver: Resolver,
  budget: Budget,
): ShellWord[] {
  const place = placeOf(draft.start);
  const plain = plainWord(draft.parts, raw, place);
  if (plain !== null) return [plain];
  const finish = (word: Growing): ShellWord =>
    finished(word, raw, word.offset === null ? place : placeOf(word.offset));
  if (hasBraces(draft.parts)) return [braces(raw, place)];
  const words: ShellWord[] = [];
  let current = empty();
  for (const part of draft.parts) {
    if (part.kind === 'text') {
      addText(current, part.text);
      continue;
    }
    const value = resolver.part(part, use);
    const fields = fieldsOf(part, value);
    spend(budget, value, fields.length);
    if (isSpent(budget)) break;
    current.from.push(...value.from.slice(0, MAX_FROM - current.from.length));
    for (const [index, field] of fields.entries()) {
      if (index > 0) {
        if (current.started) words.push(finish(current));
        current = empty(value.from);
      }
      if (!current.started) current.offset = field.offset ?? null;
      addField(current, field, part.quoted);
    }
  }
  if (current.started) words.push(finish(current));
  return words;
}

/** Most words are one text: what the shell makes of such a word is the text. */
function plainWord(parts: readonly Part[], raw: string, { line, column }: Position): ShellWord | null {
  const [part] = parts;
  if (parts.length !== 1 || part?.kind !== 'text' || part.text === '') return null;
  const { text, quoted } = part;
  if (!quoted && text.includes('{')) return null;
  const pieces = [{ text, raw: text }];
  return { value: text, raw, reason: null, line, column, pieces, many: false, resolvedFrom: NONE };
}

const NONE: readonly string[] = [];

type Field = Pick<Value, 'pieces' | 'reason' | 'many' | 'offset'> & { readonly present: boolean };

/** The words of a value; its first and last one join what stands beside it. Without quotes it is split at blanks. */
function fieldsOf(part: Exclude<Part, { kind: 'text' }>, value: Value): readonly Field[] {
  const { items, reason, pieces, many, whole = false } = value;
  if (items !== null && part.kind === 'variable' && part.operator === '[@]')
    return items.map((item) => ({ ...item, present: true }));
  if (part.quoted || many || whole) return [{ pieces, reason, many, present: true }];
  return split(pieces, reason, many);
}

function split(pieces: readonly ShellPiece[], reason: string | null, many: boolean): readonly Field[] {
  const fields: Field[] = [];
  let current: ShellPiece[] = [];
  const finish = (): void => {
    const isKnown = current.every(({ text }) => text !== null);
    fields.push({ pieces: current, reason: isKnown ? null : reason, many, present: current.length > 0 });
    current = [];
  };
  for (const piece of pieces) {
    if (piece.text === null) {
      current.push(piece);
      continue;
    }
    for (const [index, text] of piece.text.split(/[ \t\n]+/).entries()) {
      if (index > 0) finish();
      if (text !== '') current.push({ text, raw: text });
    }
  }
  finish();
  return fields;
}

function addField(into: Growing, { pieces, reason, many, present }: Field, quoted: boolean): void {
  into.started ||= present;
  into.many ||= many;
  for (const piece of pieces) {
    if (piece.text !== null) addText(into, piece.text);
    else {
      into.reason ??= reason;
      into.pieces.push(piece);
      into.loose ||= !quoted;
    }
  }
}

function addText(into: Growing, text: string): void {
  into.started = true;
  const last = into.pieces[into.pieces.length - 1];
  if (last === undefined || last.text === null) {
    if (text !== '') into.pieces.push({ text, raw: text });
  } else into.pieces[into.pieces.length - 1] = { text: last.text + text, raw: last.raw + text };
}

function finished(word: Growing, raw: string, { line, column }: Position): ShellWord {
  const { reason, pieces, from: resolvedFrom } = word;
  let value = reason === null ? '' : null;
  if (value !== null) for (const { text } of pieces) value += text ?? '';
  const many = word.many || (word.loose && pieces.every(({ text }) => text === null));
  return { value, raw, reason, line, column, pieces, many, resolvedFrom };
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
