import type { Fleet } from '../../compatibility/fleet.ts';
import { observed, unavailable } from '../../facts/evidence.ts';
import type { FileSource, ReadFailure } from '../../facts/file-source.ts';
import type { FileProblem, InputKind } from '../../facts/inputs.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { readArgument } from '../../inputs/argument.ts';
import { addClaims } from '../../inputs/claims.ts';
import { detectKind, mayBeInput, promisesInput } from '../../inputs/detect.ts';
import { mayStartContainers, readPassedBy, withNamedImage } from '../../inputs/passed-by.ts';
import type { ReadContext, Reader, Reading, Take, TextFile, UnreadPart } from '../../inputs/port.ts';
import { decodeText, type DecodedText } from '../../syntax/text/decode.ts';
import { encodingProblems } from './encoding.ts';
import { expectToRead } from './heap.ts';
import { readerOf } from './readers.ts';

export interface FileResult {
  readonly path: string;
  readonly text: string | null;
  readonly kind: InputKind | null;
  readonly readable: boolean;
  /** Subjects of the file, its own 'file' subjects first; empty when the file is none of ours. */
  readonly subjects: readonly SubjectEvidence[];
  readonly reading: Reading | null;
}

export interface FileRequest {
  readonly path: string;
  /** Named on the command line: then being of no known kind is a problem, not a reason to pass it by. */
  readonly named: boolean;
  /** Bytes that did not come from a file (stdin). */
  readonly bytes?: Uint8Array;
  /** An image reference of the command line rather than a file. */
  readonly image?: boolean;
}

const HINTS: Readonly<Record<ReadFailure, string>> = {
  missing: 'a file that stays in place while it is read',
  outside: 'a file inside the folders that were asked for; name its folder as well to let it be read',
  'not-a-file': 'a regular file',
  'no-permission': 'a file that this user may read: chmod +r FILE',
  'too-large': 'a file below 64 MiB',
  failed: 'a file that can be read',
};

/**
 * Reads, decodes, recognises and understands one file. A failure becomes evidence, not an exception. With `take`, subjects
 * may go there as they are read and then are not in the result.
 */
export async function readFile(
  request: FileRequest,
  source: FileSource,
  context: ReadContext,
  take?: Take,
): Promise<FileResult> {
  const { path } = request;
  if (request.image === true) return result(path, null, readArgument(path, context), '');
  if (isNoneOfOurs(request, source)) return passedBy(path);
  const read =
    request.bytes === undefined ? source.read(path) : { ok: true as const, bytes: request.bytes, digest: '' };
  if (!read.ok)
    return request.named || mayBeInput(path)
      ? unreadable(path, {
          code: read.reason,
          message: read.detail,
          expected: HINTS[read.reason],
          place: null,
        })
      : passedBy(path);
  expectToRead(read.bytes.length);
  return understand(request, { decoded: decodeText(read.bytes), digest: read.digest }, context, take);
}

async function understand(
  { path, named }: FileRequest,
  { decoded, digest }: { readonly decoded: DecodedText; readonly digest: string },
  context: ReadContext,
  take?: Take,
): Promise<FileResult> {
  const text = decoded.text ?? '';
  const kind = detectKind(path, text);
  const encoding = encodingProblems(path, kind, decoded);
  const [broken] = encoding;
  // A name that promises YAML over bytes that are no text: nothing tells that it is none of ours.
  if (kind === null && broken !== undefined && decoded.text === null && (named || promisesInput(path)))
    return unreadable(path, broken);
  if (kind === null) return withoutReader({ path, named }, text, digest);
  if (decoded.text === null)
    return result(path, null, { kind, problems: encoding, subjects: [], supporting: [], unread: [] }, '');
  const file: TextFile = { path, text: decoded.text, digest };
  const reader = await readerOf(kind);
  if (reader === null)
    return named ? result(path, null, readThroughOthers(path, kind), digest) : passedBy(path);
  const reading = withNamedImage(await readWith(reader, file, context, take), path, decoded.text);
  return result(path, decoded.text, { ...reading, problems: [...encoding, ...reading.problems] }, digest);
}

/** A file of no kind of ours: told of where it names a Paddle image, a problem where it was asked for by name. */
function withoutReader({ path, named }: FileRequest, text: string, digest: string): FileResult {
  const other = readPassedBy(path, text);
  if (other !== null) return result(path, text, other, digest);
  return named ? unreadable(path, unknownKind(path, text)) : passedBy(path);
}

