import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { runCheck, type CheckFlags } from '../../src/app/check/run-check.ts';
import type { Report } from '../../src/findings/report.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export const NOW = Date.UTC(2026, 10, 23);

/** A folder with these files, gone when the test is over. */
export function folderOf(files: Files): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'paddle-verify-app-')));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  addFiles(folder, files);
  return folder;
}

export function addFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

export interface Called {
  readonly code: number;
  readonly report: Report;
  readonly stderr: string;
}

const FLAGS: CheckFlags = {
  'inline-waivers': true,
  format: 'json',
  quiet: true,
  'allow-no-subject': false,
  'stdin-name': '<stdin>',
};

/** The whole of `check`, in this process, with its JSON report. */
export async function check(
  cwd: string,
  targets: readonly string[] = ['.'],
  flags: Partial<CheckFlags> = {},
  stdin: Uint8Array | string = '',
): Promise<Called> {
  let out = '';
  let errors = '';
  const code = await runCheck({
    cwd,
    targets,
    flags: { ...FLAGS, ...flags },
    locale: 'en',
    now: NOW,
    streams: {
      stdout: { write: (text, done) => ((out += text), done?.()) },
      stderr: { write: (text, done) => ((errors += text), done?.()) },
      stdin: Readable.from([Buffer.from(stdin)]),
      env: {},
    },
  });
  return { code, report: JSON.parse(out) as Report, stderr: errors };
}

export function rulesOf({ findings }: Report): readonly string[] {
  return findings.map(({ rule, location }) => `${rule} ${location?.path ?? '-'}`);
}
