import { numberField, prefixMeaning, type Meaning, type NumberField } from './lexicon.ts';
import { readCuda, readDepth, readGcc, readPost, readPython } from './numbers.ts';
import { takeVersion, takeWhile, type Claims, type Reading } from './reading.ts';
import { isDigitAt, type Token } from './token.ts';

type Field = 'cuda' | 'cudnn' | 'tensorrt' | 'nccl' | 'gcc' | 'python';

const readers: Readonly<Record<Field, (digits: string) => string | null>> = {
  cuda: readCuda,
  cudnn: readDepth,
  tensorrt: readDepth,
  nccl: readDepth,
  gcc: readGcc,
  python: readPython,
};

function implyDevice(claims: Claims, device: string): void {
  if (claims.device !== null) return;
  claims.device = device;
  claims.deviceImplied = true;
}

function setField(claims: Claims, field: Field, digits: string): boolean {
  const value = readers[field](digits);
  if (value === null || claims[field] !== null) return value !== null && claims[field] === value;
  claims[field] = value;
  if (field === 'cuda' || field === 'cudnn' || field === 'tensorrt') implyDevice(claims, 'gpu');
  return true;
}

/** `paddlex3.4` and `paddleocr3.6` say the version of their own family only. */
const namesFamily = (prefix: string, family: string): boolean =>
  prefix === 'paddlex' ? family === 'paddlex' : family === 'paddleocr' || family === 'paddleocr-vl';

/** `…-v1` of a framework image counts revisions of that image; it is no version of Paddle. */
const isRevision = ({ family, index }: Reading, token: Token): boolean =>
  index > 0 && (family === 'paddle' || family === 'device') && !token.text.includes('.');

/** `paddlepaddle3.2.0`, `paddlex3.4`, `paddleocr3.6`, `v1.2`: whose version it is stands before it. */
function setVersion(
  reading: Reading,
  token: Token,
  field: 'framework' | 'product' | 'version',
  length: number,
): boolean {
  const { claims, family } = reading;
  if (field === 'product' && !namesFamily(token.text.slice(0, length).toLowerCase(), family)) return false;
  if (field === 'version' && (claims.channel !== null || isRevision(reading, token))) {
    claims.build = token.text;
    return true;
  }
  const target = field === 'framework' ? 'framework' : 'version';
  if (claims[target] !== null) return false;
  claims[target] = takeVersion(reading, token, length);
  return claims[target] !== null;
}

function setPost(claims: Claims, digits: string): boolean {
  const cuda = readPost(digits);
  if (cuda === null) return false;
  claims.build = `post${digits}`;
  if (claims.cuda === null) claims.cuda = cuda;
  implyDevice(claims, 'gpu');
  return true;
}

/** `2.6.1.post117`: the version of a wheel, which names its CUDA. */
export function takePost(claims: Claims, version: string): void {
  const post = version.lastIndexOf('.post');
  if (post > 0) setPost(claims, version.slice(post + '.post'.length));
}

function readField(reading: Reading, token: Token, field: NumberField, length: number): boolean {
  const digits = token.text.slice(length);
  if (field === 'framework' || field === 'product' || field === 'version')
    return setVersion(reading, token, field, length);
  if (field === 'post') return setPost(reading.claims, digits);
  if (field !== 'flavour') return setField(reading.claims, field, digits);
  if (!/^[0-9]{2,3}a?$/.test(digits)) return false;
  reading.claims.flavours.push(token.text);
  return true;
}

const isNumberTail = (text: string): boolean => /^[0-9][0-9.]*$/.test(text);
const isSystemTail = (text: string): boolean => /^(?:v?[0-9][0-9.]*|sp[0-9]{1,2})$/.test(text);
/** Systems that stand without a number; `ubuntu` alone says too little to be taken. */
const bareSystems: ReadonlySet<string> = new Set([
  'euleros',
  'openeuler',
  'kylin',
  'debian',
  'rocky',
  'almalinux',
  'uos',
  'anolis',
]);

/** `ubuntu20`, `centos6u3`, `kylinv10`, `euleros_2.0_sp8`. */
function readSystem(reading: Reading, token: Token, rest: string): boolean {
  const bare = rest === '';
  if (
    bare
      ? !bareSystems.has(token.text.toLowerCase())
      : !/^[0-9][0-9.]{0,9}(?:(?:u|sp)[0-9]{1,2})?$/.test(rest)
  )
    return false;
  reading.claims.os = (bare ? takeWhile(reading, token, isSystemTail) : token.text).toLowerCase();
  return true;
}

/** `dtk-22.10.1`, `cann_5.1.rc2`: the number is a token of its own; `cntoolkit3.4.2-1`: a part of it is. */
function stackText(reading: Reading, token: Token, meaning: Meaning, rest: string): string | null {
  if (rest === '') {
    const text = takeWhile(reading, token, (next) => isDigitAt(next, 0));
    return text === token.text ? null : text;
  }
  if (!/^[0-9][0-9A-Za-z.]{0,30}$/.test(rest)) return null;
  const attach = meaning.kind === 'component' || meaning.value.startsWith('cn');
  return attach ? takeWhile(reading, token, isNumberTail) : token.text;
}

/** Software of an accelerator, kept as written: nothing in `cann605` says which CANN that is. */
function readNamed(reading: Reading, token: Token, meaning: Meaning, rest: string): boolean {
  if (meaning.kind === 'system') return readSystem(reading, token, rest);
  const text = stackText(reading, token, meaning, rest);
  if (text === null) return false;
  reading.claims.stack.push(text);
  if (meaning.kind === 'stack') implyDevice(reading.claims, meaning.device);
  return true;
}

/** A word with a number behind it. `text` is the token in the case that is to be looked up. */
export function readPrefixed(reading: Reading, token: Token, text: string): boolean {
  let length = 0;
  while (length < text.length && !isDigitAt(text, length)) length += 1;
  const prefix = length === text.length ? text : text.slice(0, length);
  if (length < text.length) {
    const field = numberField(prefix);
    if (field !== undefined) return readField(reading, token, field, length);
  }
  const meaning = prefixMeaning(prefix);
  return meaning !== undefined && readNamed(reading, token, meaning, token.text.slice(length));
}

/** `910A`, `310p`: chips are looked up without case, for the documents write them both ways. */
export function readChip(reading: Reading, token: Token): boolean {
  if (!/^(?:910|310|950)[A-Za-z][0-9]?$/.test(token.text)) return false;
  reading.claims.stack.push(token.text);
  return true;
}