/** Calls a reader, and adds to each subject what follows from the image and the machine, whoever read it. */
async function readWith(
  reader: Reader,
  file: TextFile,
  context: ReadContext,
  take: Take | undefined,
): Promise<Reading> {
  const onMachines = await placer(context.fleet);
  const complete = (subject: SubjectEvidence): SubjectEvidence => onMachines(addClaims(subject, context));
  if (take === undefined) {
    const reading = reader(file, context);
    return { ...reading, subjects: reading.subjects.map(complete) };
  }
  const reading = reader(file, context, (subject) => {
    take(complete(subject));
  });
  return { ...reading, subjects: reading.subjects.map(complete) };
}

/** Loaded only where a fleet is given: the tables of drivers and GPUs are large. */
async function placer(fleet: Fleet | undefined): Promise<(subject: SubjectEvidence) => SubjectEvidence> {
  if (fleet === undefined) return (subject) => subject;
  const { addMachines } = await import('../../inputs/machines/add-machines.ts');
  return (subject) => addMachines(subject, fleet);
}

/** A picture or a program need not be read whole: only its first line could still make an input of it. */
function isNoneOfOurs({ path, named, bytes }: FileRequest, source: FileSource): boolean {
  if (named || bytes !== undefined || mayBeInput(path) || mayStartContainers(path)) return false;
  const head = source.head?.(path);
  return head !== undefined && !new TextDecoder().decode(head).startsWith('#!');
}

function passedBy(path: string): FileResult {
  return { path, text: null, kind: null, readable: true, subjects: [], reading: null };
}

function unknownKind(path: string, text: string): FileProblem {
  const empty = text.trim() === '';
  return {
    code: empty ? 'empty' : 'unknown-kind',
    message: empty ? `${path} is empty` : `${path} is of no kind that can be judged`,
    expected:
      'a Dockerfile, a compose file, a Kubernetes manifest, a kustomization, a GitLab or GitHub CI file, a shell script or a Makefile',
    place: null,
  };
}

/** A file that says nothing by itself: only the Dockerfile or Compose file that draws it in gives it a meaning. */
function readThroughOthers(path: string, kind: InputKind): Reading {
  return {
    kind,
    problems: [],
    subjects: [],
    supporting: [],
    unread: [
      {
        what: path,
        code: 'not-supported-here',
        detail: 'a file of this kind is judged where another file draws it in',
        advice: `name the Dockerfile or the compose file that uses ${path} as well`,
        place: { path, line: 1, column: 1 },
      },
    ],
  };
}

/** A file that could not be read at all still is an input, and fails `input/is-readable`. */
export function unreadable(path: string, problem: FileProblem): FileResult {
  return result(
    path,
    null,
    { kind: 'unknown', problems: [problem], subjects: [], supporting: [], unread: [] },
    '',
  );
}

function result(path: string, text: string | null, reading: Reading, digest: string): FileResult {
  const { kind, problems } = reading;
  const subjects = [
    fileSubject(path, reading, digest),
    ...reading.unread.map((part, index) => unreadSubject(path, part, index, digest)),
    ...reading.subjects,
  ];
  return { path, text, kind, readable: problems.length === 0, subjects, reading };
}

function fileSubject(
  path: string,
  { kind, problems, subjects, unread, taken = 0, judgedIn }: Reading,
  digest: string,
): SubjectEvidence {
  const start = kind === 'argument' ? null : { path, line: 1, column: 1 };
  const provenance = { collector: 'files', source: path, digest: digest === '' ? null : digest };
  return {
    subject: {
      id: path,
      kind: 'file',
      name: path,
      location: problems[0]?.place ?? start,
    },
    evidence: {
      'file.content': observed({ kind, problems }, provenance),
      'file.coverage': observed(
        {
          subjects: subjects.length + taken + unread.length,
          ...(judgedIn === undefined ? {} : { judgedIn }),
        },
        provenance,
      ),
    },
  };
}

function unreadSubject(path: string, part: UnreadPart, index: number, digest: string): SubjectEvidence {
  const provenance = { collector: 'files', source: path, digest: digest === '' ? null : digest };
  return {
    subject: { id: `${path}#unread/${String(index)}`, kind: 'file', name: part.what, location: part.place },
    evidence: {
      'file.content': observed({ kind: 'unknown', problems: [] }, provenance),
      'file.coverage': unavailable(part.code, part.detail, part.advice, provenance),
    },
  };
}
