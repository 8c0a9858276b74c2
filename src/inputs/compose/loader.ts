import type { FileProblem } from '../../facts/inputs.ts';
import type { Place } from '../../facts/subject.ts';
import type { FileLookup, ReadContext, TextFile, UnreadPart } from '../port.ts';
import { ServiceSet } from './extends.ts';
import { includesOf, type Include } from './include.ts';
import { loadFile } from './load.ts';
import { mergeFiles, mergeServices } from './merge.ts';
import { beside, folderOf, isRemote } from './paths.ts';
import { settled, withPassedVariables } from './settle.ts';
import { mapAt, type ComposeMap, type ComposeNode, type Unknown } from './tree.ts';
import { markUnread, withoutTags } from './unread-base.ts';
import { envFileOf, withEnvFiles } from './env-files.ts';
import type { Variables } from './variables.ts';

/** Files that one project may draw in, and their characters: a graph of includes can be made to grow without end. */
const MAX_FILES = 256;
const MAX_CHARACTERS = 1 << 25;

export interface ModelRequest {
  readonly paths: readonly string[];
  /** Relative paths start here. */
  readonly folder: string;
  readonly variables: Variables;
  /** Files that are being included, outermost first. */
  readonly chain: readonly string[];
}

/** Loads Compose files with what they extend and include. One loader serves one project. */
export class ProjectLoader {
  readonly problems: FileProblem[] = [];
  readonly unread: UnreadPart[] = [];
  readonly #file: TextFile;
  readonly #context: ReadContext;
  /** The folder at which relative paths of a file start. */
  readonly #folders = new Map<string, string>();
  readonly #extended = new Map<string, ServiceSet | Unknown>();
  #files = 0;
  #characters = 0;

  constructor(file: TextFile, context: ReadContext) {
    this.#file = file;
    this.#context = context;
  }

  /** The folder at which the relative paths of a file start. */
  folderOf(path: string): string {
    return this.#folders.get(path) ?? folderOf(path);
  }

  /** The model of some files that lie one over the other. */
  model(request: ModelRequest): ComposeMap {
    const start = { path: request.paths[0] ?? this.#file.path, line: 1, column: 1 };
    let model = mapAt(start);
    let missing: Unknown | null = null;
    for (const path of request.paths) {
      const found = this.#read(path);
      if (!found.ok) {
        missing = this.#cannotRead(path, found, start);
        continue;
      }
      model = this.#layFile(model, found.file, request);
    }
    return missing === null ? model : markUnread(model, missing);
  }

  problem(code: string, message: string, expected: string, place: Place): void {
    // A fault of another file is that file's finding; for this one it is a part that could not be used.
    if (place.path === this.#file.path) this.problems.push({ code, message, expected, place });
    else
      this.#leave({
        what: place.path,
        code: 'failed',
        detail: `line ${String(place.line)}: ${message}`,
        advice: `mend ${place.path}: ${expected}`,
        place,
      });
  }

