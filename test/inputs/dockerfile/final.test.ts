import { describe, expect, it } from 'vitest';
import { startsServer } from '../../../src/inputs/dockerfile/servers.ts';
import { factOf } from './reading.ts';

const final = (text: string) => factOf('dockerfile.final', text).value;

describe('the final image', () => {
  it('inherits through FROM of a stage, and only from there', () => {
    const text = [
      'FROM paddlepaddle/paddle:2.6.1 AS base',
      'ENV A=1 B=$A',
      'EXPOSE 80',
      'HEALTHCHECK CMD x',
      'USER 1000',
      'CMD ["a"]',
      'FROM ubuntu:22.04 AS other',
      'EXPOSE 99',
      'USER root',
      'FROM base',
      'ENV B=2 C=${A}$A',
      'EXPOSE 81',
    ].join('\n');
    expect(final(text)).toMatchObject({
      exposes: ['80', '81'],
      healthcheck: 'present',
      environment: { A: '1', B: '2', C: '11' },
      command: ['a'],
      serving: true,
      at: { healthcheck: [4, 13], exposes: [3, 8] },
    });
    expect(factOf('dockerfile.user', text).value.user).toBe('1000');
  });

  it('lets an ENTRYPOINT take the CMD of the base away, and not its own', () => {
    const base = 'FROM paddlepaddle/paddle:2.6.1 AS b\nCMD ["a"]\nFROM b\n';
    expect(final(`${base}ENTRYPOINT ["e"]`)).toMatchObject({ entrypoint: ['e'], command: [] });
    expect(final(`${base}CMD ["c"]\nENTRYPOINT ["e"]`)).toMatchObject({ entrypoint: ['e'], command: ['c'] });
  });

  it('gives the shell form to the shell that SHELL names', () => {
    expect(final('FROM a:1\nCMD a b').command).toEqual(['/bin/sh', '-c', 'a b']);
    expect(final('FROM a:1\nSHELL ["/bin/bash", "-c"]\nCMD a b').command).toEqual(['/bin/bash', '-c', 'a b']);
  });

  it('keeps what the base image may set as it is written', () => {
    expect(final('FROM a:1\nENV PATH=/x:$PATH').environment).toEqual({ PATH: '/x:$PATH' });
  });

  it('lets HEALTHCHECK NONE undo one', () => {
    expect(final('FROM a:1\nHEALTHCHECK CMD x\nHEALTHCHECK none').healthcheck).toBe('none');
    expect(final('FROM a:1').healthcheck).toBe('absent');
  });

  it('survives a variable called __proto__', () => {
    const { environment } = final('FROM a:1\nENV __proto__=x constructor=y');
    expect(Object.entries(environment)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('leaves a USER open that only a build argument gives', () => {
    expect(factOf('dockerfile.user', 'FROM a:1\nARG U\nUSER $U').gaps).toHaveLength(1);
    const given = factOf('dockerfile.user', 'FROM a:1\nARG U\nUSER $U', { buildArgs: { U: '7' } });
    expect([given.value.user, given.gaps]).toEqual(['7', []]);
    expect(factOf('dockerfile.user', 'FROM a:1\nARG U=8\nUSER ${U}:0').value.user).toBe('8:0');
  });
});

describe('stages', () => {
  const facts = (text: string) =>
    factOf('dockerfile.stages', text).value.stages.map(({ name, final, feedsFinal, baseStage, make }) => [
      name,
      baseStage,
      final,
      feedsFinal,
      make,
    ]);

  it('tell what goes into the final image, however many stages lie between', () => {
    const text = [
      'FROM golang:1.22 AS compile',
      'FROM scratch AS pack',
      'COPY --from=compile /a /a',
      'FROM unused:1 AS unused',
      'FROM paddlepaddle/paddle:2.6.1 AS base',
      'FROM base AS app',
      'RUN --mount=type=bind,from=pack,target=/x cp /x/a /a',
    ].join('\n');
    expect(facts(text)).toEqual([
      ['compile', null, false, true, 'other'],
      ['pack', null, false, true, 'other'],
      ['unused', null, false, false, 'unknown'],
      ['base', null, true, false, 'paddle'],
      ['app', 3, true, false, 'derived'],
    ]);
  });

  it('are a gap where a base cannot be told', () => {
    const { value, gaps } = factOf('dockerfile.stages', 'ARG B\nFROM $B');
    expect(value.stages[0]).toMatchObject({ reference: null, make: 'unknown', written: '$B' });
    expect(gaps[0]?.advice).toContain('--build-arg B=VALUE');
  });
});

describe('servers', () => {
  it.each([
    ['gunicorn -b 0.0.0.0:5000 app:app', true],
    ['/usr/local/bin/uvicorn app:app', true],
    ['flask run', true],
    ['flask db upgrade', false],
    ['python -m paddle_serving_server.serve --port 9393', true],
    ['python3 -m paddleocr.server --port=8080', true],
    ['python3 -u -m fastdeploy.entrypoints.openai.api_server', true],
    ['tritonserver --model-repository=/models', true],
    ['fastdeployserver --model-repository=/m', true],
    ['paddlex --serve --pipeline OCR', true],
    ['paddlex --pipeline OCR --input a.png', false],
    ['python ocr_server.py', true],
    ['python train.py', false],
    ['python -m pip install server', false],
    ['/bin/sh -c exec gunicorn app:app', true],
    ['python manage.py runserver', true],
    ['bash', false],
  ])('%s: %s', (command, serving) => {
    expect(startsServer(command.split(' '))).toBe(serving);
  });
});
