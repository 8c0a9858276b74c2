/**
 * Text that stands for something else: `${VAR}`, `$(uname -m)`, `{{ .Values.tag }}`, `<TAG>`, `[tag]`, `%s`, `x.y.z`,
 * `yy.mm`. Such a reference is refused, never half understood.
 */

const marks = new Set('$%{}<>`…【】《》『』「」');
const numberWords = new Set(['x', 'y', 'z', 'n', 'm', 'xx', 'yy', 'zz', 'mm', 'nn', 'dd', 'xxx', 'yyyy']);
const prefixes = [
  'cuda',
  'cudnn',
  'trt',
  'gcc',
  'python',
  'py',
  'nccl',
  'cann',
  'dtk',
  'ubuntu',
  'paddlepaddle',
  'paddleocr',
  'paddlex',
  'paddle',
  'v',
];

const isIdeograph = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Offset of the first mark that no reference can hold and that templates are written with, or -1. */
export function templateMark(text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (isIdeograph(code) || marks.has(text.charAt(index)) || (code === 91 && !isAddressBracket(text, index)))
      return index;
    if (code === 64 && isAutoconf(text, index)) return index;
  }
  return -1;
}

/** `[` opens an IPv6 host only at the very start and before hexadecimal digits and colons. */
function isAddressBracket(text: string, index: number): boolean {
  const close = text.indexOf(']');
  return index === 0 && close > 1 && /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/.test(text.slice(1, Math.min(close, 60)));
}

/** `@VERSION@`, as configure scripts write it. */
function isAutoconf(text: string, index: number): boolean {
  return /^@[A-Z][A-Z0-9_]{0,60}@/.test(text.slice(index, index + 63));
}

/** `x.y.z`, `vX.Y`, `cudaX.Y`, `xx.xx`, `yy.mm`: two or more parts, each a letter that stands for a number. */
function isNumberPattern(token: string): boolean {
  const lower = token.toLowerCase();
  const known = prefixes.find((word) => lower.startsWith(word) && lower.length > word.length);
  for (const text of known === undefined ? [lower] : [lower, lower.slice(known.length)]) {
    const parts = text.split('.');
    if (parts.length > 1 && parts.every((part) => numberWords.has(part))) return true;
  }
  return false;
}

/** Whether a dot stands beside a letter that patterns use: the cheap question asked of every tag. */
function mayBePattern(tag: string): boolean {
  for (let index = tag.indexOf('.'); index > 0; index = tag.indexOf('.', index + 1)) {
    const before = tag.charCodeAt(index - 1) | 32;
    if ((before >= 120 && before <= 122) || before === 109 || before === 110) return true;
  }
  return false;
}

/** Offset within the tag of a version pattern, or -1. */
export function patternInTag(tag: string): number {
  if (!mayBePattern(tag)) return -1;
  let from = 0;
  for (const token of tag.split(/[-_]/)) {
    if (isNumberPattern(token)) return from;
    from += token.length + 1;
  }
  return -1;
}

/** Offset of a host label or path component that is three to five x (`xxx.example.com`, `xxx/paddle`), or -1. */
export function patternInName(text: string): number {
  if (!text.includes('xxx')) return -1;
  const found = /(?:^|[./])(?=x{3,5}(?:[./:@]|$))/.exec(text);
  return found === null ? -1 : found.index + found[0].length;
}
