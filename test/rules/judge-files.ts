import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { addClaims } from '../../src/inputs/claims.ts';
import { readContext } from '../../src/app/check/context.ts';
import type { AnyCheck } from '../../src/checks/define.ts';
import { judgeRule } from '../../src/engine/judge.ts';
import type { FileSource } from '../../src/facts/file-source.ts';
import type { Reader } from '../../src/inputs/port.ts';
import type { RuleFile } from '../../src/rules/rule.ts';

const catalog = new URL('../../rules/catalog/', import.meta.url);
const checks = new URL('../../src/checks/', import.meta.url);

interface Loaded {
  readonly rule: RuleFile;
  readonly check: AnyCheck;
}

const isCheck = (value: unknown): value is AnyCheck =>
  typeof value === 'object' && value !== null && 'judge' in value;

/** All shipped rules of some families, each with its check. */
export async function rulesOf(...families: readonly string[]): Promise<readonly Loaded[]> {
  const files = families.flatMap((family) =>
    readdirSync(new URL(family, catalog)).map((name) => new URL(`${family}/${name}`, catalog)),
  );
  return Promise.all(
    files.map(async (file) => {
      const rule = parse(readFileSync(file, 'utf8')) as RuleFile;
      const module = (await import(new URL(`${rule.check}.ts`, checks).href)) as Record<string, unknown>;
      const check = Object.values(module).find(isCheck);
      if (check === undefined) throw new Error(`${rule.id} names no check`);
      return { rule, check };
    }),
  );
}

/** A folder that exists only in the test. */
function folder(files: Readonly<Record<string, string>>): FileSource {
  return {
    read: (path) => {
      const text = files[path];
      return text === undefined
        ? { ok: false, reason: 'missing', detail: path }
        : { ok: true, bytes: new TextEncoder().encode(text), digest: 'sha256:0' };
    },
    exists: (path) => path in files,
    isFolder: () => false,
    list: () => [],
  };
}

/** `RULE MESSAGE` of each finding, and `RULE ?` of each judgement that could not be made, over one file. */
export function judgeFile(
  rules: readonly Loaded[],
  reader: Reader,
  path: string,
  files: Readonly<Record<string, string>>,
): readonly string[] {
  const context = readContext({ source: folder(files), mirrors: {}, images: {}, buildArgs: {}, variables: {}, fleet: null, inputs: new Set(Object.keys(files)) });
  const reading = reader({ path, text: files[path] ?? '', digest: 'sha256:0' }, context);
  if (reading.problems.length > 0) throw new Error(reading.problems[0]?.message);
  return reading.subjects
    .map((subject) => addClaims(subject, context))
    .flatMap((subject) =>
    rules.flatMap(({ rule, check }) => {
      if (check.subject !== subject.subject.kind) return [];
      const { id, code, severity, options = {} } = rule;
      const bound = { ...check, id, code, severity, options, required: true, conditions: [], at: 0 };
      const outcome = judgeRule(bound, subject);
      if (outcome.outcome === 'fail') return [`${id} ${outcome.message}`];
      if (outcome.outcome === 'error') return [`${id} ERROR ${outcome.cause}`];
      return outcome.outcome === 'notChecked' ? [`${id} ?`] : [];
    }),
  );
}
