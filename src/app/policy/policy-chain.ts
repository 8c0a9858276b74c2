import { dirname, join } from 'node:path';
import type { FileSource } from '../../facts/file-source.ts';
import type { Config } from '../../rules/config.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { didYouMean } from '../call/did-you-mean.ts';
import { readConfigFile } from './team-files.ts';
import { UsageError } from '../call/usage-error.ts';

export const SHIPPED_POLICIES = ['baseline', 'production', 'audit'] as const;
export type ShippedPolicy = (typeof SHIPPED_POLICIES)[number];

/** How many files may extend one another. */
const LONGEST = 8;

/** One file of a chain: what it says and where. */
export interface ChainLink {
  /** Name of a shipped policy, or the path of a file. */
  readonly from: string;
  readonly shipped: boolean;
  readonly config: Config;
  /** The tree of a team's file, for places; null for shipped policies. */
  readonly root: YamlNode | null;
}

/** From the shipped policy at the root of `extends` (first) to the team's own file (last). */
export interface Chain {
  readonly basis: ShippedPolicy;
  readonly links: readonly ChainLink[];
}

export interface ChainStart {
  /** --policy: replaces what the team's file extends. */
  readonly policy: string | null;
  /** The team's own file, already read, or null. */
  readonly own: ChainLink | null;
  readonly source: FileSource;
  readonly shipped: Readonly<Record<string, Config>>;
}

/** Follows `extends`. Throws a UsageError for a policy that does not exist, and for a circle. */
export async function followChain({ policy, own, source, shipped }: ChainStart): Promise<Chain> {
  const links: ChainLink[] = own === null ? [] : [own];
  let next = policy ?? extendsOf(own);
  let from = policy === null ? fileOf(own) : null;
  for (let depth = 0; depth < LONGEST; depth++) {
    const basis = shippedName(next);
    if (basis !== undefined) {
      const root: ChainLink = { from: basis, shipped: true, config: shipped[basis] ?? {}, root: null };
      return { basis, links: [root, ...links] };
    }
    const link = await readLink(besideFile(from, next), next, source);
    links.unshift(link);
    next = extendsOf(link);
    from = link.from;
  }
  throw new UsageError(`the chain of \`extends\` is longer than ${String(LONGEST)} or turns in a circle`, [
    `start: ${policy ?? fileOf(own) ?? 'baseline'}`,
  ]);
}

function extendsOf(link: ChainLink | null): string {
  return link?.config.extends ?? 'baseline';
}

function fileOf(link: ChainLink | null): string | null {
  return link?.from ?? null;
}

async function readLink(path: string, name: string, source: FileSource): Promise<ChainLink> {
  if (!source.exists(path)) throw unknownPolicy(name);
  const { value, root } = await readConfigFile(path, source);
  return { from: path, shipped: false, config: value, root };
}

export function shippedName(name: string): ShippedPolicy | undefined {
  return SHIPPED_POLICIES.find((shipped) => shipped === name);
}

function unknownPolicy(name: string): UsageError {
  return new UsageError(`there is no policy "${name}"`, [
    ...didYouMean(name, SHIPPED_POLICIES),
    `expected: one of ${SHIPPED_POLICIES.join(', ')}, or the path of a policy file; make one with \`paddle-verify policy init\``,
  ]);
}

/** A path as a file of the chain names it: relative to that file's own folder. */
export function besideFile(file: string | null, path: string): string {
  if (file === null || path.startsWith('/')) return path;
  return join(dirname(file), path).replaceAll('\\', '/');
}

/** What every file of a chain says of images and files together; the later file wins over the earlier one. */
export function sayOfChain(
  links: readonly ChainLink[],
): Pick<Config, 'mirrors' | 'images' | 'exclude' | 'fleet' | 'matrices'> {
  // Without a prototype: a repository called `constructor` is declared only when a team declares it.
  const mirrors = Object.create(null) as Record<string, string>;
  const images = Object.create(null) as Record<string, NonNullable<Config['images']>[string]>;
  for (const { from, shipped, config } of links) {
    Object.assign(mirrors, config.mirrors);
    for (const [name, image] of Object.entries(config.images ?? {})) {
      const { dockerfile } = image;
      const beside =
        dockerfile === undefined || shipped ? image : { dockerfile: besideFile(from, dockerfile) };
      images[name] = beside;
    }
  }
  return {
    mirrors,
    images,
    exclude: links.flatMap(({ config }) => [...(config.exclude ?? [])]),
    ...namedFile(links, 'fleet'),
    ...namedFile(links, 'matrices'),
  };
}

/** A file that the last link to name one has beside itself. */
function namedFile(
  links: readonly ChainLink[],
  key: 'fleet' | 'matrices',
): Pick<Config, 'fleet' | 'matrices'> {
  const link = links.findLast(({ config }) => config[key] !== undefined);
  const path = link?.config[key];
  return link === undefined || path === undefined ? {} : { [key]: besideFile(link.from, path) };
}
