import { heredocMark } from './heredoc.ts';
import { MOST_PROBLEMS, type Flag, type Instruction, type SyntaxProblem, type Word } from './instruction.ts';

type Complaint = Omit<SyntaxProblem, 'line' | 'column'> & { readonly at?: Word };

/** Flags by instruction: `many` may be repeated, `switch` needs no value. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, 'one' | 'many' | 'switch'>>>> = {
  FROM: { platform: 'one' },
  RUN: { mount: 'many', network: 'one', security: 'one', device: 'many' },
  COPY: { chown: 'one', from: 'one', chmod: 'one', link: 'switch', exclude: 'many', parents: 'switch' },
  ADD: {
    chown: 'one',
    chmod: 'one',
    link: 'switch',
    'keep-git-dir': 'switch',
    checksum: 'one',
    unpack: 'switch',
    exclude: 'many',
  },
  HEALTHCHECK: {
    interval: 'one',
    timeout: 'one',
    'start-period': 'one',
    'start-interval': 'one',
    retries: 'one',
  },
};

/** A right line for each instruction that cannot stand alone. */
const EXAMPLES: Readonly<Record<string, string>> = {
  FROM: 'FROM paddlepaddle/paddle:2.6.1 AS base',
  COPY: 'COPY app/ /app/',
  ADD: 'ADD app.tar.gz /app/',
  USER: 'USER 1000:1000',
  WORKDIR: 'WORKDIR /app',
  EXPOSE: 'EXPOSE 8080',
  VOLUME: 'VOLUME /data',
  ENV: 'ENV NAME=VALUE',
  LABEL: 'LABEL name=value',
  ARG: 'ARG NAME=VALUE',
  SHELL: 'SHELL ["/bin/bash", "-c"]',
  STOPSIGNAL: 'STOPSIGNAL SIGTERM',
  MAINTAINER: 'LABEL maintainer="team@example.com"',
  HEALTHCHECK: 'HEALTHCHECK CMD curl -f http://localhost:8080/ping',
  ONBUILD: 'ONBUILD COPY . /app',
};

const STAGE_NAME = /^[a-z][a-z0-9-_.]*$/;

/** What BuildKit refuses although each line could be cut into words. */
export function validateInstructions(instructions: readonly Instruction[]): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  let inStage = false;
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') inStage = true;
    else if (!inStage && instruction.keyword !== 'ARG') {
      problems.push(placed(instruction, NO_FROM(instruction.keyword)));
      inStage = true;
    }
    for (const complaint of complaintsOf(instruction))
      if (problems.length < MOST_PROBLEMS) problems.push(placed(instruction, complaint));
  }
  const onlyArguments = instructions.length > 0 && !inStage;
  if (onlyArguments && instructions[0] !== undefined) problems.push(placed(instructions[0], NO_STAGE));
  return problems;
}

const NO_FROM = (keyword: string): Complaint => ({
  code: 'no-from',
  message: `${keyword.slice(0, 20)} stands before the first FROM, where only ARG may stand`,
  expected: 'FROM IMAGE as the first instruction, such as FROM paddlepaddle/paddle:2.6.1',
});

const NO_STAGE: Complaint = {
  code: 'no-from',
  message: 'there is no FROM, so there is no image to build',
  expected: 'FROM IMAGE, such as FROM paddlepaddle/paddle:2.6.1',
};

function placed({ line, column }: Instruction, { at, code, message, expected }: Complaint): SyntaxProblem {
  return { code, message, expected, line: at?.line ?? line, column: at?.column ?? column };
}

function complaintsOf(instruction: Instruction): readonly Complaint[] {
  const { keyword, flags, trigger } = instruction;
  const complaints = flags.length === 0 || FLAGS_UNREAD.has(keyword) ? [] : flagComplaints(instruction);
  const message = argumentFault(instruction);
  if (message !== null)
    complaints.push({
      code: 'bad-arguments',
      message: `${keyword} ${message}`,
      expected: EXAMPLES[keyword] ?? '',
    });
  if (trigger?.keyword === 'FROM' || trigger?.keyword === 'MAINTAINER')
    complaints.push({
      code: 'bad-onbuild',
      message: `${trigger.keyword} cannot stand behind ONBUILD`,
      expected: EXAMPLES['ONBUILD'] ?? '',
    });
  return complaints;
}

