import type { Word } from '../../syntax/dockerfile/instruction.ts';
import type { TextFile, ReadContext } from '../port.ts';
import { mountField, type FileSource } from './sources.ts';
import { chainOf, type BuildStage } from './stages.ts';
import { joinPath, type Step } from './walk.ts';

/** One COPY or ADD: what of the build context, or of another stage, lies where in the image. */
interface Copy {
  /** Paths of the context without a leading slash; `` is the whole of it. Of a stage: absolute. */
  readonly from: readonly string[];
  readonly stage: number | null;
  readonly to: string;
  /** The destination is a folder for certain. */
  readonly folder: boolean;
}

interface Inline {
  readonly path: string;
  readonly content: string;
  readonly line: number;
}

export type Found =
  | {
      readonly ok: true;
      readonly file: TextFile;
      /** Line of the file's first line, less one. */ readonly lineOffset: number;
    }
  | { readonly ok: false; readonly why: string };

/** More copies than a stage has; what comes after them is not followed, and then not found. */
const MOST_COPIES = 300;
const MOST_KNOWN = 5000;
const DEEPEST = 20;

/** What each `--from` of a stage names, by its word. */
export type CopyTargets = ReadonlyMap<Word, FileSource['target']>;

/** Which file of the build context lies at a path of the image, after the COPY, ADD and bind mounts before it. */
export class CopiedFiles {
  private readonly copies = new Map<number, Copy[]>();
  private readonly inline = new Map<number, Inline[]>();
  private readonly answers = new Map<string, Found | null>();
  private readonly stages: readonly BuildStage[];
  private readonly file: TextFile;
  private readonly context: ReadContext;

  constructor(stages: readonly BuildStage[], file: TextFile, context: ReadContext) {
    this.stages = stages;
    this.file = file;
    this.context = context;
  }

