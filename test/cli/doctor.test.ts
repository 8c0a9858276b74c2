import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, runIn } from './folder.ts';

describe('doctor', () => {
  it('is content where the configuration is valid and git is here', () => {
    const { code, stdout } = runIn(folderWith({ 'paddle-verify.yaml': 'extends: production\n' }), ['doctor']);
    expect(stdout).toMatch(/configuration\s+found\s+paddle-verify\.yaml/);
    expect(stdout).toContain('used by no command of this version');
    expect(code).toBe(0);
  });

  it('says what a missing git leaves unchecked', () => {
    const { code, stdout } = runIn(folderWith({}), ['doctor'], { PATH: '/nowhere' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/git\s+not found\s+not on PATH/);
    expect(stdout).toContain('without git: check --changed-since');
  });

  it('shows what is wrong with the configuration', () => {
    const { code, stdout } = runIn(folderWith({ 'paddle-verify.yaml': 'failOn: hgih\n' }), ['doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain('paddle-verify.yaml:1:1: failOn');
  });

  it('calls a program that does not work not found, with what it said', () => {
    const folder = folderWith({ 'bin/trivy': '#!/bin/sh\necho broken >&2\nexit 1\n' });
    chmodSync(join(folder, 'bin/trivy'), 0o755);
    const { items } = JSON.parse(
      runIn(folder, ['doctor', '-f', 'json'], { PATH: `${folder}/bin:${process.env['PATH'] ?? ''}` }).stdout,
    ) as { items: { name: string; found: boolean; detail: string }[] };
    expect(items.find(({ name }) => name === 'trivy')).toMatchObject({ found: false });
    expect(items.find(({ name }) => name === 'trivy')?.detail).toContain('broken');
  });
});