/** BuildKit cuts flags off these instructions and never looks at them. */
const FLAGS_UNREAD: ReadonlySet<string> = new Set(['ARG', 'STOPSIGNAL']);

function flagComplaints({ keyword, flags }: Instruction): Complaint[] {
  const known = FLAGS[keyword] ?? {};
  const seen = new Set<string>();
  const complaints: Complaint[] = [];
  for (const flag of flags) {
    const name = flag.name.text;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    const complaint = flagComplaint(keyword, flag, kind, seen.has(name));
    if (complaint !== null) complaints.push({ ...complaint, at: flag.name });
    seen.add(name);
    if (complaints.length >= MOST_PROBLEMS) break;
  }
  return complaints;
}

function flagComplaint(
  keyword: string,
  { name, value }: Flag,
  kind: 'one' | 'many' | 'switch' | undefined,
  repeated: boolean,
): Complaint | null {
  const written = `--${name.text.slice(0, 40)}`;
  const expected = `flags of ${keyword}: ${Object.keys(FLAGS[keyword] ?? { none: 0 }).join(', ')}`;
  if (kind === undefined)
    return { code: 'unknown-flag', message: `${keyword} has no flag ${written}`, expected };
  if (repeated && kind !== 'many')
    return { code: 'repeated-flag', message: `${written} is given twice`, expected: `one ${written}` };
  if (value === null && kind !== 'switch')
    return { code: 'no-flag-value', message: `${written} has no value`, expected: `${written}=VALUE` };
  return null;
}

const FAULTS: ReadonlyMap<string, (instruction: Instruction) => string | null> = new Map([
  ['FROM', ({ words }: Instruction) => fromFault(words)],
  ['COPY', copyFault],
  ['ADD', copyFault],
  ['ENV', pairsFault],
  ['LABEL', pairsFault],
  ['ARG', pairsFault],
  [
    'SHELL',
    ({ json, words }: Instruction) => (json && words.length > 0 ? null : 'needs a JSON array of strings'),
  ],
  ['HEALTHCHECK', ({ words }: Instruction) => healthFault(words)],
  ['ONBUILD', ({ trigger }: Instruction) => (trigger === null ? 'needs an instruction' : null)],
]);

function argumentFault(instruction: Instruction): string | null {
  const fault = FAULTS.get(instruction.keyword);
  if (fault !== undefined) return fault(instruction);
  return NEEDS_ARGUMENT.has(instruction.keyword) && instruction.words.length === 0
    ? 'needs an argument'
    : null;
}

function pairsFault({ pairs }: Instruction): string | null {
  if (pairs.some(({ name }) => name.text === '')) return 'has a name that is empty';
  return pairs.length === 0 ? 'needs at least one argument' : null;
}

const NEEDS_ARGUMENT: ReadonlySet<string> = new Set([
  'USER',
  'WORKDIR',
  'EXPOSE',
  'VOLUME',
  'STOPSIGNAL',
  'MAINTAINER',
]);

function fromFault(words: readonly Word[]): string | null {
  if (words.length === 1) return null;
  if (words.length !== 3 || words[1]?.text.toLowerCase() !== 'as')
    return 'takes an image, or an image, AS and the name of the stage';
  return STAGE_NAME.test(words[2]?.text.toLowerCase() ?? '')
    ? null
    : `cannot name a stage ${JSON.stringify(words[2]?.text.slice(0, 40))}: a name begins with a letter and goes on with letters, digits, - _ and .`;
}

function copyFault({ words }: Instruction): string | null {
  if (words.length < 2) return 'needs a source and a destination';
  return heredocMark(words.at(-1)?.text ?? '') === null ? null : 'cannot write to a here-document';
}

function healthFault([type, ...command]: readonly Word[]): string | null {
  const kind = type?.text.toUpperCase();
  if (kind === 'NONE') return command.length > 0 ? 'NONE takes no command' : null;
  if (kind !== 'CMD') return 'is followed by CMD or NONE';
  return command.length === 0 ? 'CMD needs a command' : null;
}
