import type { ShellWord } from '../../syntax/shell/types.ts';
import type { Collector } from './collector.ts';
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
