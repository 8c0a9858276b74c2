import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/findings/report.ts';
import { check, folderOf } from './call.ts';
import { BAD, HOSTILE } from './hostile-texts.ts';

const unreadable = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rule }) => rule === 'input/is-readable').map(({ subject }) => subject.name);
const pinning = ({ findings }: Report): readonly string[] =>
  findings.filter(({ rule }) => rule === 'tag/is-pinned').map(({ location }) => location?.path ?? '');
const utf16 = (text: string, order: 'le' | 'be', mark = true): Buffer => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
};
const POD = (image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: ${image}\n`;

describe('a hostile file beside a faulty one', () => {
  it.each(HOSTILE)('$name: both are told of', async ({ files, unreadable: broken }) => {
    const { code, report } = await check(folderOf({ ...files, 'zz/Dockerfile': BAD }));
    expect(report.errors).toEqual([]);
    expect(pinning(report)).toContain('zz/Dockerfile');
    expect(code).toBe(1);
    if (broken) expect(unreadable(report)).toContain(Object.keys(files)[0]);
    expect(JSON.stringify(report).length).toBeLessThan(1_000_000);
  });
});

describe('encodings', () => {
  const SCRIPT = '#!/bin/sh\ndocker run paddlepaddle/paddle:latest\n';

  it('GBK is a fault of the file, and what it holds is judged all the same', async () => {
    // "# 中文" in GBK.
    const comment = Buffer.from([0x23, 0x20, 0xd6, 0xd0, 0xce, 0xc4, 0x0a]);
    const gbk = (text: string): Buffer => Buffer.concat([comment, Buffer.from(text)]);
    const files = {
      Dockerfile: gbk(BAD),
      'k.yaml': gbk(POD('paddlepaddle/paddle:latest')),
      'a.sh': gbk(SCRIPT),
    };
    const { report } = await check(folderOf(files), Object.keys(files));
    expect(unreadable(report)).toEqual(['Dockerfile', 'a.sh', 'k.yaml']);
    expect([...new Set(pinning(report))]).toEqual(['Dockerfile', 'a.sh', 'k.yaml']);
    expect(report.findings.find(({ rule }) => rule === 'input/is-readable')?.remediation).toContain(
      'iconv -f GBK -t UTF-8',
    );
  });

  it('GBK in what a kustomization draws in is a fault of that file', async () => {
    const gbk = Buffer.concat([
      Buffer.from([0x23, 0xd6, 0xd0, 0x0a]),
      Buffer.from(POD('paddlepaddle/paddle:latest')),
    ]);
    const { code, report } = await check(
      folderOf({ 'kustomization.yaml': 'resources: [pod.yaml]\n', 'pod.yaml': gbk }),
    );
    expect(unreadable(report)).toEqual(['pod.yaml']);
    expect(pinning(report)).toEqual(['pod.yaml']);
    expect(code).toBe(1);
  });

  it.each(['le', 'be'] as const)(
    'UTF-16%s with a mark is read as YAML, and refused where docker, sh and make refuse it',
    async (order) => {
      const { report } = await check(
        folderOf({
          'k.yaml': utf16(POD('paddlepaddle/paddle:latest'), order),
          Dockerfile: utf16(BAD, order),
          'a.sh': utf16(SCRIPT, order),
          Makefile: utf16('a:\n\tdocker run a:1\n', order),
        }),
      );
      expect(unreadable(report)).toEqual(['Dockerfile', 'Makefile', 'a.sh']);
      expect(pinning(report)).toContain('k.yaml');
    },
  );

  it.each(['le', 'be'] as const)('UTF-16%s without a mark is not passed by', async (order) => {
    const { code, report } = await check(folderOf({ 'k.yaml': utf16(POD('a:1'), order, false) }));
    expect(unreadable(report)).toEqual(['k.yaml']);
    expect(code).toBe(1);
  });

  it('a mark of UTF-8 and CRLF change nothing', async () => {
    const plain = await check(folderOf({ Dockerfile: BAD, 'k.yaml': POD('paddlepaddle/paddle:latest') }));
    const marked = await check(
      folderOf({
        Dockerfile: `\ufeff${BAD.replaceAll('\n', '\r\n')}`,
        'k.yaml': `\ufeff${POD('paddlepaddle/paddle:latest').replaceAll('\n', '\r\n')}`,
      }),
    );
    const told = ({ findings }: Report): unknown =>
      findings.map(({ rule, message, location, fingerprint }) => ({
        rule,
        message,
        line: location?.line,
        fingerprint,
      }));
    expect(told(marked.report)).toEqual(told(plain.report));
  });
});

describe('keys with a meaning in JavaScript', () => {
  it('are names like any other, in every format', async () => {
    const image = 'paddlepaddle/paddle:latest';
    const { report } = await check(
      folderOf({
        'k.yaml': `apiVersion: v1\nkind: Pod\nmetadata: {name: __proto__}\nspec: {__proto__: {containers: []}, containers: [{name: constructor, image: "${image}", __proto__: {securityContext: {runAsNonRoot: true}}}]}\n`,
        'compose.yaml': `__proto__: {a: 1}\nservices: {__proto__: {image: "${image}"}, constructor: {image: "${image}"}}\n`,
        'b.Dockerfile': `FROM ${image} AS constructor\nENV __proto__=1 constructor=2\nFROM constructor\nUSER 1000\n`,
        'a.sh': `#!/bin/sh\nconstructor=${image}\ndocker run "$constructor"\ndocker run $toString\n`,
        '.gitlab-ci.yml': `__proto__: {script: [ls], image: "${image}"}\nconstructor: {script: [ls], image: "${image}"}\nstages: [a]\n`,
      }),
    );
    expect(report.errors).toEqual([]);
    expect(unreadable(report)).toEqual([]);
    const places = pinning(report);
    expect(places.filter((path) => path === 'compose.yaml')).toHaveLength(2);
    expect(places.filter((path) => path === '.gitlab-ci.yml')).toHaveLength(2);
    for (const path of ['k.yaml', 'b.Dockerfile', 'a.sh']) expect(places).toContain(path);
    // `$toString` is not known, and must not be what JavaScript knows by that name.
    expect(report.notChecked.some(({ location }) => location?.path === 'a.sh')).toBe(true);
    expect(({} as Record<string, unknown>)['securityContext']).toBeUndefined();
  });
});