  #leave(part: UnreadPart): void {
    if (!this.unread.some(({ what, detail }) => what === part.what && detail === part.detail))
      this.unread.push(part);
  }

  #read(path: string): FileLookup {
    if (path === this.#file.path) return { ok: true, file: this.#file };
    const found = this.#context.lookup(path);
    this.#files++;
    this.#characters += found.ok ? found.file.text.length : 0;
    if (this.#files > MAX_FILES || this.#characters > MAX_CHARACTERS)
      return { ok: false, reason: 'unreadable', detail: 'the project draws in more files than are read' };
    return found;
  }

  #cannotRead(path: string, found: FileLookup & { ok: false }, place: Place): Unknown {
    const why = `${path} cannot be read: ${found.detail}`;
    const advice =
      found.reason === 'outside'
        ? `name its folder as well: paddle-verify check . ${folderOf(path) || '.'}`
        : `put ${path} there, or check what \`docker compose config\` prints`;
    this.#leave({
      what: path,
      code: found.reason === 'outside' ? 'not-permitted' : 'failed',
      detail: why,
      advice,
      place,
    });
    return { why, advice };
  }

  #layFile(below: ComposeMap, file: TextFile, request: ModelRequest): ComposeMap {
    this.#folders.set(file.path, request.folder);
    const loaded = loadFile(file.path, file.text, request.variables);
    for (const { code, message, expected, place } of loaded.problems)
      this.problem(code, message, expected, place ?? { path: file.path, line: 1, column: 1 });
    let model = below;
    for (const document of loaded.documents) {
      const named = this.#withIncludes(document, file.path, request);
      const extended = this.#withExtends(named, file.path, request.folder, request.variables);
      model = settled(
        mergeFiles(model, extended, (path, place) => {
          this.#conflict(path, place);
        }),
      );
    }
    if (loaded.problems.length > 0)
      model = markUnread(model, { why: `${file.path} has errors`, advice: `mend ${file.path}` });
    return model;
  }

  #conflict(path: string, place: Place): void {
    this.problem(
      'cannot-merge',
      `${path} is of another kind in the file below`,
      'the same kind in both files',
      place,
    );
  }

  #withIncludes(document: ComposeMap, path: string, request: ModelRequest): ComposeMap {
    let model = document;
    for (const include of includesOf(document, (node, why) => {
      this.problem('bad-include', why, 'include: [infra/compose.yaml]', node.at);
    }))
      model = this.#withInclude(model, include, path, request);
    return model;
  }

  #withInclude(model: ComposeMap, include: Include, path: string, request: ModelRequest): ComposeMap {
    const chain = [...request.chain, path];
    const remote = include.paths.find(isRemote);
    if (include.unknown !== null || remote !== undefined) {
      const detail = include.unknown?.why ?? `${remote ?? ''} would have to be fetched`;
      const advice = include.unknown?.advice ?? 'check what `docker compose config` prints';
      this.#leave({
        what: `include of ${path}`,
        code: 'not-supported-here',
        detail,
        advice,
        place: include.at,
      });
      return model;
    }
    const paths = include.paths.map((written) => beside(request.folder, written));
    const [main = ''] = paths;
    if (chain.includes(main)) {
      this.problem(
        'include-cycle',
        `${main} includes itself: ${[...chain, main].join(' → ')}`,
        'includes without a cycle',
        include.at,
      );
      return model;
    }
    const folder = include.folder === null ? folderOf(main) : beside(request.folder, include.folder);
    const envFiles =
      include.envFiles.length === 0
        ? envFileOf(folder, this.#context)
        : include.envFiles.map((file) => beside(request.folder, file));
    const variables = withEnvFiles(request.variables, envFiles, this.#context);
    const imported = this.model({ paths, folder, variables, chain });
    return this.#import(withPassedVariables(imported, variables), model);
  }

  /** What is included lies below what the file says itself. */
  #import(imported: ComposeMap, model: ComposeMap): ComposeMap {
    const entries = new Map(model.entries);
    for (const [key, section] of imported.entries) {
      if (section.kind !== 'map' || key.startsWith('x-') || key === 'include') continue;
      const own = entries.get(key);
      const merged = new Map(own?.kind === 'map' ? own.entries : []);
      for (const [name, node] of section.entries) merged.set(name, this.#underlay(node, merged.get(name)));
      entries.set(key, { kind: 'map', at: own?.at ?? section.at, entries: merged });
    }
    return { ...model, entries };
  }

  #underlay(imported: ComposeNode, own: ComposeNode | undefined): ComposeNode {
    if (own === undefined) return withoutTags(imported);
    if (imported.kind !== 'map' || own.kind !== 'map') return own;
    const base = withoutTags(imported);
    if (base.kind !== 'map') return own;
    const merged = mergeServices(base, own, (path, place) => {
      this.#conflict(path, place);
    });
    return { ...merged, at: own.at, ...(own.keyAt === undefined ? {} : { keyAt: own.keyAt }) };
  }

  #withExtends(document: ComposeMap, path: string, folder: string, variables: Variables): ComposeMap {
    const entries = new Map(document.entries);
    for (const key of ['services', 'jobs']) {
      const section = entries.get(key);
      if (section?.kind !== 'map') continue;
      const set = new ServiceSet(path, folder, section, (file) => this.#extendable(file, variables), this);
      entries.set(key, set.resolved());
    }
    return { ...document, entries };
  }

  /** The services of a file that others extend; their relative paths start at its own folder. */
  #extendable(path: string, variables: Variables): ServiceSet | Unknown {
    const known = this.#extended.get(path);
    if (known !== undefined) return known;
    const set = this.#loadExtendable(path, variables);
    this.#extended.set(path, set);
    return set;
  }

  #loadExtendable(path: string, variables: Variables): ServiceSet | Unknown {
    const start = { path, line: 1, column: 1 };
    const found = this.#read(path);
    if (!found.ok) return this.#cannotRead(path, found, start);
    const { documents, problems } = loadFile(path, found.file.text, variables);
    const [fault] = problems;
    if (fault !== undefined) {
      this.problem(fault.code, fault.message, fault.expected, fault.place ?? start);
      return { why: `${path} has errors`, advice: `mend ${path}` };
    }
    let model = mapAt(start);
    for (const document of documents)
      model = settled(
        mergeFiles(model, document, (field, place) => {
          this.#conflict(field, place);
        }),
      );
    const section = model.entries.get('services');
    const services = section?.kind === 'map' ? section : mapAt(start);
    return new ServiceSet(path, folderOf(path), services, (file) => this.#extendable(file, variables), this);
  }
}
