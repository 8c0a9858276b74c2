/** Letters that are read as digits: O and o for 0, I and l for 1. */
const looksLikeVersion = /^v?[0-9OoIl]{1,3}(?:\.[0-9OoIl]{1,3}){1,3}$/;

/** The version that a token was meant to be when letters stand in it for digits (`3.O.0`); null for any other token. */
export function mistypedVersion(token: string): string | null {
  if (token.length > 16 || !looksLikeVersion.test(token) || !/[0-9]/.test(token) || !/[OoIl]/.test(token))
    return null;
  return token.replaceAll(/[Oo]/g, '0').replaceAll(/[Il]/g, '1');
}

/** The tag with such tokens put right; null where there are none. */
export function mendedTag(tag: string, unknown: readonly string[]): string | null {
  const mended = unknown.reduce((text, token) => {
    const version = mistypedVersion(token);
    return version === null ? text : text.replace(token, version);
  }, tag);
  return mended === tag ? null : mended;
}
