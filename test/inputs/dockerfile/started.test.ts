import { describe, expect, it } from 'vitest';
import { startGap, withEnvironment } from '../../../src/inputs/dockerfile/started.ts';

describe('what an image starts', () => {
  it.each([
    [['python', '-m', 'http.server'], false],
    [['/bin/sh', '-c', 'gunicorn -b 0.0.0.0:$PORT app:app'], false],
    [['/bin/sh', '-c', 'exec python -u app.py $OPTIONS'], false],
    [[], false],
    [['/bin/sh', '-c', '$PROGRAM --port 8080'], true],
    [['/bin/sh', '-c', 'LANG=C exec ${PROGRAM}'], true],
    [['/bin/sh', '-c', 'python3 -u -m $MODULE'], true],
    [['/bin/sh', '-c', '/usr/bin/python3.10 "$SCRIPT"'], true],
  ])('%j is left open: %s', (command, open) => {
    expect(startGap(command) !== null).toBe(open);
  });

  it('fills in what ENV says and leaves the rest', () => {
    const environment = new Map([['MODULE', 'paddleocr.server']]);
    expect(withEnvironment(['python -m ${MODULE} $PORT $MODULE$'], environment)).toEqual([
      'python -m paddleocr.server $PORT paddleocr.server$',
    ]);
  });
});
