import type { Place } from '../../facts/subject.ts';
import { mergeServices } from './merge.ts';
import { beside, isRemote } from './paths.ts';
import { knownText, nodeAt, unknownsIn, type ComposeMap, type ComposeNode, type Unknown } from './tree.ts';
import { withUnread, withoutTags } from './unread-base.ts';

/** Longer chains of bases are made to hurt. */
const MAX_CHAIN = 64;

export interface ProblemSink {
  problem(code: string, message: string, expected: string, place: Place): void;
}

/** The services of one file, each to be resolved once. */
export class ServiceSet {
  readonly #path: string;
  readonly #folder: string;
  readonly #section: ComposeMap;
  readonly #open: (path: string) => ServiceSet | Unknown;
  readonly #sink: ProblemSink;
  readonly #done = new Map<string, ComposeNode>();

  /** @param open the services of another file, or why it cannot be read. */
  constructor(
    path: string,
    folder: string,
    section: ComposeMap,
    open: (path: string) => ServiceSet | Unknown,
    sink: ProblemSink,
  ) {
    this.#path = path;
    this.#folder = folder;
    this.#section = section;
    this.#open = open;
    this.#sink = sink;
  }

  /** The section with every `extends` applied. */
  resolved(): ComposeMap {
    const entries = new Map<string, ComposeNode>();
    for (const name of this.#section.entries.keys()) entries.set(name, this.#service(name, []));
    return { ...this.#section, entries };
  }

  #service(name: string, chain: readonly string[]): ComposeNode {
    const done = this.#done.get(name);
    if (done !== undefined) return done;
    const written = this.#section.entries.get(name);
    if (written === undefined) throw new TypeError(`no service ${name}: asked for before it was looked up`);
    const extended = written.kind === 'map' ? nodeAt(written, 'extends') : undefined;
    const service =
      written.kind === 'map' && extended !== undefined
        ? this.#extend(name, written, extended, chain)
        : written;
    this.#done.set(name, service);
    return service;
  }

  #extend(name: string, service: ComposeMap, extended: ComposeNode, chain: readonly string[]): ComposeMap {
    const here = `${this.#path}#${name}`;
    const base = this.#base(extended, [...chain, here]);
    const own = without(service, 'extends');
    if ('why' in base) return withUnread(own, base);
    if (base.kind !== 'map') return own;
    const merged = mergeServices(base, own, (path, place) => {
      this.#sink.problem(
        'cannot-merge',
        `${path} is of another kind in the service that is extended`,
        'the same kind in both',
        place,
      );
    });
    return { ...merged, at: service.at, ...(service.keyAt === undefined ? {} : { keyAt: service.keyAt }) };
  }

  #base(extended: ComposeNode, chain: readonly string[]): ComposeNode | Unknown {
    const nameNode = extended.kind === 'map' ? nodeAt(extended, 'service') : extended;
    const fileNode = nodeAt(extended, 'file');
    const [unknown] = unknownsIn(extended);
    if (unknown !== undefined) return unknown;
    const name = knownText(nameNode);
    if (name === undefined) return this.#refuse('extends names no service', extended.at);
    const file = knownText(fileNode);
    if (file !== undefined && isRemote(file))
      return { why: `${file} would have to be fetched`, advice: 'check what `docker compose config` prints' };
    const set = file === undefined ? this : this.#open(beside(this.#folder, file));
    if ('why' in set) return set;
    if (chain.length > MAX_CHAIN)
      return this.#refuse(`extends is nested more than ${MAX_CHAIN} deep`, extended.at);
    if (chain.includes(`${set.#path}#${name}`))
      return this.#refuse(
        `services extend each other: ${[...chain, `${set.#path}#${name}`].slice(-6).join(' → ')}`,
        extended.at,
      );
    if (!set.#section.entries.has(name))
      return this.#refuse(`${set.#path} has no service ${name} to extend`, extended.at);
    return withoutTags(set.#service(name, chain));
  }

  #refuse(message: string, place: Place): Unknown {
    this.#sink.problem('bad-extends', message, 'extends: {service: base, file: common.yaml}', place);
    return { why: message, advice: 'mend `extends`' };
  }
}

function without(service: ComposeMap, key: string): ComposeMap {
  const entries = new Map(service.entries);
  entries.delete(key);
  return { ...service, entries };
}
