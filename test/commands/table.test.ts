import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/_table.ts';

const folder = fileURLToPath(new URL('../../src/commands', import.meta.url));

describe('the table of commands', () => {
  it('names every file of a command', () => {
    const ids = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => /\.ts$/.test(file) && !/(^|[\\/])_/.test(file))
      .map((file) => file.replace(/\.ts$/, '').replaceAll(/[\\/]/g, ':'));
    expect(Object.keys(COMMANDS).sort()).toEqual(ids.sort());
  });
});
