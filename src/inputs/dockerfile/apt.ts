import type { DockerfilePackages } from '../../facts/dockerfile.ts';
import type { Instruction } from '../../syntax/dockerfile/instruction.ts';
import type { ShellWord } from '../../syntax/shell/types.ts';
import { atIn } from './provenance.ts';
import { mountField } from './sources.ts';
import type { Invocation } from './invocations.ts';

export type AptInstall = DockerfilePackages['apt'][number];

const LISTS = '/var/lib/apt';
const VALUE_OPTIONS: ReadonlySet<string> = new Set([
  '-o',
  '-t',
  '--target-release',
  '-c',
  '--option',
  '--config-file',
]);

/** `apt-get install` lines of one RUN, with whether the same layer removes the package lists. */
export function aptInstalls(
  invocations: readonly Invocation[],
  instruction: Instruction,
  stage: number,
): readonly AptInstall[] {
  const found = invocations.flatMap((invocation) => {
    const install = installOf(invocation);
    return install === null ? [] : [install];
  });
  if (found.length === 0) return [];
  const cleans = invocations.some(removesLists) || keepsListsOutside(instruction);
  return found.map(({ packages, noRecommends, at }) => ({ stage, packages, cleans, noRecommends, at }));
}

function installOf({ program, words, command, file }: Invocation) {
  if (program !== 'apt-get' && program !== 'apt' && program !== 'aptitude') return null;
  const operands: string[] = [];
  for (let index = 1; index < words.length; index++) {
    const text = textOf(words[index]);
    if (VALUE_OPTIONS.has(text)) index++;
    else if (!text.startsWith('-')) operands.push(text);
  }
  const [action, ...packages] = operands;
  if (action !== 'install') return null;
  return { packages, noRecommends: words.some(isNoRecommends), at: atIn(file, command) };
}

const textOf = (word: ShellWord | undefined): string => word?.value ?? word?.raw ?? '';

const isNoRecommends = (word: ShellWord): boolean =>
  /^--no-install-recommends$|Install-Recommends=(?:0|false|no)/i.test(textOf(word));

function removesLists({ program, words }: Invocation): boolean {
  if (program === 'rm' || program === 'find')
    return words.some(({ value, raw }) => (value ?? raw).replace(/^["']/, '').startsWith(`${LISTS}/lists`));
  return program === 'apt-get' && words.some(({ value }) => value === 'distclean');
}

/** The lists lie on a cache mount, so that no layer holds them. */
function keepsListsOutside({ flags }: Instruction): boolean {
  return flags.some(({ name, value }) => {
    if (name.text !== 'mount' || value === null || !/(?:^|,)type=(?:cache|tmpfs)/.test(value.text))
      return false;
    const target =
      mountField(value, 'target') ?? mountField(value, 'dst') ?? mountField(value, 'destination');
    return target?.text.replace(/\/+$/, '') === LISTS || target?.text.startsWith(`${LISTS}/lists`) === true;
  });
}
