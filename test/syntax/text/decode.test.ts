import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, MAX_TEXT_BYTES } from '../../../src/syntax/text/decode.ts';
import { firstInvalidUtf8 } from '../../../src/syntax/text/utf8.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: readonly (number | string)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...utf8(part)])));
const utf16le = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);
const utf16be = (text: string) => Uint8Array.from([0xfe, 0xff, ...Buffer.from(text, 'utf16le').swap16()]);

describe('texts that are taken', () => {
  it.each([
    ['an empty file', bytes(), '', 'utf-8', false],
    ['ASCII', bytes('FROM a\n'), 'FROM a\n', 'utf-8', false],
    ['Chinese', bytes('# 中文\r\n'), '# 中文\r\n', 'utf-8', false],
    ['a UTF-8 byte order mark', bytes(0xef, 0xbb, 0xbf, 'FROM a'), 'FROM a', 'utf-8', true],
    ['UTF-16 LE with a mark', utf16le('a: 飞桨 😀\n'), 'a: 飞桨 😀\n', 'utf-16le', true],
    ['UTF-16 BE with a mark', utf16be('a: 飞桨 😀\n'), 'a: 飞桨 😀\n', 'utf-16be', true],
  ])('decodes %s', (_name, input, text, encoding, bom) => {
    expect(decodeText(input)).toEqual({ ok: true, text, encoding, bom });
  });

  it('keeps a second byte order mark, which is part of the text', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf, 'a'))).toMatchObject({ text: '\ufeffa' });
  });

  it('gives back every text that was encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = text.replaceAll('\0', '').replace(/^\ufeff+/, '');
        expect(decodeText(utf8(expected))).toMatchObject({ ok: true, text: expected });
      }),
    );
  });
});

describe('texts with a problem', () => {
  it('says where GBK bytes begin, how to convert them, and still gives the rest', () => {
    const input = bytes('FROM a:latest\n# ', 0xd6, 0xd0, 0xce, 0xc4, '\nRUN b\n');
    const decoded = decodeText(input);
    expect(decoded).toMatchObject({
      ok: false,
      problem: {
        code: 'invalid-encoding',
        line: 2,
        column: 3,
        expected: expect.stringContaining('iconv -f GBK'),
      },
    });
    expect(decoded.text).toMatch(/^FROM a:latest\n# \ufffd+[^\n]*\nRUN b\n$/);
  });

  it('does not guess GBK where the bytes are not pairs of it', () => {
    const decoded = decodeText(bytes('caf', 0xe9, ' au lait'));
    expect(decoded).toMatchObject({ ok: false, problem: { line: 1, column: 4, expected: 'UTF-8' } });
  });

  it('counts columns in UTF-16 units', () => {
    expect(decodeText(bytes('a\n😀中', 0xff))).toMatchObject({ problem: { line: 2, column: 4 } });
  });

  it('places a stray NUL and still gives the text', () => {
    const filler = '#'.repeat(100);
    expect(decodeText(bytes(`${filler}\nFROM a`, 0, ':1'))).toMatchObject({
      ok: false,
      problem: { code: 'nul-character', line: 2, column: 7 },
      text: `${filler}\nFROM a\0:1`,
    });
  });

  it('gives no text for UTF-16 without a mark, or for a binary', () => {
    expect(decodeText(Uint8Array.from(Buffer.from('FROM a', 'utf16le')))).toMatchObject({
      ok: false,
      problem: { code: 'nul-character', line: 1, column: 2 },
      text: null,
    });
  });

  it.each([
    ['an odd byte', Uint8Array.from([...utf16le('a\nb'), 0x20]), 2, 2],
    ['half a pair', Uint8Array.from([0xff, 0xfe, 0x61, 0, 0x3d, 0xd8, 0x62, 0]), 1, 2],
  ])('refuses %s in UTF-16', (_name, input, line, column) => {
    expect(decodeText(input)).toMatchObject({
      ok: false,
      problem: { code: 'invalid-encoding', line, column },
    });
  });

  it('refuses UTF-32, which begins like UTF-16', () => {
    expect(decodeText(bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0))).toMatchObject({ ok: false, text: null });
  });

  it('refuses files that are too large', () => {
    expect(decodeText(new Uint8Array(MAX_TEXT_BYTES + 1))).toMatchObject({
      ok: false,
      problem: { code: 'too-large' },
      text: null,
    });
  });
});

describe('the place of the first byte that is not UTF-8', () => {
  it.each([
    ['a lone continuation', [0x61, 0x80], 1],
    ['an overlong slash', [0xc0, 0xaf], 0],
    ['an overlong three-byte form', [0xe0, 0x9f, 0xbf], 0],
    ['a surrogate', [0x61, 0xed, 0xa0, 0x80], 1],
    ['an overlong four-byte form', [0xf0, 0x8f, 0xbf, 0xbf], 0],
    ['beyond U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 0],
    ['a cut sequence', [0xe4, 0xb8], 0],
  ])('finds %s', (_name, input, offset) => {
    expect(firstInvalidUtf8(Uint8Array.from(input))).toBe(offset);
  });

  it('finds one exactly where the platform refuses the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (input) => {
        const decoder = new TextDecoder('utf-8', { fatal: true });
        const offset = firstInvalidUtf8(input);
        if (offset < 0) expect(() => decoder.decode(input)).not.toThrow();
        else {
          expect(() => decoder.decode(input)).toThrow();
          expect(() => decoder.decode(input.subarray(0, offset))).not.toThrow();
        }
      }),
      { numRuns: 2000 },
    );
  });
});
