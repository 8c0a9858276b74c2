import { clip } from './clip.ts';
import type { MessageData } from './outcome.ts';

/** Fills `{name}` from the data; arrays are joined with ", ", and what is longer than anyone reads is cut. A name that the data lacks stays visible: it is a bug to see. */
export function fillMessage(template: string, data: MessageData, subject: string): string {
  return template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name: string) => {
    if (name === 'subject' && !Object.hasOwn(data, 'subject')) return clip(subject);
    if (!Object.hasOwn(data, name)) return whole;
    const value = data[name];
    return clip(typeof value === 'object' ? value.join(', ') : String(value));
  });
}
