import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder = '';

/** A project of somebody else that has the package installed. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'paddle-verify'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The code blocks of docs/library.md, in order. */
const blocks = [...readFileSync(join(root, 'docs/library.md'), 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(
  ([, code = '']) => code,
);

describe('the package', () => {
  it('runs the examples of its documentation', () => {
    expect(blocks.length).toBeGreaterThan(1);
    for (const [index, code] of blocks.entries()) {
      const file = join(folder, `example-${String(index)}.mjs`);
      writeFileSync(file, code);
      const { stderr, status, stdout } = spawnSync(process.execPath, [file], {
        encoding: 'utf8',
        cwd: folder,
      });
      expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
      const expected = [...code.matchAll(/\/\/ prints: (.*)/g)].map(([, line = '']) => line);
      expect(stdout.trim().split('\n')).toEqual(expected);
    }
  });

  it.each(['nodenext', 'bundler'])(
    'has types that a consumer with moduleResolution %s can use',
    (resolution) => {
      for (const [index, code] of blocks.entries())
        writeFileSync(join(folder, `typed-${String(index)}.ts`), code);
      const module = resolution === 'bundler' ? 'esnext' : 'nodenext';
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            module,
            moduleResolution: resolution,
            target: 'es2022',
            strict: true,
            noEmit: true,
            skipLibCheck: false,
            types: [],
            lib: ['es2022', 'dom'],
          },
          include: ['typed-*.ts'],
        }),
      );
      const tsc = join(root, 'node_modules/typescript/bin/tsc');
      const run = (): string => execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
      expect(run).not.toThrow();
    },
  );
});
