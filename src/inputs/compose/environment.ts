import type { Evidence } from '../../facts/evidence.ts';
import type { At } from '../../facts/subject.ts';
import type { ReadContext } from '../port.ts';
import { OVER_BUDGET, type Budget } from './budget.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import { parseDotenv } from './dotenv.ts';
import type { Fields } from './fields.ts';
import { keyValueMap, plainText, sequenceOf } from './forms.ts';
import { beside } from './paths.ts';
import { nodeAt, type ComposeNode } from './tree.ts';
import type { Variables } from './variables.ts';

/** What the variables of a container are read with. */
export interface EnvironmentScope {
  readonly context: ReadContext;
  readonly variables: Variables;
  /** The folder at which the relative paths of a file start. */
  readonly folderOf: (path: string) => string;
  readonly budget: Budget;
}

/** `env_file`, and `environment` over it. A variable without a value is taken from whoever starts the project: null. */
export function environmentOf(
  spec: ContainerSpec,
  fields: Fields,
  scope: EnvironmentScope,
): Evidence<'container.environment'> {
  const values = new Map<string, string | null>();
  const at = new Map<string, At>();
  const written = field(spec, 'environment');
  const own = written === undefined ? new Map<string, ComposeNode>() : keyValueMap(written).entries;
  const files = field(spec, 'env_file');
  const inFiles = { ...scope, variables: withOwn(own, scope) };
  for (const node of files === undefined ? [] : files.kind === 'map' ? [files] : sequenceOf(files))
    readEnvFile(node, fields, inFiles, (name, value) => {
      values.set(name, value);
      at.set(name, fields.placed(node.at));
    });
  for (const [name, node] of own) {
    if (node.kind !== 'scalar') {
      fields.wrongType(node, `environment.${name.slice(0, 60)}`, 'a text', '"…"');
      continue;
    }
    at.set(name, fields.placed(node.value === null ? (node.keyAt ?? node.at) : node.at));
    values.set(name, valueOf(name, node, scope));
  }
  const variables = Object.assign(nameless<string | null>(), Object.fromEntries(values));
  return fields.partial({ variables, at: Object.assign(nameless<At>(), Object.fromEntries(at)) });
}

/** Env files may refer to the variables of the project, and behind them to those of the service. */
function withOwn(own: ReadonlyMap<string, ComposeNode>, scope: EnvironmentScope): Variables {
  const { variables } = scope;
  return {
    unread: variables.unread,
    lookup: (name) => {
      const node = own.get(name);
      const value = node?.kind === 'scalar' ? valueOf(name, node, scope) : null;
      const known = value === null ? undefined : { text: value, unknown: [], origin: 'environment' };
      return variables.lookup(name) ?? known;
    },
  };
}

/** Without a prototype, so that a variable called __proto__ is one name among others. */
function nameless<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}

function valueOf(
  name: string,
  node: ComposeNode & { kind: 'scalar' },
  { variables }: EnvironmentScope,
): string | null {
  if (node.unknown.length > 0) return null;
  if (node.value !== null) return plainText(node);
  const passed = variables.lookup(name);
  return passed === undefined || passed.unknown.length > 0 ? null : passed.text;
}

function readEnvFile(
  node: ComposeNode,
  fields: Fields,
  scope: EnvironmentScope,
  take: (name: string, value: string | null) => void,
): void {
  const pathNode = node.kind === 'map' ? nodeAt(node, 'path') : node;
  if (pathNode?.kind !== 'scalar' || fields.isUnknown(pathNode, 'env_file')) return;
  const path = beside(scope.folderOf(pathNode.at.path), pathNode.text);
  const found = scope.context.lookup(path);
  if (!found.ok) {
    // One that is not required and not there changes nothing.
    if (found.reason === 'missing' && textAt(node, 'required') === 'false') return;
    fields.gap(
      'env_file',
      `${path} cannot be read: ${found.detail}`,
      `put ${path} there, or write the variables out`,
    );
    return;
  }
  const { text } = found.file;
  if (!scope.budget.spend(text.length)) {
    fields.gap('env_file', OVER_BUDGET, 'split the file');
    return;
  }
  const problem =
    textAt(node, 'format') === 'raw' ? rawEntries(text, take) : dotenvEntries(text, scope, take);
  if (problem !== null) fields.gap('env_file', `${path}: ${problem}`, `mend ${path}`);
}

function textAt(node: ComposeNode, key: string): string | null {
  const value = nodeAt(node, key);
  return value?.kind === 'scalar' ? value.text : null;
}

function dotenvEntries(
  text: string,
  { variables }: EnvironmentScope,
  take: (name: string, value: string | null) => void,
): string | null {
  const { entries, problem } = parseDotenv(text, variables);
  for (const { name, text: value, unknown } of entries) take(name, unknown.length > 0 ? null : value);
  return problem;
}

/** `format: raw`: KEY=VALUE lines as `docker run --env-file` takes them. */
function rawEntries(text: string, take: (name: string, value: string | null) => void): null {
  for (const line of text.split(/\r?\n/)) {
    const cut = line.indexOf('=');
    if (line.trimStart().startsWith('#') || line.trim() === '') continue;
    if (cut < 0) take(line.trim(), null);
    else take(line.slice(0, cut), line.slice(cut + 1));
  }
  return null;
}
