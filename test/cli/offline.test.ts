import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = new URL('../..', import.meta.url).pathname;
const CONNECTED = 99;
let folder = '';
let guard = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offline-'));
  const file = join(folder, 'guard.mjs');
  // Whatever looks a name up or opens a connection ends the process at once.
  writeFileSync(
    file,
    [
      "import dns from 'node:dns';",
      "import net from 'node:net';",
      "import dgram from 'node:dgram';",
      `const end = () => process.exit(${String(CONNECTED)});`,
      'net.Socket.prototype.connect = end;',
      'dgram.Socket.prototype.send = end;',
      'dns.lookup = end;',
      'dns.resolve = end;',
    ].join('\n'),
  );
  guard = pathToFileURL(file).href;
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const guarded = (args: readonly string[]): number | null =>
  spawnSync(process.execPath, ['--import', guard, ...args], { cwd: root, encoding: 'utf8' }).status;

describe('without a network', () => {
  it('the guard ends what connects', () => {
    expect(guarded(['-e', "fetch('http://127.0.0.1:8099/')"])).toBe(CONNECTED);
    expect(guarded(['-e', "require('node:net').connect(9, '127.0.0.1')"])).toBe(CONNECTED);
  });

  it.each([
    [['check', 'examples/bank-ocr/before', '--offline'], 1],
    [['check', 'examples/bank-ocr/before', '--policy', 'production', '-f', 'sarif'], 1],
    [['check', 'paddlepaddle/paddle:2.6.2', '--offline', '-f', 'html'], 0],
    [['parse', 'paddlepaddle/paddle:2.6.2'], 0],
    [['compat', 'paddlepaddle/paddle:2.6.2', '--fleet', 'examples/bank-ocr/fleet.yaml'], 0],
    [['recommend', '--fleet', 'examples/bank-ocr/fleet.yaml'], 0],
    [['explain', 'tag/is-seen'], 0],
    [['rules', 'list'], 0],
    [['doctor'], 0],
  ])('%j connects to nothing', (args, status) => {
    expect(guarded(['bin/run.js', ...args])).toBe(status);
  });
});
