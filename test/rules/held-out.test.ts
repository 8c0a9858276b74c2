import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { judgeFolder, type Files } from './judge-folder.ts';

/**
 * Files in the style of real projects, once as they should be and then with one fault at a time: each fault gives
 * exactly one finding, at its place; the clean files give none, and what nobody can know is not checked.
 */
interface Style {
  readonly about: string;
  readonly policy?: 'baseline' | 'production';
  readonly files: Files;
  /** Rules that cannot judge even the clean files. */
  readonly unchecked?: readonly string[];
  readonly faults: readonly Fault[];
}

interface Fault {
  readonly name: string;
  /** Pairs of a text that the files hold and what stands there instead; `«` in the latter marks where the finding stands. */
  readonly change: readonly (readonly [from: string, to: string])[];
  /** `rule:message`, or nothing where the change is no fault. */
  readonly finds?: string | readonly string[];
  /** Rules that can no longer judge. */
  readonly unchecked?: readonly string[];
  /** A part of the reason that one of them gives. */
  readonly because?: string;
}

const MARK = '«';
const folder = new URL('../../fixtures/rules/held-out/', import.meta.url);
const styles = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => [name, parse(readFileSync(new URL(name, folder), 'utf8')) as Style] as const);

function changed(files: Files, changes: Fault['change']): Files {
  let result: Files = files;
  for (const [from, to] of changes) {
    const path = Object.keys(result).find((name) => result[name]?.includes(from) === true);
    if (path === undefined) throw new Error(`no file holds ${from}`);
    result = { ...result, [path]: result[path]!.replace(from, () => to) };
  }
  return result;
}

/** The files without the mark, and where it stood: `path:line:column`. */
function unmarked(files: Files): { readonly files: Files; readonly place: string | null } {
  for (const [path, text] of Object.entries(files)) {
    const at = text.indexOf(MARK);
    if (at < 0) continue;
    const before = text.slice(0, at).split('\n');
    const place = `${path}:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`;
    return { files: { ...files, [path]: text.replace(MARK, '') }, place };
  }
  return { files, place: null };
}

async function judge(files: Files, policy: Style['policy'] = 'baseline') {
  const { findings, unchecked, errors } = await judgeFolder(files, policy);
  expect(errors).toEqual([]);
  return {
    found: findings.map(({ rule, message }) => `${rule}:${message}`).sort(),
    places: findings.map(({ location }) =>
      location === null ? '' : `${location.path}:${String(location.line)}:${String(location.column)}`,
    ),
    unchecked: [...new Set(unchecked.map(({ rule }) => rule))].sort(),
    reasons: unchecked.flatMap(({ missing }) => missing.map(({ detail }) => detail)).join('\n'),
  };
}

describe.each(styles)('%s', (_, style) => {
  it('is clean', async () => {
    const { found, unchecked } = await judge(style.files, style.policy);
    expect([...found, ...unchecked].join('\n')).toBe([...(style.unchecked ?? [])].sort().join('\n'));
  });

  it.each(style.faults.map((fault) => [fault.name, fault] as const))('%s', async (_name, fault) => {
    const { files, place } = unmarked(changed(style.files, fault.change));
    const { found, places, unchecked, reasons } = await judge(files, style.policy);
    expect(found.join('\n')).toBe([fault.finds ?? []].flat().sort().join('\n'));
    if (place !== null) expect(places.join('\n')).toContain(place);
    const expected = [...new Set([...(style.unchecked ?? []), ...(fault.unchecked ?? [])])].sort();
    if (fault.finds === undefined) expect(unchecked.join(' ')).toBe(expected.join(' '));
    else expect(unchecked).toEqual(expect.arrayContaining([...(fault.unchecked ?? [])]));
    if (fault.because !== undefined) expect(reasons).toContain(fault.because);
  });
});

it('holds faults enough to mean something', () => {
  expect(styles.reduce((count, [, { faults }]) => count + faults.length, 0)).toBeGreaterThan(120);
});
