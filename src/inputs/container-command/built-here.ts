import type { ShellWord } from '../../syntax/shell/types.ts';
import type { Collector } from './collector.ts';
import { resolveMention } from '../resolve-mention.ts';
import { readImage } from './image.ts';
import { behind, type Operand } from './operand.ts';
import { stripWrappers } from './wrappers.ts';

const ENGINE = /^(?:.*[/\\])?(?:docker|podman|nerdctl)$/;
const GROUPS: ReadonlySet<string> = new Set(['buildx', 'image', 'builder']);

/** A name as it is compared: what the shell makes of it where that is known, else the text without its quotes. */
export const writtenName = ({ value, raw }: Pick<ShellWord, 'value' | 'raw'>): string =>
  value ?? raw.replaceAll(/["']/g, '');

/**
 * Remembers the names that `docker build -t NAME` gives. A later `run` of the same name, in the same job or script, starts
 * what was just built: its name is not one that a registry could answer otherwise tomorrow.
 */
export function noteBuilt(all: readonly ShellWord[], section: string, collector: Collector): void {
  const [engine, first, second, ...rest] = stripWrappers(all);
  if (engine?.value == null || first === undefined || !ENGINE.test(engine.value)) return;
  const grouped = GROUPS.has(first.value ?? '');
  if ((grouped ? second?.value : first.value) !== 'build') return;
  const words = grouped || second === undefined ? rest : [second, ...rest];
  readBases(words, section, collector);
  // Pushed and not kept: what runs later comes from the registry.
  if (words.some(({ value }) => value === '--push')) return;
  words.forEach((word, index) => {
    const text = writtenName(word);
    const next = words[index + 1];
    if ((text === '-t' || text === '--tag') && next !== undefined)
      collector.noteMade(section, writtenName(next));
    else if (text.startsWith('--tag=')) collector.noteMade(section, text.slice('--tag='.length));
  });
}

const ARGUMENT = /^(--build-arg=)?[A-Za-z_]\w{0,100}=/;

/** `--build-arg BASE=paddlepaddle/paddle:2.6.1`: the base of what is built, where the argument is an image of Paddle. */
function readBases(words: readonly ShellWord[], section: string, collector: Collector): void {
  words.forEach((word, index) => {
    const head = ARGUMENT.exec(word.value ?? word.pieces[0]?.text ?? '');
    if (head === null || (head[1] === undefined && words[index - 1]?.value !== '--build-arg')) return;
    const image = behind(word, head[0].length);
    if (!isOfPaddle(image, collector) || !collector.once(image, image.value)) return;
    const id = collector.unique(`${section}docker-build/${(image.value ?? '').slice(0, 120)}`);
    const request = { id, word: image, role: 'base', platform: null, pullPolicy: null } as const;
    collector.subjects.push(readImage(request, collector).subject);
  });
}

/** Other values of arguments may look like images too: a version, a path, a host and its port. */
function isOfPaddle({ value }: Operand, { context }: Collector): boolean {
  if (value === null || !value.includes('/')) return false;
  const { reference } = resolveMention(value, '');
  return reference !== null && context.originOf(reference).make === 'paddle';
}
