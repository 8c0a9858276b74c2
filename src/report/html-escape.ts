import { printable } from './wrap.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute. Names and messages are hostile; what steers a terminal or turns text is made visible. */
export function escapeHtml(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Escaped, with what stands between backticks as code. */
export function prose(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`\n]{1,500})`/g, '<code>$1</code>');
}
