import type { PipRequirement } from '../../facts/dockerfile.ts';
import type { Place } from '../../facts/subject.ts';

/** Longest requirement that is taken apart, in UTF-16 units. */
const LONGEST = 4096;
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/;
const ARCHIVE = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz)$/;

/** PEP 503: runs of `-`, `_` and `.` are one `-`, and case does not count. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** One requirement as pip takes it: PEP 508, a URL, or a path. Null when it is none of them. */
export function readRequirement(text: string, place: Place, hashes = 0): PipRequirement | null {
  const written = text.trim();
  if (written === '' || written.length > LONGEST) return null;
  if (isLocation(written)) return byLocation(written, place, hashes);
  const name = NAME.exec(written)?.[0];
  if (name === undefined) return null;
  const rest = withoutExtras(written.slice(name.length));
  if (rest === null) return null;
  const at = /^\s*@\s*/.exec(rest)?.[0];
  if (at !== undefined) {
    const url = rest.slice(at.length).split(/\s/, 1)[0] ?? '';
    return { ...byLocation(url, place, hashes), name: normalName(name), written };
  }
  const specifier = specifierOf(rest);
  return specifier === null
    ? null
    : { name: normalName(name), written, specifier, pinned: isExact(specifier), hashes, url: null, place };
}

/** Null when what follows the name is no list of versions. */
function specifierOf(text: string): string | null {
  const specifier = (text.split(';', 1)[0] ?? '')
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\s+/g, '');
  return specifier === '' || /^(?:===?|~=|!=|<=?|>=?)[^=<>!~]/.test(specifier) ? specifier : null;
}

/** `==2.6.1` and `===2.6.1`, but not `==2.6.*` and not a list. */
export const isExact = (specifier: string): boolean => /^===?[^,*]+$/.test(specifier);

function withoutExtras(text: string): string | null {
  const start = text.trimStart();
  if (!start.startsWith('[')) return text;
  const close = start.indexOf(']');
  return close < 0 ? null : start.slice(close + 1);
}

function isLocation(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]{1,20}:\/\/|git@|file:|\.{0,2}\/|\.{1,2}(?:$|\[)|~\/)/i.test(text) ||
    (ARCHIVE.test(text) && !/\s/.test(text)) ||
    /^[\w.-]+\/[^=<>;@]*$/.test(text)
  );
}

/** A wheel's file name says what it holds; a path or a repository does not. */
function byLocation(url: string, place: Place, hashes: number): PipRequirement {
  const plain = url.split(/[#?]/, 1)[0] ?? '';
  const file = decode(plain.slice(plain.lastIndexOf('/') + 1));
  const inUrl = /[#&]sha(?:256|384|512)=[0-9a-f]{64}/.test(url) ? 1 : 0;
  const base = { written: url, hashes: hashes + inUrl, url, place };
  const release = releaseOf(file);
  if (release !== null)
    return { ...base, name: normalName(release.name), specifier: `==${release.version}`, pinned: true };
  const egg = /[#&]egg=([A-Za-z0-9._-]+)/.exec(url)?.[1];
  const name = egg === undefined ? projectName(url, file) : normalName(egg);
  return { ...base, name, specifier: '', pinned: isFixed(url) };
}

/** `paddlepaddle_gpu-2.6.1.post117-cp310-cp310-linux_x86_64.whl`, `paddleocr-2.7.3.tar.gz`. */
function releaseOf(file: string): { name: string; version: string } | null {
  if (file.endsWith('.whl')) {
    const [name = '', version] = file.split('-');
    return name === '' || version === undefined ? null : { name, version };
  }
  const archive = ARCHIVE.exec(file);
  const dash = archive === null ? -1 : file.lastIndexOf('-', archive.index);
  const version = archive === null ? '' : file.slice(dash + 1, archive.index);
  return dash > 0 && /^[0-9]/.test(version) ? { name: file.slice(0, dash), version } : null;
}

const projectName = (url: string, file: string): string =>
  normalName((file.split('@', 1)[0] ?? '').replace(/\.git$/, '')) || url;

/** A commit, or the project that lies in the build context itself. */
function isFixed(url: string): boolean {
  if (/^[a-z]+\+/.test(url)) return /@[0-9a-f]{40}(?:#|$)/.test(url);
  return !url.includes('://');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `sys_platform == "win32"`: certainly not meant for the Linux of a container. */
export function isForOtherSystem(text: string): boolean {
  const marker = text.slice(text.indexOf(';') + 1).trim();
  if (!text.includes(';') || / or | and /.test(marker)) return false;
  const match = /^(sys_platform|platform_system|os_name)\s*(==|!=)\s*["']([A-Za-z0-9]+)["']$/.exec(marker);
  if (match === null) return false;
  const [, , operator, value = ''] = match;
  const isLinux = ['linux', 'posix'].includes(value.toLowerCase());
  return operator === '==' ? !isLinux : isLinux;
}
