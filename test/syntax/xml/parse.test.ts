import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseXml } from '../../../src/syntax/xml/parse.ts';

const message = (text: string): string => {
  const parsed = parseXml(text);
  return parsed.ok ? 'read' : parsed.message;
};

describe('parseXml', () => {
  it('reads elements, text, comments, instructions and a document type', () => {
    const text =
      '<?xml version="1.0" ?>\n<!DOCTYPE log SYSTEM "log.dtd">\n<!-- x --><log a="1"><b> 1 &lt; 2 </b><c/></log>\n';
    expect(parseXml(text)).toEqual({
      ok: true,
      root: {
        name: 'log',
        text: '',
        children: [
          { name: 'b', text: '1 < 2', children: [] },
          { name: 'c', text: '', children: [] },
        ],
      },
    });
  });

  it.each([
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'declarations'],
    [
      'a file as an entity',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      'declarations',
    ],
    ['a declaration outside of a document type', '<!ENTITY x "y"><a/>', 'declarations'],
    ['an open element', '<a><b></a>', 'closes nothing'],
    ['a second root', '<a/><b/>', 'exactly one root'],
    ['nothing', '', 'exactly one root'],
    ['a tag without an end', '<a', 'not closed'],
    ['too deep a nesting', '<a>'.repeat(10_000), 'nested deeper'],
    ['an end tag too many', '<a/></b>', 'closes nothing'],
  ])('refuses %s', (_, text, expected) => {
    expect(message(text)).toContain(expected);
  });

  it('leaves an entity that XML does not define as it is written', () => {
    expect(parseXml('<a>&x;</a>')).toMatchObject({ ok: true, root: { text: '&x;' } });
  });

  it('answers for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '/', '!', '-', '?', 'a', 'b', '&', ' ') }),
        (text) => {
          expect(typeof parseXml(text).ok).toBe('boolean');
        },
      ),
    );
  });
});
