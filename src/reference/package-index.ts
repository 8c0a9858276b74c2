import table from '../../rules/tags/package-indexes.json' with { type: 'json' };
import { readPost } from './numbers.ts';

const pypi: readonly string[] = table.pypi;

/** Whether the index is PyPI or a full mirror of it. */
export function isPyPI(url: string): boolean {
  const place = withoutScheme(url);
  return pypi.some((known) => place === known || place.startsWith(`${known}/`));
}

/** What a URL says of the wheels behind it: `11.8`, `cpu`, or null when it says nothing. Indexes, find-links pages and wheel files. */
export function cudaOfUrl(url: string): string | null {
  for (const part of withoutScheme(url).split('/')) {
    if (part === 'cpu') return 'cpu';
    if (part.length > 80) continue;
    const digits = /^cu(\d{2,3})$/.exec(part)?.[1];
    if (digits !== undefined) return readPost(digits);
    // Folders of the 2.x wheels: `linux-gpu-cuda11.7-cudnn8.4.1-mkl-gcc8.2-avx`.
    const dotted = /(?:^|-)cuda(\d{1,2}\.\d{1,2})(?:-|$)/.exec(part)?.[1];
    if (dotted !== undefined) return dotted;
  }
  return null;
}

function withoutScheme(url: string): string {
  const start = url.indexOf('://');
  const rest = start === -1 ? url : url.slice(start + 3);
  const slash = rest.indexOf('/');
  const host = slash === -1 ? rest : rest.slice(0, slash);
  const bare = host.slice(host.lastIndexOf('@') + 1).replace(/:(?:443|80)$/, '');
  return `${bare.toLowerCase()}${slash === -1 ? '' : rest.slice(slash)}`;
}
