import type { Severity } from '../findings/severity.ts';

export type Style = Severity | 'bold' | 'dim' | 'good' | 'bad' | 'open';
export type Paint = (style: Style, text: string) => string;

/** Parameters of SGR (ECMA-48): the eight colours that every terminal maps to ones that can be read on its ground. */
const CODES: Record<Style, string> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '34',
  bold: '1',
  dim: '2',
  good: '1;32',
  bad: '1;31',
  open: '1;33',
};

export function painter(color: boolean): Paint {
  return (style, text) => (color ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text);
}
