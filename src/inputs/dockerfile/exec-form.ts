import type { Instruction } from '../../syntax/dockerfile/instruction.ts';
import type { ShellScript, ShellWord } from '../../syntax/shell/types.ts';

/** The exec form as a script of one command whose words are all known. */
export function execScript({ words, line, column }: Instruction): ShellScript {
  const known = words.map((word): ShellWord => ({
    value: word.text,
    raw: word.text,
    reason: null,
    line: word.line,
    column: word.column,
    pieces: [],
    many: false,
    resolvedFrom: [],
  }));
  const place = { line, column };
  const command = { words: known, assignments: [], ...place, pipedFrom: null, parent: null, heredocs: [] };
  return { commands: known.length === 0 ? [] : [command], problems: [] };
}
