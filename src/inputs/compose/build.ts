import type { Make } from '../../facts/image.ts';
import { setsNoUser } from '../../reference/root-users.ts';
import type { Reference } from '../../reference/types.ts';
import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import { Configurations, finalFact, userFact } from '../dockerfile/final.ts';
import { chainOf, readStages, type Build } from '../dockerfile/stages.ts';
import { walk } from '../dockerfile/walk.ts';
import { healthcheckOf, type ImageHealthcheck } from '../image-healthcheck.ts';
import type { ImageOrigin, ReadContext } from '../port.ts';
import { resolveMention } from '../resolve-mention.ts';
import { OVER_BUDGET, type Budget } from './budget.ts';
import type { ImageUser } from './identity.ts';
import { keyValueMap, plainText } from './forms.ts';
import { beside, isRemote } from './paths.ts';
import { knownText, nodeAt, unknownsIn, type ComposeNode, type Unknown } from './tree.ts';
import type { Variables } from './variables.ts';

/** What is known of an image that a service or a Dockerfile makes. */
export interface ImageKnowledge {
  readonly make: Make;
  readonly makeWhy: string;
  /** The Dockerfile that builds it, where there is one in the tree. */
  readonly builtBy: string | null;
  /** The published Paddle image that it is, or is built on. */
  readonly published: Reference | null;
  readonly user: ImageUser;
  readonly healthcheck: ImageHealthcheck;
  readonly serving: boolean;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
}

export interface BuildScope {
  readonly context: ReadContext;
  readonly variables: Variables;
  readonly folderOf: (path: string) => string;
  readonly budget: Budget;
}

const IMAGE_CONTEXT = 'docker-image://';

export function nothingKnown(why: string): ImageKnowledge {
  return {
    make: 'unknown',
    makeWhy: why,
    builtBy: null,
    published: null,
    user: { user: null, why },
    healthcheck: 'unknown',
    serving: false,
    entrypoint: [],
    command: [],
  };
}

/** What the image of a service's `build` is. */
export function builtImage(build: ComposeNode, scope: BuildScope): ImageKnowledge {
  const source = dockerfileOf(build, scope);
  if ('why' in source) return nothingKnown(`the image is built, and ${source.why}`);
  if (!scope.budget.spend(source.text.length)) return nothingKnown(OVER_BUDGET);
  const args = buildArguments(build, scope);
  const stages = readStages(parseDockerfile(source.text), args.values);
  const last = targetStage(build, stages);
  if (last < 0) return nothingKnown(`${source.path} has no stage that can be the target`);
  return knowledgeOf(stages, last, { ...args, source, scope, contexts: imageContexts(build) });
}

interface Source {
  readonly path: string;
  readonly text: string;
}

/** The Dockerfile as a text: `dockerfile_inline`, or a file below the context. */
export function dockerfileOf(build: ComposeNode, { context, folderOf }: BuildScope): Source | Unknown {
  const inline = knownText(nodeAt(build, 'dockerfile_inline'));
  if (inline !== undefined) return { path: build.at.path, text: inline };
  const folderNode = build.kind === 'map' ? nodeAt(build, 'context') : build;
  const name = nodeAt(build, 'dockerfile');
  const [unknown] = [...unknownsIn(folderNode), ...unknownsIn(name)];
  if (unknown !== undefined) return unknown;
  const folder = knownText(folderNode) ?? '.';
  if (isRemote(folder)) return { why: `its context ${folder.slice(0, 100)} is not in the tree`, advice: '' };
  const start = beside(folderOf((folderNode ?? build).at.path), folder);
  const path = beside(start, knownText(name) ?? 'Dockerfile');
  const found = context.lookup(path);
  if (!found.ok) return { why: `${path} cannot be read: ${found.detail}`, advice: '' };
  return { path, text: found.file.text };
}

interface Arguments {
  readonly values: Readonly<Record<string, string>>;
  /** One of them is not known. */
  readonly open: Unknown | null;
}

/** `build.args`, under what `--build-arg` gives; one without a value is taken from the variables of the project. */
export function buildArguments(build: ComposeNode, { context, variables }: BuildScope): Arguments {
  const values = new Map<string, string>();
  const node = nodeAt(build, 'args');
  for (const [name, value] of node === undefined ? [] : keyValueMap(node).entries) {
    if (value.kind !== 'scalar' || value.unknown.length > 0) continue;
    const passed = value.value === null ? variables.lookup(name) : undefined;
    if (value.value !== null) values.set(name, plainText(value));
    else if (passed !== undefined && passed.unknown.length === 0) values.set(name, passed.text);
  }
  for (const [name, value] of Object.entries(context.buildArgs)) values.set(name, value);
  return { values: Object.fromEntries(values), open: unknownsIn(node)[0] ?? null };
}

