import { Collector } from '../container-command/collector.ts';
import { scanScript } from '../container-command/scan-script.ts';
import type { Reader } from '../port.ts';

/** A script of a POSIX shell or bash: the container commands in it. */
export const readShellScript: Reader = (file, context) => {
  const collector = new Collector(file, context, 'shell-script');
  scanScript(file.text, { line: 1, column: 1 }, collector, { section: '' });
  const { problems, subjects, unread } = collector;
  return { kind: 'shell-script', problems, subjects, supporting: [], unread };
};
