import type { PipInstall, PipRequirement } from '../../facts/dockerfile.ts';
import type { Gap } from '../../facts/evidence.ts';
import type { ShellWord } from '../../syntax/shell/types.ts';
import type { ReadContext, TextFile } from '../port.ts';
import type { CopiedFiles } from './copied-files.ts';
import type { Invocation } from './invocations.ts';
import { pipArguments, pipCall, textOf, type PipArgument } from './pip-call.ts';
import type { PipSettings } from './pip-settings.ts';
import { placeIn } from './provenance.ts';
import { isForOtherSystem, readRequirement } from './requirement.ts';
import {
  missing,
  readRequirementsFile,
  takeOption,
  type Include,
  type RequirementsResult,
} from './requirements-file.ts';
import { joinPath, type Step } from './walk.ts';

export interface PipReading {
  readonly install: PipInstall;
  readonly gaps: readonly Gap[];
}

export interface PipSurroundings {
  readonly file: TextFile;
  readonly context: ReadContext;
  readonly copied: CopiedFiles;
  readonly settings: PipSettings;
}

const ADVICE = 'write the value out, or give the ARG that it comes from with --build-arg NAME=VALUE';

/** A `pip install` with all that it and the files that it names ask for; null for every other command. */
export function pipInstall(
  invocation: Invocation,
  step: Step,
  surroundings: PipSurroundings,
): PipReading | null {
  const call = pipCall(invocation.words);
  if (call === null || (call.action !== 'install' && call.action !== 'sync')) return null;
  const { options, unknown } = surroundings.settings.before(invocation, step, call.tool);
  const result: RequirementsResult = { requirements: [], constraints: new Map(), gaps: [], options };
  if (unknown !== null) result.gaps.push({ what: 'the package index', why: unknown, advice: ADVICE });
  const reading = { invocation, step, surroundings, result };
  const all = pipArguments(call.words);
  for (const argument of all) {
    // `uv pip sync FILE` names files where install names packages.
    if (argument.kind === 'option') takeArgument(argument, reading);
    else if (call.action === 'sync') takeFile(textOf(argument.word), argument.word, false, reading);
    else takePackage(argument.word, reading);
  }
  if (all.some((argument) => argument.kind === 'option' && argument.name === '--no-deps'))
    dropProjectGaps(result);
  const { command } = invocation;
  const install: PipInstall = {
    stage: step.stage.index,
    requirements: result.requirements.map((one) => constrained(one, result.constraints)),
    indexUrl: options.indexUrl,
    extraIndexUrls: options.extraIndexUrls,
    findLinks: options.findLinks,
    trustedHosts: options.trustedHosts,
    requireHashes: options.requireHashes,
    place: placeIn(invocation.file ?? surroundings.file, command),
  };
  return { install, gaps: result.gaps };
}

interface Reading {
  readonly invocation: Invocation;
  readonly step: Step;
  readonly surroundings: PipSurroundings;
  readonly result: RequirementsResult;
}

const FILES: ReadonlyMap<string, boolean> = new Map([
  ['-r', false],
  ['--requirement', false],
  ['--requirements', false],
  ['-c', true],
  ['--constraint', true],
  ['--constraints', true],
]);

function takeArgument(argument: Extract<PipArgument, { kind: 'option' }>, reading: Reading): void {
  const { name, value, text } = argument;
  const asConstraints = FILES.get(name);
  if (asConstraints !== undefined) {
    if (value !== null) takeFile(text, value, asConstraints, reading);
    return;
  }
  if (name === '-e' || name === '--editable') {
    if (value !== null) takePackage(value, reading, text);
    return;
  }
  takeOption(name, text, reading.result.options);
  if (value !== null && value.value === null && /index|find-links|^-[if]$/.test(name))
    reading.result.gaps.push({ what: `pip's option ${name}`, why: value.reason ?? '', advice: ADVICE });
}

function takePackage(
  word: ShellWord,
  { invocation, surroundings, result }: Reading,
  text = textOf(word),
): void {
  if (isForOtherSystem(text)) return;
  const requirement = readRequirement(text, placeIn(invocation.file ?? surroundings.file, word));
  if (requirement !== null) result.requirements.push(requirement);
  if (word.value === null || requirement === null) {
    const why = word.reason ?? `${JSON.stringify(text.slice(0, 80))} is no requirement that can be read`;
    result.gaps.push({ what: `pip install ${word.raw.slice(0, 120)}`, why, advice: ADVICE });
  } else if (isProject(requirement)) result.gaps.push(projectGap(requirement.written));
}

const PROJECT = 'the dependencies of a project in the build context are not read';

const isProject = ({ url, specifier }: PipRequirement): boolean =>
  url !== null && specifier === '' && !url.includes('://') && !url.startsWith('git@');

const projectGap = (written: string): Gap => ({
  what: `pip install ${written.slice(0, 120)}`,
  why: PROJECT,
  advice: 'install them from a requirements file, and the project itself with --no-deps',
});

function dropProjectGaps({ gaps }: RequirementsResult): void {
  const kept = gaps.filter(({ why }) => why !== PROJECT);
  gaps.splice(0, gaps.length, ...kept);
}

function takeFile(path: string, word: ShellWord, asConstraints: boolean, reading: Reading): void {
  const { invocation, step, surroundings, result } = reading;
  if (word.value === null) {
    result.gaps.push({
      what: `requirements file ${path.slice(0, 120)}`,
      why: word.reason ?? '',
      advice: ADVICE,
    });
    return;
  }
  if (/^[a-z]+:\/\//.test(path)) {
    result.gaps.push(missing(path, 'it is downloaded when the image is built'));
    return;
  }
  const found = surroundings.copied.find(joinPath(invocation.folder, path), step);
  if (!found.ok) result.gaps.push(missing(path, found.why));
  else
    readRequirementsFile(found.file, found.lineOffset, result, beside(surroundings.context), asConstraints);
}

/** Files that a requirements file names lie beside it in the build context as they do in the image. */
const beside =
  (context: ReadContext): Include =>
  (path, from) => {
    if (/^[a-z]+:\/\//.test(path)) return { why: 'it is downloaded when the image is built' };
    const folder = from.path.split('/').slice(0, -1).join('/');
    const found = context.lookup(joinPath(`/${folder}`, path).slice(1));
    return found.ok ? { file: found.file } : { why: found.detail };
  };

/** An exact version in a constraints file pins a package as one in the requirement itself does. */
function constrained(requirement: PipRequirement, constraints: ReadonlyMap<string, string>): PipRequirement {
  const exact = requirement.pinned ? undefined : constraints.get(requirement.name);
  if (exact === undefined || requirement.url !== null) return requirement;
  return {
    ...requirement,
    specifier: requirement.specifier === '' ? exact : requirement.specifier,
    pinned: true,
  };
}
