import type { ShellWord } from '../../syntax/shell/types.ts';
import type { Collector } from './collector.ts';
import { readImage, type ImageWord } from './image.ts';
import { behind, type Operand } from './operand.ts';
import { nameOf, stripWrappers } from './wrappers.ts';

type Role = 'pull' | 'run';

interface Named {
  readonly word: Operand;
  readonly role: Role;
}

type Find = (words: readonly ShellWord[]) => readonly Named[];

/** Tools besides docker, podman and nerdctl that name an image on their command line; only the image is judged. */
const TOOLS: ReadonlyMap<string, Find> = new Map<string, Find>([
  ...['kubectl', 'oc', 'microk8s.kubectl'].map((name) => [name, byKubectl] as const),
  ['ctr', byContainerd],
  ['crictl', (words) => behindAction(words, ['pull'], 'pull')],
  ...['singularity', 'apptainer'].map((name) => [name, bySchemes] as const),
  ['skopeo', (words) => bySchemes(words).slice(0, 1)],
  ['enroot', bySchemes],
  ...['crane', 'oras', 'regctl'].map(
    (name) =>
      [name, (words: readonly ShellWord[]) => behindAction(words, ['pull', 'copy', 'cp'], 'pull')] as const,
  ),
]);

export const NAMES_OTHER_TOOL =
  /\b(?:kubectl|oc|ctr|crictl|singularity|apptainer|skopeo|enroot|crane|oras|regctl)\b/;

/** Reads a command of another tool: each image that it names becomes a subject. True when it is a command of such a tool. */
export function readOtherTool(all: readonly ShellWord[], section: string, collector: Collector): boolean {
  const words = stripWrappers(all);
  const tool = nameOf(words[0]);
  const find = TOOLS.get(tool);
  if (find === undefined) return false;
  for (const { word, role } of find(words.slice(1))) {
    if (!collector.once(word, word.value ?? word.raw)) continue;
    const image = withoutScheme(word);
    const id = collector.unique(`${section}${tool}/${(image.value ?? image.raw).slice(0, 120)}`);
    const pullPolicy = null;
    collector.subjects.push(
      readImage({ id, word: image, role, platform: null, pullPolicy }, collector).subject,
    );
  }
  return true;
}

const isFlag = ({ value, pieces }: ShellWord): boolean => (value ?? pieces[0]?.text ?? '').startsWith('-');
const startOf = ({ value, pieces }: Operand): string => value ?? pieces[0]?.text ?? '';

/** `--image=REF`, `--image REF`; and `set image deployment/ocr server=REF`. */
function byKubectl(words: readonly ShellWord[]): readonly Named[] {
  const named: Named[] = [];
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    if (startOf(word).startsWith('--image='))
      named.push({ word: behind(word, '--image='.length), role: 'run' });
    else if (word.value === '--image' && next !== undefined) named.push({ word: next, role: 'run' });
  }
  const set = words.findIndex(({ value }) => value === 'set');
  if (set < 0 || words[set + 1]?.value !== 'image') return named;
  for (const word of words.slice(set + 2)) {
    const equals = startOf(word).indexOf('=');
    if (equals > 0 && !isFlag(word)) named.push({ word: behind(word, equals + 1), role: 'run' });
  }
  return named;
}

/** `ctr -n k8s.io images pull REF`, `ctr run REF ID`: an image is the first word that has a host in front. */
function byContainerd(words: readonly ShellWord[]): readonly Named[] {
  const pulled = behindAction(words, ['pull'], 'pull');
  return pulled.length > 0 ? pulled : behindAction(words, ['run', 'create'], 'run');
}

/** The first word behind the action that looks like an image rather than like the value of a flag. */
function behindAction(words: readonly ShellWord[], actions: readonly string[], role: Role): readonly Named[] {
  const action = words.findIndex(({ value }) => actions.includes(value ?? ''));
  if (action < 0) return [];
  const word = words
    .slice(action + 1)
    .find((one) => !isFlag(one) && /[/:]/.test(startOf(one)) && !/^[./]/.test(startOf(one)));
  return word === undefined ? [] : [{ word, role }];
}

const SCHEME = /^docker:\/\//;

/** Words that say themselves that they are images. */
function bySchemes(words: readonly ShellWord[]): readonly Named[] {
  return words.filter((word) => SCHEME.test(startOf(word))).map((word) => ({ word, role: 'pull' }));
}

/** `docker://REF`; enroot separates the registry by `#`. */
function withoutScheme(word: Operand): ImageWord {
  const bare = SCHEME.test(startOf(word)) ? behind(word, 'docker://'.length) : word;
  const value = bare.value?.replace('#', '/') ?? null;
  const { raw, reason, line, column, resolvedFrom } = bare;
  return { value, raw, reason, line, column, resolvedFrom };
}
