import { CUT, isPlaceholder } from './secret-words.ts';

const URL_TEXT = /([a-z][a-z0-9+.-]{0,20}:\/\/)([^\s"'`<>]{1,2000})/gi;

/** A text with the credentials of its URLs taken out: `https://user:PASSWORD@host`, `https://TOKEN@host`. */
export function cutUserinfo(text: string): string {
  if (!text.includes('://')) return text;
  return text.replaceAll(
    URL_TEXT,
    (_, scheme: string, rest: string) => scheme + withoutUserinfo(scheme, rest),
  );
}

function withoutUserinfo(scheme: string, rest: string): string {
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  // A password may hold `/` and `@`, for all that it then should be written otherwise.
  const at = authority.includes('@') ? authority.lastIndexOf('@') : rest.lastIndexOf('@');
  const colon = authority.indexOf(':');
  if (at < 0) return rest;
  if (colon >= 0 && colon < at) return withoutPassword(rest, colon, at, at > authority.length);
  return at < authority.length ? withoutToken(scheme, rest, at) : rest;
}

/** `beyond`: the `@` stands behind the host, as far as the URL can be told; a number before it then is a port. */
function withoutPassword(rest: string, colon: number, at: number, beyond: boolean): string {
  const password = rest.slice(colon + 1, at);
  if (password === '' || isPlaceholder(password)) return rest;
  if (beyond && /^\d*(?:[/?#]|$)/.test(password)) return rest;
  return `${rest.slice(0, colon)}:${CUT}${rest.slice(at)}`;
}

/** A name alone is a token on the web, and a login elsewhere (`ssh://git@…`). */
function withoutToken(scheme: string, rest: string, at: number): string {
  const user = rest.slice(0, at);
  return /https?:\/\/$/i.test(scheme) && user.length > 7 && !isPlaceholder(user)
    ? CUT + rest.slice(at)
    : rest;
}
