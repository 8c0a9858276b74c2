import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from './tree.ts';

const sources = filesBelow('src').filter((path) => path.endsWith('.ts'));
const text = (path: string): string => readFileSync(`${root}${path}`, 'utf8');
const generated = 'src/checks/index.ts';

describe('the sources', () => {
  it('have no file of more than 250 lines', () => {
    expect(sources.filter((path) => path !== generated && text(path).split('\n').length > 251)).toEqual([]);
  });

  it('export by name; only commands have a default, which oclif asks for', () => {
    const defaults = sources.filter((path) => /^export default\b/m.test(text(path)));
    expect(defaults.filter((path) => !path.startsWith('src/commands/'))).toEqual([]);
  });

  it('have no drawer for everything', () => {
    expect(
      sources.filter((path) => /(^|\/)(utils?|commons?|helpers?|shared|misc)(\/|\.ts$)/.test(path)),
    ).toEqual([]);
  });

  it('import no I/O in pure folders', () => {
    const pure = /^src\/(reference|syntax|inputs|facts|findings|checks|rules|engine|report|schema)\//;
    const forbidden =
      /from '(node:)?(fs|fs\/promises|child_process|net|http|https|dns|os|worker_threads|tls|dgram)'/;
    expect(sources.filter((path) => pure.test(path) && forbidden.test(text(path)))).toEqual([]);
  });
});

describe('the repository', () => {
  const isClone = existsSync(`${root}.git`);

  it.skipIf(!isClone)('names no folder of one machine and no host of one workplace', () => {
    const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter(
        (path) => /\.(ts|mjs|cjs|js|json|md|ya?ml|go|mod|sh)$/.test(path) && existsSync(`${root}${path}`),
      );
    // Put together here, so that this file does not hold what it looks for.
    const machine = new RegExp(
      ['/work', '(?:main|shared|\\.library)'].join('/') +
        '|(?:^|["\'\\s])/(?:root|home/(?!\\w+/\\.))/\\w+/(?:main|checkout)',
    );
    expect(tracked.length).toBeGreaterThan(100);
    expect(tracked.filter((path) => machine.test(text(path)))).toEqual([]);
  });
});