  take(step: Step, targets: CopyTargets): void {
    const { stage, instruction, workdir, expand } = step;
    const copies = listOf(this.copies, stage.index);
    if ((instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') || copies.length >= MOST_COPIES)
      return;
    this.answers.clear();
    const paths = instruction.words.map(({ text }) => expand(text).value);
    const last = paths.at(-1);
    if (last === undefined || last === null) return;
    const to = joinPath(workdir, last);
    const folder = paths.length > 2 || /(?:^|\/)\.{0,2}$/.test(last);
    for (const { name, content, line } of instruction.heredocs)
      listOf(this.inline, stage.index).push({ path: folder ? joinPath(to, name) : to, content, line });
    const target = fromStage(instruction.flags, targets);
    if (target === 'image') return;
    const from = paths
      .slice(0, -1)
      .flatMap((path) =>
        path === null || path.startsWith('<<') ? [] : [contextPath(path, target !== null)],
      );
    copies.push({ from, stage: target, to, folder });
  }

  /** A file of the image, by its absolute path, as a stage sees it. */
  find(path: string, step: Step): Found {
    return this.fromMount(path, step) ?? this.known(path, step.stage.index) ?? MISSING;
  }

  /** The same file is asked for by install after install: each answer holds until the next copy. */
  private known(path: string, stage: number): Found | null {
    const key = `${stage}:${path}`;
    let found = this.answers.get(key);
    if (found === undefined) {
      found = this.inStage(path, stage, 0);
      if (this.answers.size < MOST_KNOWN) this.answers.set(key, found);
    }
    return found;
  }

  private inStage(path: string, index: number, depth: number): Found | null {
    if (depth > DEEPEST) return null;
    for (const { index: stage } of chainOf(this.stages, index).toReversed()) {
      const inline = this.inline.get(stage)?.findLast((one) => one.path === path);
      if (inline !== undefined)
        return { ok: true, file: { ...this.file, text: inline.content }, lineOffset: inline.line - 1 };
      for (const copy of this.copies.get(stage)?.toReversed() ?? []) {
        for (const candidate of sourcesOf(copy, path)) {
          const found =
            copy.stage === null ? this.inContext(candidate) : this.inStage(candidate, copy.stage, depth + 1);
          if (found !== null) return found;
        }
      }
    }
    return null;
  }

  private fromMount(path: string, step: Step): Found | null {
    for (const copy of bindMounts(step)) {
      for (const candidate of sourcesOf(copy, path)) {
        const found = this.inContext(candidate);
        if (found !== null) return found;
      }
    }
    return null;
  }

  /** The context is the folder of the Dockerfile or, where the file does not lie there, one above it. */
  private inContext(path: string): Found | null {
    let folder = this.file.path.split('/').slice(0, -1);
    for (;;) {
      const whole = [...folder, path].join('/');
      if (this.context.exists(whole)) {
        const found = this.context.lookup(whole);
        if (found.ok) return { ok: true, file: found.file, lineOffset: 0 };
        if (found.reason === 'unreadable') return { ok: false, why: found.detail };
      }
      if (folder.length === 0) return null;
      folder = folder.slice(0, -1);
    }
  }
}

/** `RUN --mount=type=bind,source=…,target=…` shows files of the context without copying them. */
function bindMounts({ instruction, workdir }: Step): readonly Copy[] {
  return instruction.flags.flatMap(({ name, value }) => {
    if (name.text !== 'mount' || value === null) return [];
    const field = (...keys: string[]): string | null =>
      keys.map((key) => mountField(value, key)?.text ?? null).find((text) => text !== null) ?? null;
    const target = field('target', 'dst', 'destination');
    if (target === null || field('from') !== null || (field('type') ?? 'bind') !== 'bind') return [];
    const from = [contextPath(field('source', 'src') ?? '.', false)];
    return [{ from, stage: null, to: joinPath(workdir, target), folder: false }];
  });
}

const MISSING: Found = { ok: false, why: 'no COPY of a file that can be found brings it in' };

function listOf<T>(map: Map<number, T[]>, key: number): T[] {
  let list = map.get(key);
  if (list === undefined) {
    list = [];
    map.set(key, list);
  }
  return list;
}

function fromStage(flags: Step['instruction']['flags'], targets: CopyTargets): number | null | 'image' {
  const from = flags.find(({ name }) => name.text === 'from')?.value;
  if (from === undefined || from === null) return null;
  const target = targets.get(from);
  return target?.kind === 'stage' ? target.index : 'image';
}

/** Context paths are relative whatever they look like; paths of a stage are absolute. */
const contextPath = (path: string, absolute: boolean): string => {
  const joined = joinPath('/', path);
  return absolute ? joined : joined.slice(1);
};

/** Source paths that the copy may have put at `path`. */
function sourcesOf({ from, to, folder }: Copy, path: string): readonly string[] {
  const below = path.startsWith(to === '/' ? '/' : `${to}/`)
    ? path.slice(to === '/' ? 1 : to.length + 1)
    : null;
  return from.flatMap((source) => {
    const name = source.slice(source.lastIndexOf('/') + 1);
    const candidates: string[] = [];
    if (path === to && !folder) candidates.push(source);
    if (below === null) return candidates;
    // The name may hold wildcards: `requirements*.txt`.
    if (!below.includes('/') && fits(name, below))
      candidates.push(source.slice(0, source.length - name.length) + below);
    if (!/[*?[]/.test(source))
      candidates.push(source === '' || source === '/' ? source + below : `${source}/${below}`);
    return candidates;
  });
}

/** Go's path.Match without character classes; linear, since `*` only remembers its last place. */
function fits(pattern: string, name: string): boolean {
  let [p, n, star, mark] = [0, 0, -1, 0];
  while (n < name.length) {
    if (pattern[p] === '*') [star, mark, p] = [p, n, p + 1];
    else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) [p, n] = [p + 1, n + 1];
    else if (star >= 0) [p, n, mark] = [star + 1, mark + 1, mark + 1];
    else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
