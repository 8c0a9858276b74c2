import type { Instruction } from '../../../src/syntax/dockerfile/instruction.ts';
import { parseDockerfile } from '../../../src/syntax/dockerfile/parse.ts';
import type { GoOracle } from '../go-oracle.ts';

export interface Question {
  readonly text: string;
  readonly buildArgs: Readonly<Record<string, string>>;
}

export interface OracleInstruction {
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
  readonly flags: readonly string[];
  readonly args: readonly string[];
  readonly json: boolean;
  readonly heredocs: readonly {
    readonly name: string;
    readonly expand: boolean;
    readonly chomp: boolean;
    readonly content: string;
  }[];
}

export interface OracleAnswer {
  readonly parseError: string;
  readonly stageError: string;
  readonly escape: string;
  readonly instructions: readonly OracleInstruction[];
  readonly stages: readonly {
    readonly name: string;
    readonly base: string;
    readonly platform: string;
    readonly unset: readonly string[];
    readonly error: string;
  }[];
}

/** What BuildKit reads, one answer for each question. */
export async function askBuildKit(
  oracle: GoOracle,
  questions: readonly Question[],
): Promise<readonly OracleAnswer[]> {
  const out = await oracle.run([], questions.map((question) => JSON.stringify(question)).join('\n'));
  return out
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as OracleAnswer);
}

/** Our tree in the oracle's form. */
export function ourInstructions(text: string): readonly OracleInstruction[] {
  return parseDockerfile(text).instructions.map((instruction) => ({
    keyword: instruction.keyword,
    start: instruction.line,
    end: instruction.endLine,
    flags: flagsOf(instruction),
    args: argsOf(instruction),
    // BuildKit keeps the mark of the exec form on the trigger, which the oracle does not print.
    json: instruction.trigger === null && instruction.json,
    heredocs: instruction.heredocs.map(({ name, expand, chomp, content }) => ({
      name,
      expand,
      chomp,
      content,
    })),
  }));
}

const flagsOf = ({ flags }: Instruction): string[] =>
  flags.map(({ name, value }) => `--${name.text}${value === null ? '' : `=${value.text}`}`);

function argsOf({ keyword, words, pairs, trigger }: Instruction): string[] {
  if (trigger !== null) return [trigger.keyword, ...argsOf(trigger)];
  if (keyword === 'ARG')
    return pairs.map(({ name, value }) => name.text + (value === null ? '' : `=${value.text}`));
  if (keyword !== 'ENV' && keyword !== 'LABEL') return words.map((word) => word.text);
  return pairs.flatMap(({ name, value }) => [name.text, value?.text ?? '']);
}

/** The oracle's instruction in the form of ours: without the separators of ENV and LABEL, the trigger in upper case. */
export function theirInstruction(theirs: OracleInstruction): OracleInstruction {
  const isTrigger = theirs.keyword === 'ONBUILD';
  const [first, ...rest] = theirs.args;
  const keyword = isTrigger ? (first ?? '').toUpperCase() : theirs.keyword;
  const args = isTrigger ? rest : theirs.args;
  const kept = keyword === 'ENV' || keyword === 'LABEL' ? args.filter((_, index) => index % 3 !== 2) : args;
  return { ...theirs, args: isTrigger ? [keyword, ...kept] : kept };
}
