import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalReference, formatReference } from '../../src/reference/format.ts';
import { parseReference } from '../../src/reference/parse.ts';

const hex = (length: number): string => '0123456789abcdef'.repeat(8).slice(0, length);
const code = (text: string): string => {
  const parsed = parseReference(text);
  return parsed.ok ? 'ok' : parsed.problems[0]!.code;
};
const problem = (text: string) => {
  const parsed = parseReference(text);
  if (parsed.ok) throw new Error(`${text} was accepted`);
  return parsed.problems[0]!;
};

describe('parseReference: the grammar of distribution/reference', () => {
  it.each([
    ['mysql', 'docker.io', 'library/mysql', null, null],
    ['mysql:8', 'docker.io', 'library/mysql', '8', null],
    ['paddlepaddle/paddle', 'docker.io', 'paddlepaddle/paddle', null, null],
    ['docker.io/mysql', 'docker.io', 'library/mysql', null, null],
    ['docker.io/library/mysql', 'docker.io', 'library/mysql', null, null],
    ['index.docker.io/mysql:8', 'docker.io', 'library/mysql', '8', null],
    ['index.docker.io/a/b', 'docker.io', 'a/b', null, null],
    ['library/mysql', 'docker.io', 'library/mysql', null, null],
    ['localhost/a', 'localhost', 'a', null, null],
    ['localhost:5000/a:1', 'localhost:5000', 'a', '1', null],
    ['localhost:5055', 'docker.io', 'library/localhost', '5055', null],
    ['host:5000/a/b:t', 'host:5000', 'a/b', 't', null],
    ['a.b/c', 'a.b', 'c', null, null],
    ['127.0.0.1:80/a', '127.0.0.1:80', 'a', null, null],
    ['[::1]/a', '[::1]', 'a', null, null],
    ['[2001:db8::1]:5000/a/b:t', '[2001:db8::1]:5000', 'a/b', 't', null],
    [
      'Hub.baidubce.com/paddlepaddle/paddle:latest',
      'hub.baidubce.com',
      'paddlepaddle/paddle',
      'latest',
      null,
    ],
    ['FOO/bar', 'foo', 'bar', null, null],
    ['PaddlePaddle/paddle:2.6.1', 'paddlepaddle', 'paddle', '2.6.1', null],
    ['a__b/c', 'docker.io', 'a__b/c', null, null],
    ['a--b/c---d', 'docker.io', 'a--b/c---d', null, null],
    ['a_b.c-d', 'docker.io', 'library/a_b.c-d', null, null],
    ['a.b_c/d', '', 'a.b_c/d', null, null],
    ['a:_x', 'docker.io', 'library/a', '_x', null],
    ['a:A.b-c_', 'docker.io', 'library/a', 'A.b-c_', null],
    [`a:${'t'.repeat(128)}`, 'docker.io', 'library/a', 't'.repeat(128), null],
    [`a@sha256:${hex(64)}`, 'docker.io', 'library/a', null, `sha256:${hex(64)}`],
    [`a:1@sha256:${hex(64)}`, 'docker.io', 'library/a', '1', `sha256:${hex(64)}`],
    [`a@sha384:${hex(96)}`, 'docker.io', 'library/a', null, `sha384:${hex(96)}`],
    [`a@sha512:${hex(128)}`, 'docker.io', 'library/a', null, `sha512:${hex(128)}`],
    [`h.io/${'a'.repeat(255)}`, 'h.io', 'a'.repeat(255), null, null],
    ['xn--n3h.com/a', 'xn--n3h.com', 'a', null, null],
  ])('reads %s', (original, registry, repository, tag, digest) => {
    expect(parseReference(original)).toEqual({
      ok: true,
      value: { original, registry, repository, tag, digest },
    });
  });

  it.each([
    ['', 'empty'],
    [hex(64), 'identifier'],
    ['a:', 'invalid-tag'],
    ['a:-x', 'invalid-tag'],
    ['a:.x', 'invalid-tag'],
    [`a:${'t'.repeat(129)}`, 'invalid-tag'],
    ['a:b:c', 'invalid-tag'],
    ['x/a:80/b', 'invalid-tag'],
    ['a___b', 'invalid-name'],
    ['a..b', 'invalid-name'],
    ['a._b', 'invalid-name'],
    ['-a', 'invalid-name'],
    ['a-', 'invalid-name'],
    ['a//b', 'invalid-name'],
    ['/a', 'invalid-name'],
    ['a/', 'invalid-name'],
    ['a b', 'invalid-name'],
    ['a+b', 'invalid-name'],
    ['-a.b/c', 'invalid-host'],
    ['a-.b/c', 'invalid-host'],
    ['a..b/c', 'invalid-host'],
    ['a:b/c', 'invalid-host'],
    ['a.b:/c', 'invalid-host'],
    ['.a/c', 'invalid-host'],
    ['a.b-/c', 'invalid-host'],
    ['A_b/c', 'upper-case'],
    [`h.io/${'a'.repeat(256)}`, 'name-too-long'],
    [`a@sha256:${hex(63)}`, 'invalid-digest'],
    [`a@sha256:${hex(64).toUpperCase()}`, 'invalid-digest'],
    [`a@sha512:${hex(64)}`, 'invalid-digest'],
    [`a@md5:${hex(32)}`, 'invalid-digest'],
    ['a@sha256', 'invalid-digest'],
    ['a@', 'invalid-digest'],
    [`a@sha256:${hex(64)}:tag`, 'invalid-digest'],
    ['Foo', 'upper-case'],
    ['a/Foo:1', 'upper-case'],
    ['docker.io/Foo/bar', 'upper-case'],
    ['[g::1]/a', 'template'],
    ['[]/a', 'template'],
    ['[::1/a', 'template'],
    ['[::1]x/a', 'invalid-host'],
  ])('refuses %s as %s', (text, expected) => {
    expect(code(text)).toBe(expected);
  });

  it('says where the text leaves the grammar', () => {
    expect(problem('paddlepaddle/paddle:2.6.1+cu118').at).toBe(25);
    expect(problem('a/b c')).toMatchObject({ at: 3 });
    expect(problem('registry.example/a/Foo:1')).toMatchObject({
      code: 'upper-case',
      at: 19,
      message: expect.stringContaining('registry.example/a/foo:1'),
    });
  });
});

