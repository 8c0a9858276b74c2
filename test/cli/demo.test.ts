import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { root } from './paddle-verify.ts';

describe('npm run demo', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/demo.mjs'], {
    cwd: root,
    encoding: 'utf8',
    // What the caller has set must not change what is shown.
    env: { ...process.env, PADDLE_VERIFY_POLICY: 'audit', LC_ALL: 'zh_CN.UTF-8' },
  });

  it('ends well when the two verdicts are the expected ones', () => {
    // Setting up may tell what it builds.
    expect(stderr).not.toMatch(/demo:|Error/);
    expect(status).toBe(0);
    expect(stdout).toMatch(/before +policy baseline +verdict fail +exit code 1/);
    expect(stdout).toMatch(/after +policy production +verdict pass +exit code 0/);
  });

  it('says where the images run on the machines of the bank, and what to do where they do not', () => {
    expect(stdout).toMatch(/ {4}runs \(native\) +a10 +NVIDIA A10/);
    expect(stdout).toMatch(
      / {4}cannot run +workstation .*\n.*why: .*\n.*fix: Upgrade the driver to 525\.60\.13/,
    );
    expect(stdout).toContain('Runs on every GPU group');
    expect(readFileSync(`${root}.cache/demo/fleet.html`, 'utf8')).toContain(
      '<h1>Does not run everywhere</h1>',
    );
  });

  it('explains one rule in each language, and says where to go on', () => {
    expect(stdout).toContain('The tag does not contradict the published lists');
    expect(stdout).toContain('容器不以特权模式运行');
    expect(stdout).toContain('Try next');
    expect(stdout.split('\n').length).toBeLessThan(200);
  });
});
