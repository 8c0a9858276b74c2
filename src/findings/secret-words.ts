/** Words of a variable's name that say that its value is a secret. */
const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|PW|SECRET|SECRETS|SECRET_KEY_BASE|TOKEN|APIKEY|CREDENTIAL|CREDENTIALS|(?:API|ACCESS|SECRET|PRIVATE|AUTH|ENCRYPTION|SIGNING|SSH|DEPLOY|LICENSE|ACCOUNT|STORAGE|MASTER)_?KEY|AK|SK)(?:_ID|_VALUE|\d{1,2})?$/;
/** Names of variables that end like a secret and hold none. */
const HARMLESS_NAME = /^(?:PWD|OLDPWD|(?:.*_)?(?:MAX|NUM|MIN|PAD|EOS|BOS|UNK|CLS|SEP|MASK)_TOKEN)$/;

/** Shapes that credentials have whatever they are called. Each is anchored or bounded: values are hostile. */
export const SECRET_VALUES: readonly (readonly [kind: string, shape: RegExp])[] = [
  ['AWS access key', /(?<![A-Z0-9])A[KS]IA[A-Z0-9]{16}(?![A-Z0-9])/],
  ['Alibaba Cloud access key', /(?<![A-Za-z0-9])LTAI[A-Za-z0-9]{12,30}(?![A-Za-z0-9])/],
  ['Baidu Cloud access key', /(?<![A-Za-z0-9])ALTAK[A-Za-z0-9-]{15,40}(?![A-Za-z0-9])/],
  ['Tencent Cloud secret id', /(?<![A-Za-z0-9])AKID[A-Za-z0-9]{28,40}(?![A-Za-z0-9])/],
  ['GitHub token', /(?<![A-Za-z0-9_])(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50,90})/],
  ['GitLab token', /(?<![A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}/],
  ['Hugging Face token', /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,40}(?![A-Za-z0-9])/],
  ['PyPI token', /(?<![A-Za-z0-9])pypi-AgE[A-Za-z0-9_-]{50}/],
  ['Slack token', /(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{10}/],
  ['API key', /^sk-[A-Za-z0-9_-]{20,200}$/],
  ['private key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/],
  ['signed token (JWT)', /^eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\./],
];

const PLACEHOLDER =
  /^(?:«redacted»|<.*>|\[.*\]|\{\{.*\}\}|\$.*|[x*.#-]+|change[-_ ]?me|change[-_ ]?it|to[-_ ]?do|tbd|none|null|nil|true|false|yes|no|n\/a|dummy|example|sample|placeholder|your[-_ ].*|replace[-_ ].*|insert[-_ ].*|my[-_ ](?:password|token|secret|key))$/i;

/** What stands where a secret stood: its kind is all that a rule needs of it. */
const REDACTED = /^«redacted: ([^»]{1,60})»$/;

export const redactedAs = (kind: string): string => `«redacted: ${kind}»`;

/** What stands where something was cut out of a text that no rule takes for a secret as a whole; it is none itself. */
export const CUT = '«redacted»';

/** It stands in for a value: `${TOKEN}`, `<token>`, `changeme`. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);

/** Longest part of a value that is looked at: no credential is longer, and a shape must be found near the start. */
export const LOOKED_AT = 4096;

/** Kind of secret that a variable gives away, in words, or null. The value itself is never part of the answer. */
export function secretIn(name: string, value: string | null): string | null {
  const text = (value ?? '').slice(0, LOOKED_AT).trim();
  if (text === '' || PLACEHOLDER.test(text)) return null;
  const redacted = REDACTED.exec(text)?.[1];
  if (redacted !== undefined) return redacted;
  const shape = SECRET_VALUES.find(([, pattern]) => pattern.test(text));
  if (shape !== undefined) return shape[0];
  if (hasPasswordInUrl(text)) return 'password in a URL';
  return isSecretByName(name, text) ? 'by its name' : null;
}

function isSecretByName(name: string, text: string): boolean {
  const upper = name.slice(0, 200).toUpperCase().replaceAll('-', '_');
  return isSecretName(upper) && mayBeSecret(upper, text);
}

/** `name` in upper case, its words joined by `_`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name);
}

/** Whether what stands under a secret's name can be the secret itself. */
export function mayBeSecret(upper: string, text: string): boolean {
  // `MAX_TOKEN=512` counts something; `MYSQL_PASSWORD=123456` is a password all the same.
  if (/^\d{1,6}$/.test(text) && !/PASS|PWD|PW$/.test(upper)) return false;
  // A path or a URL says where the secret lies.
  return !text.startsWith('/') && !/^[a-z][a-z0-9+.-]{1,20}:\/\//.test(text);
}

/** `https://user:password@host/`; `${…}` as the password comes from elsewhere. */
function hasPasswordInUrl(text: string): boolean {
  const start = text.indexOf('://');
  if (start === -1) return false;
  const rest = text.slice(start + 3);
  const end = rest.search(/[/?#\s]/);
  const authority = end === -1 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (at === -1 || colon === -1 || colon > at) return false;
  const password = authority.slice(colon + 1, at);
  return password !== '' && !PLACEHOLDER.test(password);
}
