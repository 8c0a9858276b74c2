import tokens from '../../rules/tags/tokens.json' with { type: 'json' };

/** What a token says, from the table of rules/tags/tokens.json. */
export type Meaning =
  | { readonly kind: 'device' | 'vendor' | 'arch'; readonly value: string }
  | {
      readonly kind: 'channel' | 'flavour' | 'filler' | 'chip' | 'component' | 'system';
      readonly value: string;
    }
  | { readonly kind: 'stack'; readonly value: string; readonly device: string };

export type NumberField =
  | 'cuda'
  | 'cudnn'
  | 'tensorrt'
  | 'nccl'
  | 'gcc'
  | 'python'
  | 'post'
  | 'flavour'
  | 'framework'
  | 'product'
  | 'version';

const words = new Map<string, Meaning>();
for (const [word, value] of Object.entries(tokens.devices)) words.set(word, { kind: 'device', value });
for (const [word, value] of Object.entries(tokens.vendors)) words.set(word, { kind: 'vendor', value });
for (const [word, value] of Object.entries(tokens.architectures)) words.set(word, { kind: 'arch', value });
for (const value of tokens.channels) words.set(value, { kind: 'channel', value });
for (const value of tokens.flavours) words.set(value, { kind: 'flavour', value });
for (const value of tokens.fillers) words.set(value, { kind: 'filler', value });
for (const value of tokens.chips) words.set(value, { kind: 'chip', value });

const numbers = new Map<string, NumberField>();
// The values of the JSON table are checked against NumberField by the tests of this folder.
for (const [prefix, field] of Object.entries(tokens.numbers)) numbers.set(prefix, field as NumberField);

const prefixes = new Map<string, Meaning>();
for (const value of tokens.components) prefixes.set(value, { kind: 'component', value });
for (const value of tokens.systems) prefixes.set(value, { kind: 'system', value });
for (const [value, device] of Object.entries(tokens.stacks))
  prefixes.set(value, { kind: 'stack', value, device });

export const wordMeaning = (word: string): Meaning | undefined => words.get(word);
export const numberField = (prefix: string): NumberField | undefined => numbers.get(prefix);
export const prefixMeaning = (prefix: string): Meaning | undefined => prefixes.get(prefix);

/** Words that are also written with a capital in names and titles (`Paddle-Model-Test`, `OFED5.8`): their case is no error. */
export function isProseWord(lower: string): boolean {
  const kind = (words.get(lower) ?? prefixes.get(lower.replace(/[0-9].*$/, '')))?.kind;
  return kind === 'filler' || kind === 'flavour' || kind === 'component';
}
