import type { ContainerEnvironment } from '../../facts/container.ts';
import type { Position } from '../../syntax/position.ts';
import type { ShellVariable } from '../../syntax/shell/types.ts';
import { ScalarPlaces } from '../../syntax/yaml/scalar-places.ts';
import type { Collector } from '../container-command/collector.ts';
import { scanScript } from '../container-command/scan-script.ts';
import { field, titleOf, type ContainerSpec } from './container-spec.ts';
import { itemsOf, type ComposeNode, type ComposeScalar } from './tree.ts';

const ENGINE = /\b(?:docker|podman|nerdctl)\b/;
const HANDS_SCRIPT = /^-[a-z]*c$/;
const INSIDE = 'the image may set it';

/** Reads the commands of services for containers that they start themselves (Docker in Docker). */
export class NestedCommands {
  readonly #collector: Collector;
  readonly #places: ScalarPlaces;

  constructor(collector: Collector, text: string) {
    this.#collector = collector;
    this.#places = new ScalarPlaces(text);
  }

  scan(spec: ContainerSpec, environment: ContainerEnvironment | null): void {
    const nodes = ['entrypoint', 'command'].flatMap((key) => field(spec, key) ?? []);
    if (!nodes.some(mentionsEngine)) return;
    const other = nodes.find((node) => node.at.path !== this.#collector.path);
    if (other !== undefined) {
      const detail = `${other.at.path} line ${String(other.at.line)}: a command of another file that starts containers`;
      this.#collector.leaveUnread(`command of ${titleOf(spec)}`, detail, 'write it in this file', spec.place);
      return;
    }
    const variables = new Map<string, ShellVariable>();
    for (const [name, value] of Object.entries(environment?.variables ?? {}))
      variables.set(name, {
        value,
        why: value === null ? 'its value comes from elsewhere' : `environment: ${name}`,
      });
    const options = { section: `${spec.kind}/${spec.name}/`, variables, unset: INSIDE };
    for (const { text, place } of this.#scripts(nodes)) scanScript(text, place, this.#collector, options);
  }

  /** Texts that are commands of a shell: a lone text, the word behind `-c`, or the words of a list together. */
  #scripts(nodes: readonly ComposeNode[]): readonly { text: string; place: (offset: number) => Position }[] {
    const words = nodes.flatMap((node) => (node.kind === 'seq' ? itemsOf(node) : [node])).filter(isScalar);
    const lone = nodes.filter(isScalar);
    const handed = words.filter((_, index) => HANDS_SCRIPT.test(words[index - 1]?.text ?? ''));
    const scripts = [...lone, ...handed].filter(({ text }) => ENGINE.test(text));
    if (scripts.length > 0) return scripts.map((node) => ({ text: node.text, place: this.#placesOf(node) }));
    return [quoted(words)];
  }

  #placesOf({ value, written, plain, at }: ComposeScalar): (offset: number) => Position {
    const { line, column } = at;
    return this.#places.of({ kind: 'scalar', value, source: written, plain, line, column });
  }
}

function isScalar(node: ComposeNode): node is ComposeScalar {
  return node.kind === 'scalar' && node.value !== null;
}

function mentionsEngine(node: ComposeNode): boolean {
  if (node.kind === 'seq') return node.items.some(mentionsEngine);
  return node.kind === 'scalar' && ENGINE.test(node.text);
}

/** The words of a list as a shell would have to be given them. */
function quoted(words: readonly ComposeScalar[]): { text: string; place: (offset: number) => Position } {
  const starts: number[] = [];
  let text = '';
  for (const word of words) {
    starts.push(text.length);
    text += `'${word.text.replaceAll("'", String.raw`'\''`)}' `;
  }
  const place = (offset: number): Position => {
    const index = starts.findLastIndex((start) => start <= offset);
    return words[index]?.at ?? { line: 1, column: 1 };
  };
  return { text, place };
}
