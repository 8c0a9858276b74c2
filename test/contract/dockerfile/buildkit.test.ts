import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dockerfileBase } from '../../../src/inputs/dockerfile/base.ts';
import { readStages } from '../../../src/inputs/dockerfile/stages.ts';
import { expandWord } from '../../../src/syntax/dockerfile/expand.ts';
import { parseDockerfile } from '../../../src/syntax/dockerfile/parse.ts';
import { goOracle } from '../go-oracle.ts';
import {
  askBuildKit,
  ourInstructions,
  theirInstruction,
  type OracleAnswer,
  type Question,
} from './oracle.ts';
import { seeded, soup, soupName } from './soup.ts';

const oracle = goOracle('dockerfile');
const SEED = 20261123;
/** Errors of FROM's substitution are ours too, but of the reader of stages and not of the parser. */
const ofSubstitution = /failed to process|syntax error|unexpected end|unsupported modifier/;
/** Flags are cut byte by byte in BuildKit, so that it garbles what is not ASCII (docs/reading-dockerfiles.md). */
const hasForeignFlag = (text: string): boolean => /--[^\n]*[^\x00-\x7f]/.test(text);

const HERE = import.meta.dirname;
const fixtures = path.resolve(HERE, '../../../fixtures/contract/dockerfile');

/** Fixtures of ours, and the test files that lie in BuildKit's own module. */
function collected(): Question[] {
  const source = path.resolve(HERE, '../oracles/dockerfile');
  const list = spawnSync('go', ['list', '-m', '-f', '{{.Dir}}', 'github.com/moby/buildkit'], {
    cwd: source,
    encoding: 'utf8',
  });
  const parser = path.join(list.stdout.trim(), 'frontend/dockerfile/parser');
  const theirs = ['testfiles', 'testfiles-negative'].flatMap((folder) =>
    existsSync(path.join(parser, folder))
      ? readdirSync(path.join(parser, folder)).map((name) => path.join(parser, folder, name, 'Dockerfile'))
      : [],
  );
  const ours = readdirSync(fixtures).map((name) => path.join(fixtures, name));
  return [...ours, ...theirs].map((file) => ({ text: readFileSync(file, 'utf8'), buildArgs: {} }));
}

/** What differs between the two readings of a text, or null. */
function difference({ text }: Question, answer: OracleAnswer): string | null {
  const { problems } = parseDockerfile(text);
  const error = answer.parseError !== '' ? answer.parseError : answer.stageError;
  if (error !== '' && !ofSubstitution.test(error))
    return problems.length > 0 ? null : `only BuildKit refuses: ${error}\n${JSON.stringify(text)}`;
  if (problems.length > 0) return `only we refuse: ${problems[0]?.message ?? ''}\n${JSON.stringify(text)}`;
  const ours = JSON.stringify(ourInstructions(text));
  const theirs = JSON.stringify(answer.instructions.map(theirInstruction));
  return ours === theirs ? null : `${JSON.stringify(text)}\nours   ${ours}\ntheirs ${theirs}`;
}

describe.skipIf(!oracle.available)(`Dockerfiles as BuildKit reads them ${oracle.reason}`, () => {
  it('reads collected files alike', async () => {
    const questions = collected();
    const answers = await askBuildKit(oracle, questions);
    expect(questions.length).toBeGreaterThan(8);
    expect(
      questions
        .map((question, index) => difference(question, answers[index] as OracleAnswer))
        .filter((text) => text !== null),
    ).toEqual([]);
  });

  it('reads 20,000 generated files alike: words, flags, here-documents, lines, refusals', async () => {
    const random = seeded(SEED);
    const questions = Array.from({ length: 20_000 }, () => soup(random)).filter(
      ({ text }) => !hasForeignFlag(text),
    );
    const answers = await askBuildKit(oracle, questions);
    const differences = questions
      .map((question, index) => difference(question, answers[index] as OracleAnswer))
      .filter((text) => text !== null);
    expect(differences.slice(0, 5)).toEqual([]);
  });

  it('expands 20,000 generated names alike', async () => {
    const random = seeded(SEED + 1);
    const known = new Map([
      ['A', '1.2-x'],
      ['C', ''],
      ['D', 'q r'],
    ]);
    const questions = Array.from({ length: 20_000 }, () => soupName(random));
    const answers = await askBuildKit(oracle, questions);
    const differences: string[] = [];
    answers.forEach(({ stages: [stage] }, index) => {
      if (stage === undefined) return;
      const name = parseDockerfile(questions[index]?.text ?? '').instructions.at(-1)?.words[0]?.text ?? '';
      const ours = expandWord(name, '\\', (wanted) => {
        const value = known.get(wanted);
        return value === undefined ? null : { value };
      });
      const same = stage.error === '' ? ours.value === stage.base : ours.error !== null;
      if (!same) differences.push(`${name}: ${JSON.stringify(stage)} against ${JSON.stringify(ours)}`);
    });
    expect(differences.slice(0, 5)).toEqual([]);
  });

  it('names the same bases after ARG and --build-arg', async () => {
    const buildArgs = { TAG: '3.0.0', NAME: 'other' };
    const text = readFileSync(path.join(fixtures, 'substitutions.Dockerfile'), 'utf8');
    const [answer] = await askBuildKit(oracle, [{ text, buildArgs }]);
    const build = readStages(parseDockerfile(text), buildArgs);
    const ours = build.stages.map(({ base, word }) =>
      base.kind === 'image'
        ? base.reference.original
        : expandWord(word.text, '\\', (name) => build.outer.get(name) ?? null).value,
    );
    expect(ours).toEqual(answer?.stages.map(({ base }) => base));
    expect(dockerfileBase({ path: 'Dockerfile', text, digest: '' }, buildArgs)?.tag).toBe('3.0.0');
  });
});
