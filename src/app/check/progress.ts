import { constants } from 'node:os';

interface Terminal {
  write(text: string): unknown;
}

/** How far a run is, on one line of a terminal that is rewritten and, at the end, cleared. */
export interface Progress {
  /** Says that `done` files are read. Now and then it lets the event loop turn, so that Ctrl-C is heard. */
  step(done: number): Promise<void>;
  end(): void;
}

const CLEAR_LINE = '\r\u001b[K';
const INTERVAL_MS = 80;

/** Nothing is drawn, nothing is listened for: Ctrl-C ends the process by itself. */
export const noProgress: Progress = {
  step: () => Promise.resolve(),
  end: () => undefined,
};

export interface ProgressSetting {
  readonly terminal: Terminal;
  readonly total: number;
  /** Milliseconds; only differences of it count. */
  readonly clock: () => number;
  readonly exit: (code: number) => void;
}

/** Draws on a terminal until `end`; on Ctrl-C clears the line and leaves with 130, as a shell expects. */
export function terminalProgress({ terminal, total, clock, exit }: ProgressSetting): Progress {
  let drawn = clock();
  let shown = false;
  const clear = (): void => {
    if (shown) terminal.write(CLEAR_LINE);
    shown = false;
  };
  const interrupted = (): void => {
    clear();
    exit(128 + constants.signals.SIGINT);
  };
  process.on('SIGINT', interrupted);
  return {
    step: async (done) => {
      const now = clock();
      if (now - drawn < INTERVAL_MS) return;
      drawn = now;
      shown = true;
      terminal.write(
        `${CLEAR_LINE}reading ${done.toLocaleString('en')} of ${total.toLocaleString('en')} files…`,
      );
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    },
    end: () => {
      clear();
      process.off('SIGINT', interrupted);
    },
  };
}