export function targetStage(build: ComposeNode, { stages }: Build): number {
  const node = nodeAt(build, 'target');
  if (node === undefined) return stages.length - 1;
  const target = knownText(node)?.toLowerCase();
  const byName = stages.findLastIndex(({ name }) => name === target);
  if (byName >= 0) return byName;
  return target !== undefined && /^\d{1,3}$/.test(target) && Number(target) < stages.length
    ? Number(target)
    : -1;
}

/** `additional_contexts` that put an image in the place of a name. */
export function imageContexts(build: ComposeNode): ReadonlyMap<string, ComposeNode & { kind: 'scalar' }> {
  const found = new Map<string, ComposeNode & { kind: 'scalar' }>();
  const node = nodeAt(build, 'additional_contexts');
  for (const [name, value] of node === undefined ? [] : keyValueMap(node).entries)
    if (value.kind === 'scalar' && value.text.startsWith(IMAGE_CONTEXT)) found.set(name, value);
  return found;
}

export function imageOfContext(node: ComposeNode & { kind: 'scalar' }): string {
  return node.text.slice(IMAGE_CONTEXT.length);
}

interface Knowing extends Arguments {
  readonly source: Source;
  readonly scope: BuildScope;
  readonly contexts: ReturnType<typeof imageContexts>;
}

function knowledgeOf(build: Build, last: number, knowing: Knowing): ImageKnowledge {
  const { source, scope, values } = knowing;
  const configurations = new Configurations(build.stages);
  walk(build, values, (step) => {
    configurations.take(step);
  });
  const configuration = configurations.of(last);
  const { value } = finalFact(configuration, null);
  const base = baseOf(build, last, knowing);
  const origin = base === null ? null : scope.context.originOf(base);
  return {
    ...makeOf(base, origin, source.path),
    builtBy: source.path,
    user: userOf(configuration, base, origin, knowing),
    healthcheck: healthcheckOf(value.healthcheck, origin?.make === 'paddle'),
    serving: value.serving ?? false,
    entrypoint: value.entrypoint,
    command: value.command,
  };
}

function makeOf(
  base: Reference | null,
  origin: ImageOrigin | null,
  path: string,
): Pick<ImageKnowledge, 'make' | 'makeWhy' | 'published'> {
  if (base === null || origin === null)
    return { make: 'unknown', makeWhy: `${path}: its base cannot be told`, published: null };
  const paddle = origin.make === 'paddle' || origin.make === 'derived';
  return {
    // On another base a framework may well be installed: what the base is does not say what the image is.
    make: paddle ? 'derived' : 'unknown',
    makeWhy: `built on ${base.original} (${path})`,
    published: publishedOf(origin),
  };
}

/** The published Paddle image that a name stands for, or is built on. */
export function publishedOf({ make, upstream, base }: ImageOrigin): Reference | null {
  return make === 'paddle' ? upstream : (base ?? null);
}

/** The last USER; where there is none, that of the base. */
function userOf(
  configuration: ReturnType<Configurations['of']>,
  base: Reference | null,
  origin: ImageOrigin | null,
  { source, open }: Knowing,
): ImageUser {
  const written = userFact(configuration, () => ({ rootBase: '' }));
  const why = written.gaps[0]?.why ?? open?.why;
  if (why !== undefined) return { user: null, why };
  if (written.value.user !== null) return { user: written.value.user, why: '' };
  return { user: origin !== null && setsRoot(origin) ? 'root' : null, why: userWhy(source.path, base) };
}

/** Images that are known to set no USER. */
export function setsRoot({ make, upstream }: ImageOrigin): boolean {
  return make === 'paddle' || setsNoUser(upstream);
}

function userWhy(path: string, base: Reference | null): string {
  return `${path} sets no USER, and which one ${base?.original ?? 'its base'} sets is not known`;
}

function baseOf({ stages }: Build, last: number, { contexts }: Knowing): Reference | null {
  const root = chainOf(stages, last)[0];
  if (root?.base.kind !== 'image') return null;
  const replaced = contexts.get(root.word.text);
  if (replaced === undefined) return root.base.reference;
  return replaced.unknown.length > 0 ? null : resolveMention(imageOfContext(replaced)).reference;
}
