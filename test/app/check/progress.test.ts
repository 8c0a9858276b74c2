import { describe, expect, it } from 'vitest';
import { terminalProgress } from '../../../src/app/check/progress.ts';

function recorder(): { written: string[]; exits: number[]; time: { now: number } } {
  return { written: [], exits: [], time: { now: 0 } };
}

function started(log: ReturnType<typeof recorder>): ReturnType<typeof terminalProgress> {
  return terminalProgress({
    terminal: { write: (text) => log.written.push(text) },
    total: 1_000,
    clock: () => log.time.now,
    exit: (code) => log.exits.push(code),
  });
}

describe('progress on a terminal', () => {
  it('draws nothing for a run that is over at once', async () => {
    const log = recorder();
    const progress = started(log);
    await progress.step(1);
    progress.end();
    expect(log.written).toEqual([]);
  });

  it('rewrites one line and clears it at the end', async () => {
    const log = recorder();
    const progress = started(log);
    log.time.now = 100;
    await progress.step(312);
    await progress.step(313);
    progress.end();
    expect(log.written).toEqual(['\r\u001b[Kreading 312 of 1,000 files…', '\r\u001b[K']);
  });

  it('clears the line and leaves with 130 on Ctrl-C, and listens no longer once it has ended', async () => {
    const log = recorder();
    const before = process.listenerCount('SIGINT');
    const progress = started(log);
    log.time.now = 100;
    await progress.step(1);
    process.emit('SIGINT');
    expect(log.exits).toEqual([130]);
    expect(log.written.at(-1)).toBe('\r\u001b[K');
    progress.end();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
