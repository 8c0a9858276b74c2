import { isProseWord, wordMeaning } from './lexicon.ts';
import { readChip, readPrefixed, takePost } from './read-number.ts';
import { emptyClaims, takeVersion, type Claims, type Reading } from './reading.ts';
import { isDigitAt, isYearMonth, tokenise, type Token } from './token.ts';

const vendorsOfGpu = new Set(['gpu', 'npu', 'dcu', 'xpu', 'mlu', 'gcu']);

function setDevice(claims: Claims, device: string): void {
  if (claims.device === null || claims.deviceImplied) claims.device = device;
  else if (device !== claims.device) claims.flavours.push(device);
  claims.deviceImplied = false;
}

/** `intel-gpu`, `huawei-npu`: the vendor says which device, the word after it repeats it. */
function takeVendor(reading: Reading, device: string): void {
  const next = reading.tokens[reading.index + 1];
  if (next !== undefined && vendorsOfGpu.has(next.text)) reading.index += 1;
  setDevice(reading.claims, device);
}

function readWord(reading: Reading, token: Token, word: string): boolean {
  const { claims } = reading;
  const meaning = wordMeaning(word);
  if (meaning === undefined) return false;
  if (meaning.kind === 'device') setDevice(claims, meaning.value);
  else if (meaning.kind === 'vendor') takeVendor(reading, meaning.value);
  else if (meaning.kind === 'arch') claims.arch = meaning.value;
  else if (meaning.kind === 'flavour') claims.flavours.push(meaning.value);
  else if (meaning.kind === 'chip') claims.stack.push(token.text);
  else if (meaning.kind === 'channel') claims.channel ??= meaning.value;
  return true;
}

const isHex6 = (text: string): boolean => /^[0-9a-f]{6}$/.test(text);
const dated: ReadonlySet<string> = new Set(['fastdeploy', 'ngc']);
const builds: ReadonlySet<string> = new Set([
  'paddlecloud',
  'paddleocr',
  'paddlenlp',
  'paddledetection',
  'paddlespeech',
  'paddlex',
]);

/** A token that begins with a digit: a date, a build id, or the version. */
function readDigits(reading: Reading, token: Token): boolean {
  const { claims, family, tokens, index } = reading;
  const text = token.text;
  if (isYearMonth(text) && (dated.has(family) || tokens[index + 1]?.text === 'py3')) {
    claims.build = text;
    return true;
  }
  if (index === tokens.length - 1 && isHex6(text) && builds.has(family)) {
    claims.build = text;
    return true;
  }
  if (/^20[0-9]{6}$/.test(text)) {
    claims.build = text;
    return true;
  }
  return readLeadingVersion(reading, token);
}

/** The version stands first; later in the tag only three parts or more are taken for one. */
function readLeadingVersion(reading: Reading, token: Token): boolean {
  const { claims, index } = reading;
  if (claims.version !== null || claims.channel !== null) return false;
  const before = reading.index;
  const version = takeVersion(reading, token, 0);
  if (version !== null && (index === 0 || version.parts >= 3 || claims.flavours.includes('pipelines'))) {
    claims.version = version;
    takePost(claims, version.text);
    return true;
  }
  reading.index = before;
  return false;
}

function readToken(reading: Reading, token: Token): boolean {
  const { text } = token;
  if (readWord(reading, token, text)) return true;
  if (isDigitAt(text, 0)) return readDigits(reading, token) || readChip(reading, token);
  if (readPrefixed(reading, token, text)) return true;
  const lower = text.toLowerCase();
  if (lower !== text && (readWord(reading, token, lower) || readPrefixed(reading, token, lower))) {
    if (!isProseWord(lower)) reading.claims.caseErrors.push(text);
    return true;
  }
  if (reading.index === reading.tokens.length - 1 && isHex6(text) && builds.has(reading.family)) {
    reading.claims.build = text;
    return true;
  }
  return false;
}

const isMd5 = (tag: string): boolean => tag.length === 32 && /^[0-9a-f]{32}$/.test(tag);

/** Reads a tag, token by token. What nobody understands is kept in `unknown`, dots at the end included. */
export function readTag(tag: string, family: string): Claims {
  const claims = emptyClaims(tag);
  if (family === 'ci' && isMd5(tag)) {
    claims.build = tag;
    return claims;
  }
  let end = tag.length;
  while (end > 0 && tag.charCodeAt(end - 1) === 46) end -= 1;
  const reading: Reading = {
    family,
    tag: end === tag.length ? tag : tag.slice(0, end),
    tokens: [],
    index: 0,
    claims,
  };
  const tokens = tokenise(reading.tag);
  Object.assign(reading, { tokens });
  for (; reading.index < tokens.length; reading.index += 1) {
    const token = tokens[reading.index];
    if (token !== undefined && !readToken(reading, token)) claims.unknown.push(token.text);
  }
  if (end < tag.length) claims.unknown.push(tag.slice(end));
  return claims;
}
