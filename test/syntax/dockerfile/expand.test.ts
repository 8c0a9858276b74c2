import { describe, expect, it } from 'vitest';
import { expandWord } from '../../../src/syntax/dockerfile/expand.ts';

const known = new Map<string, string | null>([
  ['TAG', '2.6.1-gpu-cuda11.7'],
  ['EMPTY', ''],
  ['PATH', '/usr/bin:/bin'],
  ['OPEN', null],
]);
const expand = (text: string, escape: '\\' | '`' = '\\') =>
  expandWord(text, escape, (name) => {
    const value = known.get(name);
    return value === undefined ? null : { value };
  });

describe('substitutions of a Dockerfile', () => {
  it.each([
    ['$TAG', '2.6.1-gpu-cuda11.7'],
    ['a:${TAG}b', 'a:2.6.1-gpu-cuda11.7b'],
    ['${NONE:-x}${NONE-y}', 'xy'],
    ['${EMPTY:-x}${EMPTY-y}', 'x'],
    ['${TAG:+x}${EMPTY:+y}${EMPTY+z}', 'xz'],
    ['${NONE:-${TAG}}', '2.6.1-gpu-cuda11.7'],
    ['${TAG#*-}', 'gpu-cuda11.7'],
    ['${TAG##*-}', 'cuda11.7'],
    ['${TAG%-*}', '2.6.1-gpu'],
    ['${TAG%%-*}', '2.6.1'],
    ['${TAG/gpu/cpu}', '2.6.1-cpu-cuda11.7'],
    ['${TAG//-/_}', '2.6.1_gpu_cuda11.7'],
    ['${TAG/g*c/x}', '2.6.1-xuda11.7'],
    ['${TAG/?.?./}', '1-gpu-cuda11.7'],
    ["'$TAG'", '$TAG'],
    ['"$TAG"', '2.6.1-gpu-cuda11.7'],
    ['\\$TAG', '$TAG'],
    ['$', '$'],
    ['a$/b', 'a$/b'],
    ['${TAG?must be given}', '2.6.1-gpu-cuda11.7'],
  ])('%s is %j', (text, value) => {
    expect(expand(text)).toMatchObject({ value, error: null, unset: [], unknown: [] });
  });

  it('takes the backtick for the escape character where the file says so', () => {
    expect(expand('`$TAG\\', '`').value).toBe('$TAG\\');
  });

  it.each([
    '${TAG',
    '${}',
    '${{TAG}}',
    '${:x}',
    "'open",
    '"open',
    '${TAG:#x}',
    '${TAG^^}',
    '${NONE:?x}',
    '${TAG#\\a}',
  ])('%s is an error', (text) => {
    const { value, error } = expand(text);
    expect(value).toBeNull();
    expect(error).not.toBeNull();
  });

  it('says which names are not set and which are not known', () => {
    expect(expand('a$NONE${TAG}')).toMatchObject({
      value: 'a2.6.1-gpu-cuda11.7',
      unset: ['NONE'],
      used: ['TAG'],
    });
    expect(expand('a${OPEN:-x}')).toMatchObject({ value: null, unknown: ['OPEN'] });
  });

  it('gives values up that would fill the memory, and patterns that would take for ever', () => {
    const long = { value: 'x'.repeat(400_000) };
    expect(expandWord('$A$A$A$A', '\\', () => long).error).not.toBeNull();
    expect(expandWord(`\${A#${'*x'.repeat(100_000)}}`, '\\', () => long).error).not.toBeNull();
    expect(expandWord('${A/x*y/}', '\\', () => long).error).not.toBeNull();
    expect(expandWord('${A:-'.repeat(1000), '\\', () => null).error).not.toBeNull();
  });
});