describe('parseReference: templates', () => {
  const templates = readFileSync(new URL('../../fixtures/reference/templates.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  it.each(templates)('refuses %s', (text) => {
    const found = problem(text);
    expect(found.code).toBe('template');
    expect(found.at).toBeGreaterThanOrEqual(0);
    expect(found.at).toBeLessThan(text.length);
  });

  it.each([
    ['paddle:${TAG}', 7],
    ['paddle:$TAG', 7],
    ['$REGISTRY/paddle:1', 0],
    ['paddle:{{ .Values.tag }}', 7],
    ['paddle:<TAG>', 7],
    ['paddle:{Tag}', 7],
    ['paddle:[tag]', 7],
    ['paddle:[version number]', 7],
    ['paddle:[版本号]', 7],
    ['paddle:版本号', 7],
    ['paddle:`git describe`', 7],
    ['paddle:%s', 7],
    ['paddle:@VERSION@', 7],
    ['paddle:x.y.z', 7],
    ['paddle:vX.Y.Z-gpu', 7],
    ['paddle:x.x.x', 7],
    ['paddle:2.6.0-gpu-cudaX.Y', 17],
    ['nvcr.io/nvidia/paddlepaddle:yy.mm-py3', 28],
    ['nvcr.io/nvidia/paddlepaddle:xx.xx-py3', 28],
    ['xxx.example.com/paddle:1', 0],
    ['MY_REGISTRY/paddle:1', 0],
    ['registry.example/xxx/paddle', 17],
    ['axxx.example/xxxx', 13],
  ])('finds the placeholder of %s at %i', (text, at) => {
    expect(problem(text)).toMatchObject({ code: 'template', at });
  });

  it.each(['paddle:max.z1', 'paddle:xyz', 'mpi.x/y:1.2', 'a:1.x', 'xxxxxxxx/a:1', 'a:my.app', 'paddle:v1.y'])(
    'does not take %s for one',
    (text) => {
      expect(code(text)).toBe('ok');
    },
  );
});

describe('parseReference: what is no image', () => {
  it.each([
    'PaddlePaddle/Paddle:develop',
    'PaddlePaddle/PaddleNLP:develop',
    'PaddlePaddle/PaddleOCR-VL-1.5',
    'PaddlePaddle/PaddleClas:v2.5',
    'PaddlePaddle/PaddleDetection:release/2.7',
    'PaddlePaddle/models:develop',
    'PaddlePaddle/models:release/1.8',
    'paddlex.command:main',
    'paddle.vision.models:resnet50',
    'paddlepaddle.org:v1alpha1',
    'batch.paddlepaddle.org:v1',
    'batch.paddlepaddle.org/v1',
    'https://hub.docker.com/r/paddlepaddle/paddle',
    'docker://paddlepaddle/paddle:2.6.1',
    'git@github.com:PaddlePaddle/Paddle.git',
  ])('refuses %s', (text) => {
    expect(code(text)).toBe('not-an-image');
  });

  it.each([
    ['PaddlePaddle/paddle:2.6.1', 'ok'],
    ['PaddlePaddle/Paddle:2.6.1', 'upper-case'],
    ['PaddlePaddle/a b', 'invalid-name'],
    ['PaddlePaddle/a b:main', 'not-an-image'],
    ['paddlex.command', 'ok'],
    ['paddle:main', 'ok'],
    ['other.module:main', 'ok'],
    ['paddlex.command:1.0', 'ok'],
    ['paddlepaddle.org', 'ok'],
    ['registry.example/v1', 'ok'],
  ])('leaves %s: %s', (text, expected) => {
    expect(code(text)).toBe(expected);
  });
});

