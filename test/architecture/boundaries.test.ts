import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from './tree.ts';

/** A copy with one forbidden import each: the gate must see it, or it guards nothing. */
const PLANTED = [
  ['src/checks/tag/planted.ts', "import '../../adapters/process/run.ts';"],
  ['src/checks/tag/planted.ts', "import 'node:fs';"],
  ['src/report/planted.ts', "import '../engine/bind.ts';"],
  ['src/syntax/planted.ts', "import '../reference/parse.ts';"],
  ['src/commands/planted.ts', "import '../engine/bind.ts';"],
  ['src/newcomer/planted.ts', "import '../facts/subject.ts';"],
] as const;

describe('the import boundaries', () => {
  const copy = mkdtempSync(join(tmpdir(), 'paddle-verify-boundaries-'));
  for (const name of ['src', 'rules', '.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  const errors = (): string => {
    const depcruise = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
    return spawnSync(process.execPath, [depcruise, 'src', '--output-type', 'err'], {
      cwd: copy,
      encoding: 'utf8',
    }).stdout;
  };

  it.each(PLANTED)('refuse in %s: %s', (path, line) => {
    mkdirSync(join(copy, path, '..'), { recursive: true });
    writeFileSync(join(copy, path), `${line}\n`);
    const said = errors();
    rmSync(join(copy, path));
    expect(said).toMatch(new RegExp(`error [\\w-]+: ${path.replaceAll('.', '\\.')}`));
  });
});
