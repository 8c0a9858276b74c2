import fc from 'fast-check';

/* Documents as people write them: every value in a style that can hold it. All readers take them all. */

interface Style {
  readonly quote: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  readonly flow: boolean;
  readonly indent: number;
  /** A sequence at the column of its key. */
  readonly flush: boolean;
  readonly comment: string;
}

type Tree =
  | { readonly kind: 'word'; readonly text: string; readonly style: Style }
  | { readonly kind: 'text'; readonly text: string; readonly style: Style }
  | { readonly kind: 'seq'; readonly items: readonly Tree[]; readonly style: Style }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, Tree])[]; readonly style: Style };

const style: fc.Arbitrary<Style> = fc.record({
  quote: fc.constantFrom('plain', 'single', 'double', 'literal', 'folded'),
  flow: fc.constantFrom(false, false, false, true),
  indent: fc.constantFrom(2, 2, 2, 4, 1),
  flush: fc.boolean(),
  comment: fc.constantFrom('', '', '', ' # why', '\n# on its own', '\n\n', '   '),
});

const word = fc.constantFrom(
  'true',
  'false',
  'True',
  'null',
  '~',
  '0',
  '8080',
  '-1',
  '3.10',
  '1e3',
  '.5',
  '0x1F',
  '10001',
  '4Gi',
  '500m',
  'IfNotPresent',
  'RuntimeDefault',
  'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5',
  'registry.example.com:5000/a/b@sha256:0123',
  'http://h/p?q=1#f',
  '/bin/sh',
  '--port=8080',
  '-c',
  'a b  c',
  '飞桨 镜像',
  '😀',
  "it's",
  'a"b',
  'x:y',
  '<none>',
  '$(VAR)',
);
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'a: b',
    '# no comment',
    '- a',
    'yes',
    '0777',
    'null',
    '[a]',
    'trailing ',
    ' leading',
    'two\nlines',
    'two\nlines\n',
    '\n\nx\n',
    'a\n  deeper\nb\n',
    'tab\there',
    'quote " and \' and \\',
    'a\n\n\nb',
    '---',
    '*a',
    '%x',
    'ends\n\n\n',
  ),
  fc.string({
    unit: fc.constantFrom('a', 'b', ' ', '\n', ':', '#', '-', '"', "'", '\\', '中', ',', '[', '}', '&', '1'),
    maxLength: 12,
  }),
);
const key = fc.constantFrom(
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'spec',
  'app.kubernetes.io/name',
  'image',
  'a b',
  'x-y',
  '飞桨',
  'env',
  'url',
);

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.record({ kind: fc.constant('word' as const), text: word, style }),
    fc.record({ kind: fc.constant('text' as const), text, style }),
    fc.record({ kind: fc.constant('seq' as const), items: fc.array(tie('tree'), { maxLength: 4 }), style }),
    fc.record({
      kind: fc.constant('map' as const),
      entries: fc.uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 5, selector: ([name]) => name }),
      style,
    }),
  ),
}));

/** The value as one line, for the inside of brackets and for what has no other form. */
function inline(node: Tree): string {
  switch (node.kind) {
    case 'word':
      return /[,[\]{}?]/.test(node.text) ? JSON.stringify(node.text) : node.text;
    case 'text':
      return node.style.quote === 'single' && !node.text.includes('\n')
        ? `'${node.text.replaceAll("'", "''")}'`
        : JSON.stringify(node.text);
    case 'seq':
      return `[${node.items.map(inline).join(', ')}]`;
    case 'map':
      return `{${node.entries.map(([name, value]) => `${name}: ${inline(value)}`).join(', ')}}`;
  }
}

function blockText(node: Tree & { kind: 'text' }, indent: string): string | null {
  const lines = node.text.split('\n');
  const plain = lines.every((line) => line === '' || /^[^\s]/.test(line)) && /^[^\n]/.test(node.text);
  if (node.style.quote !== 'literal' || !plain || node.text.endsWith('\n\n')) return null;
  const ends = node.text.endsWith('\n');
  const body = (ends ? lines.slice(0, -1) : lines).map((line) => (line === '' ? '' : `${indent}  ${line}`));
  return `${ends ? '|' : '|-'}\n${body.join('\n')}`;
}

/** What stands behind `key:` or `-`, its own line breaks included. */
function render(node: Tree, indent: string, behindKey: boolean): string {
  const { comment } = node.style;
  if (node.kind === 'text') {
    const block = blockText(node, indent);
    if (block !== null) return ` ${block}\n`;
  }
  const empty =
    (node.kind === 'seq' && node.items.length === 0) || (node.kind === 'map' && node.entries.length === 0);
  if (node.kind === 'word' || node.kind === 'text' || empty || node.style.flow)
    return ` ${inline(node)}${comment}\n`;
  if (node.kind === 'map') {
    const deeper = indent + ' '.repeat(node.style.indent);
    const body = node.entries
      .map(([name, value]) => `${deeper}${name}:${render(value, deeper, true)}`)
      .join('');
    const compact = !behindKey && !node.style.flush && node.style.indent > 1;
    return compact
      ? `${' '.repeat(node.style.indent - 1)}${body.slice(deeper.length)}`
      : `${comment}\n${body}`;
  }
  const column = behindKey && node.style.flush ? indent : indent + ' '.repeat(node.style.indent);
  return `${comment}\n${node.items.map((item) => `${column}-${render(item, column, false)}`).join('')}`;
}

/** A map or a sequence at the top, in block style more often than not. */
export const wellFormed: fc.Arbitrary<string> = tree.map((node) => {
  const top: Tree =
    node.kind === 'map' || node.kind === 'seq'
      ? node
      : { kind: 'map', entries: [['name', node]], style: node.style };
  const body = render({ ...top, style: { ...top.style, comment: '', indent: 2 } }, '', true);
  return body.slice(1);
});
