import { describe, expect, it } from 'vitest';
import { holdsWhatItStarts } from '../../../src/checks/image/holds-what-it-starts.ts';
import { installsFirst, startedModules } from '../../../src/checks/image/started-module.ts';
import { startsExistingModule } from '../../../src/checks/image/starts-existing-module.ts';
import { answer, ask } from '../ask.ts';
import { catalogOptions } from '../catalog-options.ts';
import { containerFacts } from '../facts.ts';

describe('the modules that a command starts', () => {
  it.each<[readonly string[], readonly string[]]>([
    [['python', '-m', 'http.server', '8080'], ['http.server']],
    [['/usr/bin/python3.10', '-u', '-m', 'paddle.distributed.launch'], ['paddle.distributed.launch']],
    [['sh', '-c', 'cd /srv && exec python3 -m paddleocr.server --port=8080'], ['paddleocr.server']],
    [['python -um paddleocr.server'], ['paddleocr.server']],
    [['python', '-mpaddleocr.server'], ['paddleocr.server']],
    [['python', 'app.py', '-m', 'model'], []],
    [['gunicorn', '-m', '007'], []],
    [['python', '-m'], []],
    [[], []],
  ])('%j: %j', (command, expected) => {
    expect(startedModules(command)).toEqual(expected);
  });

  it('sees that the command installs something first', () => {
    expect(installsFirst(['bash', '-c', 'pip install paddlex==3.0.0 && paddlex --serve'])).toBe(true);
    expect(installsFirst(['paddlex', '--serve'])).toBe(false);
  });

  it('reads no more of a hostile command than it needs', () => {
    expect(startedModules([`python ${'-u '.repeat(1_000_000)}-m paddleocr.server`])).toEqual([]);
  });
});

describe('image/starts-existing-module', () => {
  const options = catalogOptions('image/starts-existing-module');
  it.each<[readonly string[], string]>([
    [[], 'notApplicable'],
    [['python', '-m', 'http.server'], 'pass'],
    [['python', '-m', 'paddleocr'], 'pass'],
    [['python', '-m', 'paddleocr.server', '--port=8080'], 'fail:no-such-module'],
    [['python', '-m', 'paddleocr.server.main'], 'fail:no-such-module'],
    [['python', '-m', 'paddleocr.servers'], 'pass'],
  ])('%j: %s', (command, expected) => {
    expect(answer(startsExistingModule, containerFacts({ context: { command } }), options)).toBe(expected);
  });

  it('says how the service is really started', () => {
    const facts = containerFacts({ context: { command: ['python', '-m', 'paddleocr.server'] } });
    expect(ask(startsExistingModule, facts, options)).toMatchObject({
      data: { module: 'paddleocr.server', package: 'paddleocr', instead: 'paddlex --serve --pipeline OCR' },
    });
  });
});

describe('image/holds-what-it-starts', () => {
  const options = catalogOptions('image/holds-what-it-starts');
  const mount = {
    target: '/srv',
    readOnly: true,
    type: 'bind',
    source: './app',
    line: 1,
    column: 1,
  } as const;
  it.each<[string, readonly string[], string, readonly (typeof mount)[], string]>([
    ['no command', [], 'paddlepaddle/paddle:3.0.0', [], 'notApplicable'],
    ['Python alone', ['python', '-c', 'import paddle'], 'paddlepaddle/paddle:3.0.0', [], 'pass'],
    ['PaddleX', ['paddlex', '--serve'], 'paddlepaddle/paddle:3.0.0', [], 'fail:not-in-image'],
    [
      'a module of PaddleX',
      ['python', '-m', 'paddlex'],
      'paddlepaddle/paddle:3.0.0',
      [],
      'fail:not-in-image',
    ],
    [
      'an image of PaddleX',
      ['paddlex', '--serve'],
      'paddlepaddle/paddlex:paddlex3.0.1-paddlepaddle3.0.0-cpu',
      [],
      'notApplicable',
    ],
    ['an image of somebody', ['paddlex'], 'registry.bank.example/ocr:1', [], 'notApplicable'],
    [
      'a folder that may hold it',
      ['python', '-m', 'paddleocr'],
      'paddlepaddle/paddle:3.0.0',
      [mount],
      'pass',
    ],
    [
      'installed by the command',
      ['sh', '-c', 'pip install paddlex; paddlex'],
      'paddlepaddle/paddle:3.0.0',
      [],
      'pass',
    ],
    [
      'what another rule speaks of',
      ['python', '-m', 'paddleocr.server'],
      'paddlepaddle/paddle:3.0.0',
      [],
      'notApplicable',
    ],
  ])('%s', (_, command, image, mounts, expected) => {
    const facts = containerFacts({ context: { command }, mounts: { mounts } }, image);
    expect(answer(holdsWhatItStarts, facts, options)).toBe(expected);
  });
});
