/** Text as text: nothing in it becomes markup, a mention or an issue. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|#@]/g, (char) => (char === '@' ? '&#64;' : `\\${char}`))
    .replaceAll(/\r?\n/g, '<br>');
}

/** Text between backticks, also within a table. */
export function escapeCode(text: string): string {
  return text
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')
    .replaceAll(/[\r\n]/g, ' ');
}