describe('what is filled in later', () => {
  it('is no pass for the host path that it names', async () => {
    const pod = `${POD('docker.io/paddlepaddle/paddle:2.6.1')}    volumeMounts: [{name: v, mountPath: /v}]\n  volumes: [{name: v, hostPath: {path: "\${DATA}"}}]\n`;
    const { report } = await check(folderOf({ 'k.yaml': pod }));
    const open = report.notChecked.map(({ rule }) => rule);
    expect(open).toContain('hardening/mounts-no-sensitive-host-path');
    expect(open).toContain('hardening/mounts-no-engine-socket');
  });
});

describe('files under names that are none of ours', () => {
  const SCRIPT = '#!/bin/sh\ndocker run paddlepaddle/paddle:latest\n';

  it.each([SCRIPT, `\ufeff${SCRIPT}`])('are judged when they begin as a script', async (text) => {
    const { report } = await check(folderOf({ 'start.command': text, 'x.png': 'no', 'x.py': 'image: a\n' }));
    expect(report.inputs.map(({ path }) => path)).toEqual(['start.command']);
    expect(pinning(report)).toEqual(['start.command']);
  });

  it('are a fault when they are named and cannot be judged', async () => {
    const { code, report } = await check(folderOf({ 'x.py': 'image: a\n' }), ['x.py']);
    expect(unreadable(report)).toEqual(['x.py']);
    expect(code).toBe(1);
  });
});
