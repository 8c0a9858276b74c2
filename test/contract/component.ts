import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

/** Real programs that tests compare with. `scripts/setup.mjs --tests` looks for them and fetches what it can. */
export type Component = 'git' | 'bash' | 'chromium' | 'xmllint' | 'cmark-gfm' | 'go';

export interface Found {
  readonly available: boolean;
  /** The program; empty when there is none. */
  readonly path: string;
  /** For the title of the skipped test: why there is none; empty when there is one. */
  readonly reason: string;
}

const RECORD = path.resolve(import.meta.dirname, '../../.cache/components.json');

/**
 * The one way in which a test asks for a component:
 *
 *     const chromium = needs('chromium');
 *     describe.skipIf(!chromium.available)(`the HTML report in a browser ${chromium.reason}`, …);
 *
 * Without the component the test is skipped by name. With `CI=true` that is an error: every one of them can be had from
 * a package, so a pipeline must not go green without having asked.
 */
export function needs(component: Component): Found {
  const { path: program, reason } = recorded(component) ?? onPath(component);
  if (program !== undefined) return { available: true, path: program, reason: '' };
  if (process.env['CI'] === 'true') throw new Error(`${component}: ${reason ?? 'not found'}`);
  return { available: false, path: '', reason: `(skipped: ${component}: ${reason ?? 'not found'})` };
}

interface Recorded {
  readonly path?: string;
  readonly reason?: string;
}

function recorded(component: Component): Recorded | undefined {
  if (!existsSync(RECORD)) return undefined;
  const { found } = JSON.parse(readFileSync(RECORD, 'utf8')) as { found: Record<string, Recorded> };
  const entry = found[component];
  return entry?.path !== undefined && !existsSync(entry.path) ? undefined : entry;
}

/** A browser has to be named by its whole path. */
function whole(program: string): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)) ?? program;
}

/** A test that is run without the set-up. */
function onPath(component: Component): Recorded {
  const question = component === 'go' ? 'version' : '--version';
  const runs = spawnSync(component, [question], { stdio: 'ignore' }).status === 0;
  return runs ? { path: whole(component) } : { reason: 'not on PATH (node scripts/setup.mjs --tests)' };
}
