import type { Reading, UnreadPart } from './port.ts';

/** Files of other tools that start containers: nothing here reads them, and what they name must not look clean. */
const OTHER_TOOLS =
  /\.(?:hcl|nomad|tf|jsonnet|libsonnet|cue|pkl|dhall|container|kube|pod|service|def|ps1|bat|cmd|fish|star)$|^(?:Earthfile|Jenkinsfile|Tiltfile|Vagrantfile|justfile)$|\.(?:jenkinsfile|earth|just)$/i;
const JSON_TOOLS = /^(?:\.?devcontainer|package|docker-bake|.{0,60}task-?def.{0,60}|.{1,60}\.tf)\.json$/i;
const YAML = /\.ya?ml$/i;
/** Our own settings, and forms that people fill in. */
const NO_CONTAINERS = /(?:^|\/)(?:[^/]*paddle-verify[^/]*|\.github\/ISSUE_TEMPLATE\/[^/]*)$/i;

const CORE = /paddle[a-z0-9_./-]{0,120}(?::([a-z0-9_][a-z0-9_.-]{0,127})|@sha256:[0-9a-f]{64})/gi;
const NAME_BEFORE = /[A-Za-z0-9._:/-]{0,200}$/;
const FIXED_OR_MOVING = /\d|^(?:latest|nightly|dev|develop|stable|main|master)$/i;
const STARTS_CONTAINER = /image|img|container|docker|podman|nerdctl/i;
const COMMENT = /^[ \t]*(?:#|\/\/|\*|--|::|rem )/i;
const LONGEST_LINE = 20_000;

export interface NamedImage {
  readonly image: string;
  readonly line: number;
  readonly column: number;
}

/** Whether a file that no reader takes may still start containers by the tool that its name stands for. */
export function mayStartContainers(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (NO_CONTAINERS.test(path)) return false;
  return OTHER_TOOLS.test(name) || JSON_TOOLS.test(name) || YAML.test(name);
}

/** The first Paddle image that a text visibly names, outside of comments; lines of data and of minified text are left out. */
export function findPaddleImage(path: string, text: string): NamedImage | null {
  const strict = YAML.test(path);
  if (!/paddle/i.test(text)) return null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.length > LONGEST_LINE || COMMENT.test(line)) continue;
    if (strict && !STARTS_CONTAINER.test(line)) continue;
    const found = imageIn(line);
    if (found !== null) return { ...found, line: index + 1 };
  }
  return null;
}

function imageIn(line: string): { readonly image: string; readonly column: number } | null {
  for (const match of line.matchAll(CORE)) {
    const [core, tag] = match;
    if (tag !== undefined && !FIXED_OR_MOVING.test(tag)) continue;
    const before = NAME_BEFORE.exec(line.slice(Math.max(0, match.index - 200), match.index))?.[0] ?? '';
    const name = before.replace(/^.{0,200}docker(?:-image)?:\/\//, '').replace(/^[:.=-]+/, '');
    const image = `${name}${core}`;
    // A path, a label of a build tool, or the address of a server.
    if (!image.includes('/') || image.startsWith('/') || image.includes('//')) continue;
    return { image, column: match.index - name.length + 1 };
  }
  return null;
}

/** What is said of a file that no reader takes and that names a Paddle image; null where it names none. */
export function readPassedBy(path: string, text: string): Reading | null {
  if (!mayStartContainers(path)) return null;
  const part = namedPart(path, text, 'files of this kind are not read');
  return part === null
    ? null
    : { kind: 'unknown', problems: [], subjects: [], supporting: [], unread: [part] };
}

/** A reading of a manifest that found nothing at all in it, although a Paddle image is named there. */
export function withNamedImage(reading: Reading, path: string, text: string): Reading {
  const { kind, subjects, unread, problems, taken = 0, judgedIn } = reading;
  const said = subjects.length + unread.length + problems.length + taken > 0 || judgedIn !== undefined;
  if (kind !== 'kubernetes' || said) return reading;
  const part = namedPart(path, text, 'nothing that is understood there runs it');
  return part === null ? reading : { ...reading, unread: [part] };
}

function namedPart(path: string, text: string, why: string): UnreadPart | null {
  const found = findPaddleImage(path, text);
  if (found === null) return null;
  const { image, line, column } = found;
  return {
    what: path,
    code: 'not-supported-here',
    detail: `${path} names ${image}, and ${why}`,
    advice: `check at least the image: paddle-verify check ${image}`,
    place: { path, line, column },
  };
}
