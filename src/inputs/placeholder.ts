/**
 * What envsubst, Flux, Jinja, ERB, Azure's replace-tokens, sed and people fill in before a text reaches its reader:
 * `${X}`, `$(X)`, `{{ x }}`, `<%= x %>`, `#{X}#`, and alone `$X`, `<your-value>`, `@X@`, `__X__`.
 */
const PLACEHOLDER =
  /\$\{|\$\(|\{\{|<%|#\{|^\$[A-Za-z_]|^<[A-Za-z][^<>]{0,200}>$|^@@?[A-Z][A-Z0-9_]{0,100}@@?$|^__[A-Z][A-Z0-9_]{0,100}__$/;

/** Whether a text holds what another tool fills in before it counts. */
export function holdsPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}
