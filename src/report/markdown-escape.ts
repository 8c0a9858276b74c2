import { printable } from './wrap.ts';

/** Text as text: nothing in it becomes markup, a mention or an issue. */
export function escapeMarkdown(text: string): string {
  return printable(text.replaceAll('\r\n', '\n'))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_[\]|#@]/g, (char) => (char === '@' ? '&#64;' : `\\${char}`))
    .replaceAll('\n', '<br>');
}

/** Text between backticks, also within a table. */
export function escapeCode(text: string): string {
  return printable(text.replaceAll('\r\n', '\n'))
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');
}