describe('parseReference: what sticks to a reference', () => {
  it.each([
    ['paddlepaddle/paddle:latest-gpu</td>', 'paddlepaddle/paddle:latest-gpu', 30],
    ['paddlepaddle/paddle:latest-gpu</code></td>', 'paddlepaddle/paddle:latest-gpu', 30],
    ['paddlepaddle/paddle:2.6.1)', 'paddlepaddle/paddle:2.6.1', 25],
    ['paddlepaddle/paddle:2.6.1，', 'paddlepaddle/paddle:2.6.1', 25],
    ['paddlepaddle/paddle:2.6.1。', 'paddlepaddle/paddle:2.6.1', 25],
    ['paddlepaddle/paddle:2.6.1,', 'paddlepaddle/paddle:2.6.1', 25],
    ['`paddlepaddle/paddle:2.6.1`', 'paddlepaddle/paddle:2.6.1', 26],
    ['"paddlepaddle/paddle:2.6.1', 'paddlepaddle/paddle:2.6.1', 0],
    ['(paddlepaddle/paddle:2.6.1)', 'paddlepaddle/paddle:2.6.1', 26],
    ['paddlepaddle/paddle:2.6.1 ', 'paddlepaddle/paddle:2.6.1', 25],
  ])('names the reference inside %s', (text, core, at) => {
    expect(problem(text)).toMatchObject({
      code: 'stuck-punctuation',
      at,
      message: expect.stringContaining(core),
    });
  });

  it('keeps a full stop, which the grammar allows in a tag', () => {
    expect(parseReference('paddlepaddle/paddle:latest-gpu.')).toMatchObject({
      ok: true,
      value: { tag: 'latest-gpu.' },
    });
  });

  it.each(['...', ')', '((((', '<', '</td>', 'a>b>', '\0', ' '])('still refuses %j', (text) => {
    expect(code(text)).not.toBe('ok');
  });
});

describe('parseReference: hostile input', () => {
  it.each([undefined, null, 5, {}, [], Symbol('x')])('refuses %s, which is not text', (value) => {
    expect(parseReference(value as string)).toMatchObject({
      ok: false,
      problems: [{ code: 'not-text' }],
    });
  });

  it.each(['a'.repeat(200_000), 'x/'.repeat(100_000), '$'.repeat(200_000), '['.repeat(200_000)])(
    'refuses a text of 200,000 characters at once',
    (text) => {
      expect(code(text)).toBe('too-long');
    },
  );

  it.each([
    'x/' + 'a'.repeat(4000) + '!',
    ')'.repeat(4096),
    '<'.repeat(2048) + '>'.repeat(2048),
    '-'.repeat(4096),
    'a' + '-'.repeat(4095),
    'x.'.repeat(2000),
  ])('ends on hostile text %#', (text) => {
    expect(code(text)).not.toBe('ok');
  });

  it('never throws and never accepts what it cannot give back', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.stringMatching(/^[a-zA-Z0-9._:@/[\]-]{0,60}$/),
        ),
        (text) => {
          const parsed = parseReference(text);
          if (!parsed.ok)
            return (
              parsed.problems.length > 0 &&
              parsed.problems.every(({ at }) => at === null || (at >= 0 && at <= text.length))
            );
          const again = parseReference(canonicalReference(parsed.value));
          return (
            formatReference(parsed.value) === text &&
            (isHostByCaseAlone(parsed.value.registry) ||
              (again.ok && canonicalReference(again.value) === canonicalReference(parsed.value)))
          );
        },
      ),
    );
  });
});

/** `A/b` names a host `a` only by its capital: in lower case it is a path, and the full name means something else. */
function isHostByCaseAlone(registry: string): boolean {
  return !/[.:]/.test(registry) && registry !== 'localhost';
}

describe('canonicalReference', () => {
  it.each([
    ['mysql', 'docker.io/library/mysql'],
    ['Hub.baidubce.com/a/b:1', 'hub.baidubce.com/a/b:1'],
    [`a/b:1@sha256:${hex(64)}`, `docker.io/a/b:1@sha256:${hex(64)}`],
    ['a.b_c/d:1', 'a.b_c/d:1'],
  ])('%s is %s', (text, full) => {
    const parsed = parseReference(text);
    expect(parsed.ok && canonicalReference(parsed.value)).toBe(full);
  });
});
