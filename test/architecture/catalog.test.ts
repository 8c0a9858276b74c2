import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import type { Localized, RuleFile } from '../../src/rules/rule.ts';
import { catalogFiles } from '../rules/catalog-files.ts';
import { root, sourceText } from './tree.ts';

const rules = [...catalogFiles()];
/** Hundreds of the codes of each family. */
const HUNDREDS: Readonly<Record<string, RegExp>> = {
  input: /^PV00\d\d$/,
  tag: /^PV10\d\d$/,
  workload: /^PV20\d\d$/,
  hardening: /^PV30\d\d$/,
  dockerfile: /^PV40\d\d$/,
  compat: /^PV50\d\d$/,
  image: /^PV41\d\d$/,
  waiver: /^PV90\d\d$/,
  policy: /^PV90\d\d$/,
};

/** Placeholders whose value is an English sentence. */
const PROSE: ReadonlySet<string> = new Set(['why', 'caution']);

const placeholders = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].sort();

function texts(rule: RuleFile): readonly (readonly [string, Localized])[] {
  const messages = Object.entries(rule.messages).flatMap(([id, message]) => [
    [`message ${id}`, message] as const,
    ...(message.remediation === undefined ? [] : [[`remediation of ${id}`, message.remediation] as const]),
  ]);
  return [
    ['title', rule.title],
    ['rationale', rule.rationale],
    ['remediation', rule.remediation],
    ...messages,
  ];
}

describe.each(rules)('rule %s', (path, rule) => {
  it('has its path as id, and a code of its family', () => {
    expect(rule.id).toBe(path);
    expect(rule.code).toMatch(HUNDREDS[path.split('/')[0] ?? ''] ?? /^a family without codes$/);
  });

  it('says everything in both languages, with the same placeholders', () => {
    for (const [what, { en, zh }] of texts(rule)) {
      expect(en.trim(), what).not.toBe('');
      expect(zh, what).toMatch(/\p{Script=Han}/u);
      // English prose is replaced by Chinese words of the text itself, which may name the tag instead.
      const prose = placeholders(en).some((name) => PROSE.has(name));
      const left = prose ? new Set([...PROSE, 'tag']) : PROSE;
      const facts = (text: string): readonly string[] => placeholders(text).filter((name) => !left.has(name));
      expect(facts(zh), what).toEqual(facts(en));
    }
  });

  it('has a short title without a full stop', () => {
    for (const title of [rule.title.en, rule.title.zh]) {
      expect(title.length).toBeLessThanOrEqual(80);
      expect(title).not.toMatch(/[.。]$/);
    }
  });

  it('refers to pages over https', () => {
    expect(rule.references.length).toBeGreaterThan(0);
    for (const reference of rule.references) expect(new URL(reference).protocol).toBe('https:');
  });

  it('names a check that exists', () => {
    expect([...checks.keys()]).toContain(rule.check);
  });
});

describe('the catalogue', () => {
  it('uses each code once', () => {
    const codes = rules.map(([, { code }]) => code);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });

  it('uses every check', () => {
    const used = new Set(rules.map(([, { check }]) => check));
    expect([...checks.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  it('has no message that nothing says', () => {
    const source = sourceText();
    const dead = rules.flatMap(([path, rule]) =>
      Object.keys(rule.messages)
        .filter((id) => !source.includes(`'${id}'`) && !new RegExp(`\b${id}:`).test(source))
        .map((id) => `${path}: ${id}`),
    );
    expect(dead).toEqual([]);
  });
});

describe('the checks', () => {
  it('have their file as id', () => {
    const wrong = [...checks.keys()].filter(
      (id) => !readFileSync(`${root}src/checks/${id}.ts`, 'utf8').includes(`id: '${id}'`),
    );
    expect(wrong).toEqual([]);
  });

  it('are all in the generated index', () => {
    const families = readdirSync(`${root}src/checks`, { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const files = families.flatMap(({ name }) =>
      readdirSync(`${root}src/checks/${name}`)
        .filter((file) => /\bdefineCheck\(/.test(readFileSync(`${root}src/checks/${name}/${file}`, 'utf8')))
        .map((file) => `${name}/${file.replace(/\.ts$/, '')}`),
    );
    expect([...checks.keys()].sort()).toEqual(files.sort());
  });
});
