import type { Token } from './token.ts';
import { readVersion, type Version } from './version.ts';

/** What the tokens of one tag say, before any default. */
export interface Claims {
  tag: string;
  version: Version | null;
  framework: Version | null;
  device: string | null;
  /** The device follows from another token (`cuda…`, `cann…`), it is not written itself. */
  deviceImplied: boolean;
  cuda: string | null;
  cudnn: string | null;
  tensorrt: string | null;
  nccl: string | null;
  gcc: string | null;
  python: string | null;
  os: string | null;
  arch: string | null;
  channel: string | null;
  build: string | null;
  flavours: string[];
  stack: string[];
  unknown: string[];
  /** Tokens that are known in another case: tags are case-sensitive, so what is written cannot be pulled. */
  caseErrors: string[];
}

/** One tag being read: the tokens, the place, and the claims so far. */
export interface Reading {
  readonly family: string;
  readonly tag: string;
  readonly tokens: readonly Token[];
  index: number;
  readonly claims: Claims;
}

export const emptyClaims = (tag: string): Claims => ({
  tag,
  version: null,
  framework: null,
  device: null,
  deviceImplied: false,
  cuda: null,
  cudnn: null,
  tensorrt: null,
  nccl: null,
  gcc: null,
  python: null,
  os: null,
  arch: null,
  channel: null,
  build: null,
  flavours: [],
  stack: [],
  unknown: [],
  caseErrors: [],
});

/** Takes following tokens as long as `test` holds; gives the text from `first` to the last one taken, as written. */
export function takeWhile(reading: Reading, first: Token, test: (text: string) => boolean): string {
  let end = first.to;
  for (;;) {
    const next = reading.tokens[reading.index + 1];
    if (next === undefined || !test(next.text)) return reading.tag.slice(first.from, end);
    reading.index += 1;
    end = next.to;
  }
}

const isPreWord = (text: string): boolean => /^(?:alpha|beta|rc|a|b)[0-9]{0,3}$/.test(text);

/** A version, with a prerelease that a hyphen may part from it: `2.0.0-alpha0`. */
export function takeVersion(reading: Reading, token: Token, from: number): Version | null {
  const text = reading.tag.slice(token.from + from, token.to);
  const plain = readVersion(text);
  const next = reading.tokens[reading.index + 1];
  if (plain === null || plain.prerelease || next === undefined || !isPreWord(next.text)) return plain;
  const joined = readVersion(`${text}-${next.text}`);
  if (joined === null) return plain;
  reading.index += 1;
  return joined;
}
