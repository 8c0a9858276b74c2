import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { Reference } from '../../reference/types.ts';
import { chainOf, readStages } from '../dockerfile/stages.ts';
import { buildArguments, dockerfileOf, targetStage, type BuildScope } from './build.ts';
import { keyValueMap } from './forms.ts';
import { nodeAt, type ComposeNode } from './tree.ts';

/** An image that the build starts from because `build.args` says so. */
export interface BuildBase {
  readonly reference: Reference;
  /** The argument that decides it. */
  readonly node: ComposeNode & { kind: 'scalar' };
}

/** The base that `build.args` put in the place of the one that the Dockerfile names by itself; null when they change none. */
export function baseByArguments(build: ComposeNode, scope: BuildScope): BuildBase | null {
  const node = nodeAt(build, 'args');
  const source = dockerfileOf(build, scope);
  if (node === undefined || 'why' in source || !scope.budget.spend(2 * source.text.length)) return null;
  const tree = parseDockerfile(source.text);
  const given = readStages(tree, buildArguments(build, scope).values);
  const last = targetStage(build, given);
  if (last < 0) return null;
  const [root] = chainOf(given.stages, last);
  const [own] = chainOf(readStages(tree, scope.context.buildArgs).stages, last);
  if (root?.base.kind !== 'image') return null;
  const { reference } = root.base;
  if (own?.base.kind === 'image' && own.base.reference.original === reference.original) return null;
  const decides = argumentIn(node, root.word.text);
  return decides === null ? null : { reference, node: decides };
}

/** The argument that a FROM mentions. */
function argumentIn(node: ComposeNode, from: string): BuildBase['node'] | null {
  for (const [name, value] of keyValueMap(node).entries)
    if (value.kind === 'scalar' && new RegExp(`\\$\\{?${escaped(name)}\\b`).test(from)) return value;
  return null;
}

const escaped = (name: string): string => name.replace(/[^A-Za-z0-9_]/g, '\\$&').slice(0, 500);
