import type { PipRequirement } from '../../facts/dockerfile.ts';
import type { Gap } from '../../facts/evidence.ts';
import { isExact, isForOtherSystem, readRequirement } from './requirement.ts';
import type { TextFile } from '../port.ts';

/** What the options of a pip command line, a requirements file or the environment add up to. */
export interface PipOptions {
  indexUrl: string | null;
  readonly extraIndexUrls: string[];
  readonly findLinks: string[];
  readonly trustedHosts: string[];
  requireHashes: boolean;
}

export interface RequirementsResult {
  readonly requirements: PipRequirement[];
  /** Normal name → exact specifier, from `-c` files. */
  readonly constraints: Map<string, string>;
  readonly gaps: Gap[];
  readonly options: PipOptions;
}

/** How a file named inside a requirements file is found: beside it. */
export type Include = (path: string, from: TextFile) => { file: TextFile } | { why: string };

const MOST_FILES = 50;
const MOST_REQUIREMENTS = 20_000;

/** Reads a requirements file and those that it names into `result`. A part that cannot be read becomes a gap. */
export function readRequirementsFile(
  file: TextFile,
  lineOffset: number,
  result: RequirementsResult,
  include: Include,
  asConstraints = false,
  seen = new Set<string>(),
): void {
  if (seen.has(file.path) && lineOffset === 0) return;
  seen.add(file.path);
  if (seen.size > MOST_FILES) return;
  for (const { text, line, column } of requirementLines(file.text)) {
    const place = { path: file.path, line: line + lineOffset, column };
    if (!text.startsWith('-')) {
      takeRequirement(text, place, result, asConstraints);
      continue;
    }
    const [name, value] = splitOption(text);
    const nested = NESTED.get(name);
    const found = nested === undefined ? null : include(value, file);
    if (found === null) takeLine(name, value, place, result, asConstraints);
    else if ('why' in found) result.gaps.push(missing(value, found.why));
    else
      readRequirementsFile(found.file, 0, result, include, nested === 'constraints' || asConstraints, seen);
  }
}

function takeLine(
  name: string,
  value: string,
  place: PipRequirement['place'],
  result: RequirementsResult,
  asConstraints: boolean,
): void {
  if (name === '-e' || name === '--editable') takeRequirement(value, place, result, asConstraints);
  else takeOption(name, value, result.options);
}

const NESTED: ReadonlyMap<string, 'requirements' | 'constraints'> = new Map([
  ['-r', 'requirements'],
  ['--requirement', 'requirements'],
  ['-c', 'constraints'],
  ['--constraint', 'constraints'],
]);

export const missing = (path: string, why: string): Gap => ({
  what: `requirements file ${path.slice(0, 200)}`,
  why,
  advice: 'check the folder in which the image is built, so that the file can be read',
});

/** `--name=value`, `--name value`, `-rvalue`. */
function splitOption(text: string): [name: string, value: string] {
  const match = /^(--[a-z-]+|-[a-zA-Z])(?:\s*=\s*|\s+|)/.exec(text);
  const head = match?.[0] ?? text;
  return [match?.[1] ?? text, text.slice(head.length).trim()];
}

/** Takes one option of pip or uv into account; the others change nothing that is judged. */
export function takeOption(name: string, value: string, options: PipOptions): void {
  if (['-i', '--index-url', '--pypi-url', '--default-index'].includes(name)) options.indexUrl = value;
  else if (['--extra-index-url', '--index'].includes(name))
    options.extraIndexUrls.push(...value.split(/\s+/));
  else if (['-f', '--find-links'].includes(name)) options.findLinks.push(...value.split(/\s+/));
  else if (['--trusted-host', '--allow-insecure-host'].includes(name))
    options.trustedHosts.push(...value.split(/\s+/));
  else if (name === '--require-hashes') options.requireHashes = true;
  else if (name === '--no-index') options.indexUrl = '';
}

function takeRequirement(
  text: string,
  place: PipRequirement['place'],
  result: RequirementsResult,
  asConstraints: boolean,
): void {
  const hashes = text.split('--hash=').length - 1;
  const plain = (text.split(/\s--[a-z]/, 1)[0] ?? '').trim();
  if (isForOtherSystem(plain) || result.requirements.length >= MOST_REQUIREMENTS) return;
  const requirement = readRequirement(plain, place, hashes);
  if (requirement === null) {
    result.gaps.push({
      what: `${place.path} line ${place.line}`,
      why: `${JSON.stringify(plain.slice(0, 80))} is no requirement that can be read${plain.includes('$') ? ': its variable is filled in by the build' : ''}`,
      advice: 'write NAME==VERSION',
    });
  } else if (!asConstraints) result.requirements.push(requirement);
  else if (isExact(requirement.specifier)) result.constraints.set(requirement.name, requirement.specifier);
}

interface Line {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** Lines with continuations joined and comments cut, as pip's own reader does it. */
function* requirementLines(text: string): Generator<Line> {
  let held = '';
  let start: { line: number; column: number } | null = null;
  let number = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    number++;
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const comment = /(?:^|\s)#/.exec(line);
    const cut = comment === null ? line : line.slice(0, comment.index);
    start ??= { line: number, column: cut.length - cut.trimStart().length + 1 };
    if (comment === null && cut.endsWith('\\')) {
      held += cut.slice(0, -1);
      continue;
    }
    const whole = (held + cut).trim();
    if (whole !== '') yield { text: whole, ...start };
    held = '';
    start = null;
  }
  if (start !== null && held.trim() !== '') yield { text: held.trim(), ...start };
}
