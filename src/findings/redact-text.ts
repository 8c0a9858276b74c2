import { cutProgramSecrets } from './redact-programs.ts';
import { cutUserinfo } from './redact-userinfo.ts';
import {
  CUT,
  isPlaceholder,
  isSecretName,
  mayBeSecret,
  redactedAs,
  SECRET_VALUES,
  secretIn,
  LOOKED_AT,
} from './secret-words.ts';

/** Shapes that a rule looks for in whole values only; in a text they stand between other words. */
const IN_TEXT: readonly (readonly [kind: string, shape: RegExp])[] = [
  ['API key', /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9_-]{20,200}/],
  ['signed token (JWT)', /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./],
];
const SHAPES = [...SECRET_VALUES.filter(([kind]) => kind !== 'private key'), ...IN_TEXT];
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/;

/** Most texts have none of these, and then nothing in them to cut. */
const MAY_HOLD = /[=:@\s]|A[KS]IA|LTAI|ALTAK|AKID|gh[pousr]_|github_pat_|glpat-|hf_|pypi-|xox|sk-|eyJ/;
/** In every name that is telling, and in every shape, address and program that is looked for. */
const MAY_TELL =
  /pass|pwd|pw|secret|token|key|cred|auth|cookie|sig|ak|sk|:\/\/|AKIA|ASIA|LTAI|gh[pousr]_|github_pat_|glpat-|hf_|pypi-|xox|eyJ|mysql|mariadb|login|redis-cli|curl|wget|http/i;

/** Names that, in a text, say that what follows is a credential, though no variable that a rule judges is called so. */
const MORE_NAMES =
  /(?:^|_)(?:AUTH|AUTHORIZATION|BASIC_?AUTH(?:_USERS)?|COOKIE|SIGNATURE|SIG|PASSCODE|USERPASS|REQUIREPASS)$|^PWD$|(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|APIKEY|ACCESSKEY)\d{0,2}$/;

/** `dbPassword`, `db.password`, `X-Api-Key` → words in upper case. */
function wordsOf(name: string): string {
  return name
    .slice(-200)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[./-]/g, '_')
    .toUpperCase();
}

/** Whether a text under this name is to be cut: wider than what the rule on secrets fails, as a false alarm harms nobody here. */
export function isTelling(name: string, value: string): boolean {
  if (value.startsWith('«redacted') || value === '' || isPlaceholder(value)) return false;
  const words = wordsOf(name);
  return (isSecretName(words) || MORE_NAMES.test(words)) && mayBeSecret(words, value);
}

/** `name=value`, `name: value`, `"name":"value"`; what it stands for is looked at by hand. */
const PAIR =
  /(?<![A-Za-z0-9_.-])-{0,2}([A-Za-z_][A-Za-z0-9_.-]{0,100})(\\{0,3}["'])?\s{0,4}(?:(=)|:(?=\s{0,4}\\{0,3}(["'])|(\s)|))\s{0,4}/g;
/** `--flag value`. */
const FLAG = /(?<![^\s"'`(])--?([A-Za-z][A-Za-z0-9_.-]{0,100})\s{1,4}(?=[^\s-])/g;
const ENTRY =
  /(?<![A-Za-z0-9_])name\\{0,3}["']?\s{0,4}[:=]\s{0,4}\\{0,3}["']?([A-Za-z_][A-Za-z0-9_.-]{0,100})\\{0,3}["']?\s{0,4},?\s{0,40}\\{0,3}["']?value\\{0,3}["']?\s{0,4}[:=]\s{0,4}/gi;

/**
 * A text without the credentials in it, of whatever shape. `prose`: a sentence of our own that may quote a file, in which
 * `password: …` is most often no password. Linear in the text; cutting twice is cutting once.
 */
export function cutSecrets(text: string, prose = false): string {
  if (!MAY_HOLD.test(text) || !MAY_TELL.test(text)) return text;
  if (PRIVATE_KEY.test(text)) return CUT;
  let clean = text;
  for (const [kind, shape] of SHAPES) if (shape.test(clean)) clean = cutShape(clean, kind, shape);
  clean = cutProgramSecrets(cutUserinfo(clean));
  clean = cutAfter(clean, PAIR, (found) => isPair(found, prose));
  clean = cutAfter(clean, ENTRY, () => true);
  return cutAfter(clean, FLAG, (_, value) => !prose || value.length >= 12 || /\d/.test(value));
}

/** A key or token is gone with everything that belongs to it. */
function cutShape(text: string, kind: string, shape: RegExp): string {
  let rest = text;
  let clean = '';
  for (let found = shape.exec(rest); found !== null; found = shape.exec(rest)) {
    const end = found.index + found[0].length;
    const tail = /^[A-Za-z0-9_.-]*/.exec(rest.slice(end))?.[0].length ?? 0;
    clean += rest.slice(0, found.index) + redactedAs(kind);
    rest = rest.slice(end + tail);
  }
  return clean + rest;
}

/** What a sentence quotes of a request; `auth-secret: the Secret is not read` is one of our own. */
const HEADER = /^(?:(?:proxy-)?authorization|(?:set-)?cookie|(?:x-)?(?:[a-z]{1,20}-){0,2}(?:key|token))$/i;

function isPair([, name = '', , equals, quoted, blank]: RegExpExecArray, prose: boolean): boolean {
  if (equals !== undefined || quoted !== undefined) return true;
  // `bank/auth-token:1.2.3` is an image.
  if (blank === undefined) return false;
  return !prose || HEADER.test(name);
}

/** Cuts what follows each match whose first group is a telling name. */
function cutAfter(
  text: string,
  pattern: RegExp,
  counts: (found: RegExpExecArray, value: string) => boolean,
): string {
  let clean = '';
  let kept = 0;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const name = found[1] ?? '';
    const start = found.index + found[0].length;
    const { from, to } = valueAt(text, start, name);
    const value = text.slice(from, Math.min(to, from + LOOKED_AT));
    if (value === 'VALUE' || value === '…' || !isTelling(name, value) || !counts(found, value)) {
      // A value that is none may itself be a name: `--header=X-Api-Key: …`.
      pattern.lastIndex = Math.max(start, found.index + 1);
      continue;
    }
    const kind = secretIn(name, value);
    clean += text.slice(kept, from) + (kind === null ? CUT : redactedAs(kind));
    kept = to;
    pattern.lastIndex = Math.max(to, start);
  }
  return clean + text.slice(kept);
}

const OPENED = /\\{0,3}["']/y;
const RUN = /[^\s"'`,;&|)}\]\\]{0,4096}/y;
const LINE = /[^"'\n]{0,4096}/y;
/** These take the rest of their line: `Authorization: Bearer …`. */
const TO_THE_END = /(?:^|-)(?:authorization|cookie)$/i;

function valueAt(text: string, start: number, name: string): { readonly from: number; readonly to: number } {
  OPENED.lastIndex = start;
  const quote = OPENED.exec(text)?.[0];
  if (quote !== undefined) {
    const from = start + quote.length;
    const close = text.indexOf(quote, from);
    return { from, to: close < 0 ? text.length : close };
  }
  const run = TO_THE_END.test(name) ? LINE : RUN;
  run.lastIndex = start;
  return { from: start, to: start + (run.exec(text)?.[0].length ?? 0) };
}
