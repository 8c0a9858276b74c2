import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCompose } from '../../../src/inputs/compose/read.ts';
import { contextOf, type Files } from '../../inputs/compose/project.ts';
import { goOracle } from '../go-oracle.ts';
import { project } from './generated.ts';
import { saidByComposeGo, saidByUs, type ComposeGoService } from './projection.ts';

/*
 * Ours against compose-go, the loader of Docker Compose. What differs on purpose is listed in docs/reading-compose.md.
 */

const oracle = goOracle('compose');
const FIXTURES = path.resolve(import.meta.dirname, '../../../fixtures/contract/compose');

type Answer =
  | { readonly ok: true; readonly value: { readonly services?: Readonly<Record<string, ComposeGoService>> } }
  | { readonly ok: false; readonly error: string };

async function ask(projects: readonly Files[]): Promise<Answer[]> {
  const lines = projects.map((files) => JSON.stringify({ files, main: '', variables: {} }));
  const out = await oracle.run([], `${lines.join('\n')}\n`);
  return out
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

function compare(files: Files, answer: Answer): unknown[] {
  if (!answer.ok) return [];
  const main = ['compose.yaml', 'compose.yml', 'docker-compose.yml'].find((name) =>
    Object.hasOwn(files, name),
  )!;
  const reading = readCompose({ path: main, text: files[main]!, digest: '' }, contextOf(files));
  return Object.entries(answer.value.services ?? {}).flatMap(([name, service]) => {
    const theirs = saidByComposeGo(service);
    const ours = saidByUs(reading, name);
    return Object.keys(theirs).flatMap((key) =>
      JSON.stringify(order(ours[key])) === JSON.stringify(order(theirs[key]))
        ? []
        : [{ files, service: name, field: key, ours: ours[key], theirs: theirs[key] }],
    );
  });
}

function order(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

function collected(): readonly (readonly [string, Files])[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = path.join(FIXTURES, name);
      const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      const files = names.map((entry) => {
        const full = path.join(entry.parentPath, entry.name);
        return [path.relative(folder, full), readFileSync(full, 'utf8')] as const;
      });
      return [name, Object.fromEntries(files)] as const;
    });
}

describe.skipIf(!oracle.available)(`Compose projects as Docker Compose loads them ${oracle.reason}`, () => {
  it('says of generated projects what compose-go says', async () => {
    const projects = fc.sample(project, { numRuns: 1500, seed: 20261123 });
    const answers = await ask(projects);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(projects.length / 2);
    const differences = projects.flatMap((files, i) => compare(files, answers[i]!));
    expect(differences.slice(0, 3)).toEqual([]);
  });

  it.each(collected())('says of %s what compose-go says', async (_name, files) => {
    const [answer] = await ask([files]);
    expect(answer).toMatchObject({ ok: true });
    expect(compare(files, answer!)).toEqual([]);
  });
});
