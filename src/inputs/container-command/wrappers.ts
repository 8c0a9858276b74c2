import type { ShellWord } from '../../syntax/shell/types.ts';

interface Wrapper {
  /** Flags that take the next word. */
  readonly values: readonly string[];
  /** Words of its own behind the flags. */
  readonly own: number;
}

const wrapper = (values = '', own = 0): Wrapper => ({ values: values.split(' '), own });

/** Programs that run the command behind them. */
const WRAPPERS: ReadonlyMap<string, Wrapper> = new Map([
  ['sudo', wrapper('-u -g -h -p -C -T -r -t -D -R --user --group --host --prompt --chdir --chroot')],
  ['doas', wrapper('-u -C')],
  ['env', wrapper('-u -C -S --unset --chdir')],
  ['time', wrapper('-f -o --format --output')],
  ['exec', wrapper('-a')],
  ['nohup', wrapper()],
  ['command', wrapper()],
  ['builtin', wrapper()],
  ['setsid', wrapper()],
  ['chronic', wrapper()],
  ['nice', wrapper('-n --adjustment')],
  ['ionice', wrapper('-c -n -p --class --classdata')],
  ['stdbuf', wrapper('-i -o -e --input --output --error')],
  ['timeout', wrapper('-s -k --signal --kill-after', 1)],
  ['sg', wrapper('', 1)],
  ['flock', wrapper('-w -E --timeout --conflict-exit-code', 1)],
  ['xargs', wrapper('-a -d -E -I -L -n -P -s --arg-file --delimiter --max-lines --max-args --max-procs --max-chars --replace')],
]); // prettier-ignore

/** More of them in a row are not followed. */
const MAX_WRAPPERS = 8;

/** The words from the command that is really run. What xargs fills in has no value. */
export function stripWrappers(all: readonly ShellWord[]): readonly ShellWord[] {
  let words = all;
  for (let round = 0; round < MAX_WRAPPERS; round++) {
    const name = nameOf(words[0]);
    const found = WRAPPERS.get(name);
    if (found === undefined) return words;
    const start = ownWords(words, found);
    const next = words.slice(start);
    words = name === 'xargs' ? filledIn(words.slice(0, start), next) : next;
  }
  return words;
}

export function nameOf(word: ShellWord | undefined): string {
  const value = word?.value ?? '';
  return value.slice(value.lastIndexOf('/') + 1);
}

/** How many words belong to the wrapper: its name, flags with their values, `NAME=value`, and what else it takes. */
function ownWords(words: readonly ShellWord[], { values, own }: Wrapper): number {
  let index = 1;
  for (; index < words.length; index++) {
    const text = words[index]?.value ?? words[index]?.pieces[0]?.text ?? '';
    if (text === '--') {
      index++;
      break;
    }
    if (values.includes(text)) index++;
    else if (!text.startsWith('-') && !/^[A-Za-z_]\w*=/.test(text)) break;
  }
  return Math.min(index + own, words.length);
}

const FILLED_IN = 'xargs fills it in';

function filledIn(own: readonly ShellWord[], words: readonly ShellWord[]): readonly ShellWord[] {
  const replaced = placeholderOf(own);
  const last = words.at(-1);
  if (replaced !== null)
    return words.map((word) => (word.value?.includes(replaced) === true ? computed(word, word.raw) : word));
  return last === undefined ? words : [...words, { ...computed(last, '…'), many: true }];
}

function placeholderOf(own: readonly ShellWord[]): string | null {
  for (const [index, { value }] of own.entries()) {
    if (value === '-I' || value === '--replace') return own[index + 1]?.value ?? '{}';
    if (value?.startsWith('-I') === true) return value.slice(2);
    if (value === '-i') return '{}';
  }
  return null;
}

function computed(word: ShellWord, raw: string): ShellWord {
  return { ...word, value: null, raw, reason: FILLED_IN, pieces: [{ text: null, raw }], resolvedFrom: [] };
}
