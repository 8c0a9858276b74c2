import { checks } from '../checks/index.ts';
import type { FileSource } from '../facts/file-source.ts';
import type { Config } from '../rules/config.ts';
import { coreOf, type RuleCore, type RuleFile } from '../rules/rule.ts';
import type { DataProblem } from '../schema/validate.ts';
import { entryOf, getNode, toPlain } from '../syntax/yaml/access.ts';
import type { YamlNode } from '../syntax/yaml/node.ts';
import { parseYaml } from '../syntax/yaml/parse.ts';
import { decodeText } from '../syntax/text/decode.ts';
import { UsageError } from './usage-error.ts';

/** Reads and validates one configuration or policy file. */
export async function readConfigFile(path: string, source: FileSource): Promise<{ readonly value: Config }> {
  const root = readYamlFile(path, source);
  const { validateConfig } = await import('../rules/validate.ts');
  const validated = validateConfig(root === null ? {} : plain(root));
  if (!validated.ok)
    throw new UsageError(
      `${path} cannot be used`,
      validated.problems.map((problem) => located(path, root, problem, CONFIG_EXAMPLE)),
    );
  return { value: validated.value };
}

const CONFIG_EXAMPLE = 'extends: production';

export interface TeamRule {
  readonly file: RuleFile;
  readonly core: RuleCore;
}

/** Reads and validates every rule of a team's folders. Ids and codes of shipped rules are taken. */
export async function readTeamRules(
  folders: readonly string[],
  source: FileSource,
  shipped: readonly RuleCore[],
): Promise<readonly TeamRule[]> {
  if (folders.length === 0) return [];
  const { validateRule } = await import('../rules/validate.ts');
  const rules: TeamRule[] = [];
  const complaints: string[] = [];
  for (const folder of folders) {
    if (!source.isFolder(folder))
      complaints.push(
        `${folder}: there is no such folder of rules; expected a folder with <family>/<name>.yaml files`,
      );
    const files = source.isFolder(folder)
      ? source.list(folder, { exclude: [] }).filter(({ path }) => /\.ya?ml$/.test(path))
      : [];
    for (const { path } of files) {
      const root = readYamlFile(path, source);
      const validated = validateRule(
        root === null ? null : plain(root),
        path.replace(/\.ya?ml$/, ''),
        checks,
      );
      if (validated.ok) rules.push({ file: validated.value, core: coreOf(validated.value) });
      else
        complaints.push(
          ...validated.problems.map((problem) =>
            located(path, root, problem, 'docs/writing-a-rule.md shows a whole rule'),
          ),
        );
    }
  }
  complaints.push(...takenNames(rules, shipped));
  if (complaints.length > 0) throw new UsageError('a rule cannot be used', complaints);
  return rules;
}

function takenNames(rules: readonly TeamRule[], shipped: readonly RuleCore[]): readonly string[] {
  const taken = new Set(shipped.flatMap(({ id, code }) => [id, code]));
  const complaints: string[] = [];
  for (const { core } of rules) {
    for (const name of [core.id, core.code]) {
      if (taken.has(name))
        complaints.push(
          `rule ${core.id}: "${name}" is taken; expected an id and a code of your own, such as team/has-owner and TEAM0001`,
        );
      taken.add(name);
    }
  }
  return complaints;
}

/** The first document of a YAML file; throws a UsageError that names file, line and column. */
function readYamlFile(path: string, source: FileSource): YamlNode | null {
  const read = source.read(path);
  if (!read.ok) throw new UsageError(`${path} cannot be read`, [read.detail]);
  const decoded = decodeText(read.bytes);
  if (!decoded.ok) throw new UsageError(`${path} cannot be read`, [decoded.problem.message]);
  const documents = parseYaml(decoded.text, 'core');
  const problem = documents.flatMap((document) => document.problems)[0];
  if (problem !== undefined)
    throw new UsageError(`${path} cannot be read`, [
      `${path}:${String(problem.line)}:${String(problem.column)}: ${problem.message}`,
    ]);
  if (documents.length > 1)
    throw new UsageError(`${path} holds ${String(documents.length)} documents`, ['expected: one']);
  return documents[0]?.root ?? null;
}

/** With ordinary prototypes, as ajv wants them; a `__proto__` key stays an own key. */
function plain(node: YamlNode): unknown {
  return JSON.parse(JSON.stringify(toPlain(node)));
}

function located(path: string, root: YamlNode | null, problem: DataProblem, example: string): string {
  const { line, column } = placeOf(root, problem.path);
  return `${path}:${String(line)}:${String(column)}: ${problem.path.join('.')}${problem.path.length > 0 ? ': ' : ''}${problem.message}; expected ${problem.expected}. Right: ${example}`;
}

/** The place of the deepest node of a path that exists; of its key where it has one. */
function placeOf(
  root: YamlNode | null,
  path: readonly (string | number)[],
): { readonly line: number; readonly column: number } {
  let at = { line: 1, column: 1 };
  let node: YamlNode | undefined = root ?? undefined;
  for (const step of path) {
    const entry = typeof step === 'string' ? entryOf(node, step) : undefined;
    const next = entry?.value ?? getNode(node, Number(step));
    if (next === undefined) break;
    at =
      entry === undefined
        ? { line: next.line, column: next.column }
        : { line: entry.keyLine, column: entry.keyColumn };
    node = next;
  }
  return at;
}
