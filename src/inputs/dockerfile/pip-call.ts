import type { ShellWord } from '../../syntax/shell/types.ts';
import { baseName } from './invocations.ts';

/** A call of pip, by whatever name, or of `uv pip`. */
export interface PipCall {
  readonly tool: 'pip' | 'uv';
  /** `install`, `config` … */
  readonly action: string;
  readonly words: readonly ShellWord[];
}

/** One argument of an install, options with their values. */
export type PipArgument =
  | {
      readonly kind: 'option';
      readonly name: string;
      readonly value: ShellWord | null;
      readonly text: string;
    }
  | { readonly kind: 'requirement'; readonly word: ShellWord };

const PIP = /^pip[0-9.]*$/;
const PYTHON = /^(?:python|pypy)[0-9.]*$/;

/** Options before or after the action that take the next word as their value. */
const VALUE_OPTIONS: ReadonlySet<string> = new Set(
  (
    '-r --requirement --requirements -c --constraint --constraints -e --editable -i --index-url --pypi-url ' +
    '--extra-index-url --index --default-index -f --find-links --trusted-host --allow-insecure-host -t --target --prefix ' +
    '--root --src --platform --python-version --implementation --abi --only-binary --no-binary --progress-bar ' +
    '--timeout --retries --proxy --cert --client-cert --cache-dir --log --exists-action --upgrade-strategy ' +
    '--global-option --config-settings -C --report --root-user-action --use-feature --use-deprecated -b --build -d ' +
    '--python -p --index-strategy --torch-backend --keyring-provider --resolution --prerelease --exclude-newer ' +
    '--link-mode --build-constraint --build-constraints --override --overrides --group --directory --project --color'
  ).split(' '),
);

/** Short options whose value may stick to them: `-rrequirements.txt`. */
const STICKING = /^-[rceift](?=[^-])/;

export function pipCall(words: readonly ShellWord[]): PipCall | null {
  const program = baseName(valueAt(words, 0));
  if (!PYTHON.test(program)) return named(program, words.slice(1));
  // `python3 -I -m pip install …`.
  const module = words.findIndex(
    ({ value }, index) => index > 0 && (value === '-m' || value?.startsWith('-') !== true),
  );
  return valueAt(words, module) === '-m' ? named(valueAt(words, module + 1), words.slice(module + 2)) : null;
}

const valueAt = (words: readonly ShellWord[], index: number): string => words[index]?.value ?? '';

function named(program: string, words: readonly ShellWord[]): PipCall | null {
  if (PIP.test(program)) return call('pip', words);
  return program === 'uv' && valueAt(words, 0) === 'pip' ? call('uv', words.slice(1)) : null;
}

function call(tool: PipCall['tool'], words: readonly ShellWord[]): PipCall | null {
  for (let index = 0; index < words.length; index++) {
    const text = words[index]?.value ?? '';
    if (VALUE_OPTIONS.has(text)) index++;
    else if (!text.startsWith('-'))
      return { tool, action: text, words: [...words.slice(0, index), ...words.slice(index + 1)] };
  }
  return null;
}

/** The arguments of an install. Of a value that cannot be told, `text` is what is written. */
export function pipArguments(words: readonly ShellWord[]): readonly PipArgument[] {
  const found: PipArgument[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const text = textOf(word);
    if (!text.startsWith('-') || text === '-') found.push({ kind: 'requirement', word });
    else if (VALUE_OPTIONS.has(text)) {
      const value = words[++index] ?? null;
      found.push({ kind: 'option', name: text, value, text: value === null ? '' : textOf(value) });
    } else found.push(withValue(word, text));
  }
  return found;
}

/** `--name=value`, `-rvalue`, or a switch. */
function withValue(word: ShellWord, text: string): PipArgument {
  const equals = text.startsWith('--') ? text.indexOf('=') : -1;
  if (equals > 0)
    return { kind: 'option', name: text.slice(0, equals), value: word, text: text.slice(equals + 1) };
  if (STICKING.test(text))
    return { kind: 'option', name: text.slice(0, 2), value: word, text: text.slice(2).replace(/^=/, '') };
  return { kind: 'option', name: text, value: null, text: '' };
}

/** The value of a word; where a shell has to compute a piece of it, that piece as it is written. */
export function textOf({ value, raw, pieces }: ShellWord): string {
  if (value !== null) return value;
  return pieces.length === 0 ? raw : pieces.map((piece) => piece.text ?? piece.raw).join('');
}
