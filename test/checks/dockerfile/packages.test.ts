import { describe, expect, it } from 'vitest';
import { hasOnePackageIndex } from '../../../src/checks/dockerfile/has-one-package-index.ts';
import { hasPackageHashes } from '../../../src/checks/dockerfile/has-package-hashes.ts';
import { pinsPythonPackages } from '../../../src/checks/dockerfile/pins-python-packages.ts';
import { removesPackageLists } from '../../../src/checks/dockerfile/removes-package-lists.ts';
import { trustsNoUnverifiedIndex } from '../../../src/checks/dockerfile/trusts-no-unverified-index.ts';
import type { DockerfileInstructions, PipInstall, PipRequirement } from '../../../src/facts/dockerfile.ts';
import { answer, ask } from '../ask.ts';
import { dockerfileFacts } from '../dockerfile-facts.ts';
import { pipInstall, requirement } from '../pip-facts.ts';

const installs = (...pip: readonly PipInstall[]): ReturnType<typeof dockerfileFacts> =>
  dockerfileFacts({ packages: { pip } });
const one = (name: string, changes: Partial<PipRequirement> = {}): ReturnType<typeof dockerfileFacts> =>
  installs(pipInstall([requirement(name, changes)]));
const env = (name: string, value: string): DockerfileInstructions['variables'][number] => ({
  stage: 0,
  kind: 'ENV',
  name,
  value,
  at: [3, 5],
});

describe('dockerfile/pins-python-packages', () => {
  it.each<[string, ReturnType<typeof dockerfileFacts>, string]>([
    ['no install at all', installs(), 'pass'],
    ['an exact version', one('flask==3.0.3'), 'pass'],
    ['a name', one('flask'), 'fail:unpinned'],
    ['a range', one('flask>=3'), 'fail:unpinned'],
    ['one file', one('ocr', { url: 'https://files.example.com/ocr-1.0-py3-none-any.whl' }), 'pass'],
    ['the project itself', one('.', { url: '.' }), 'pass'],
    ['a branch of git', one('ocr', { url: 'git+https://github.com/bank/ocr@main' }), 'fail:unpinned'],
    [
      'a commit of git',
      one('ocr', { url: `git+https://github.com/bank/ocr@${'a1'.repeat(20)}#egg=ocr` }),
      'pass',
    ],
    [
      'in a stage that hands nothing over',
      installs({ ...pipInstall([requirement('flask')]), stage: 7 }),
      'pass',
    ],
  ])('%s', (_, facts, expected) => {
    expect(answer(pinsPythonPackages, facts)).toBe(expected);
  });

  it('names each package once, at the place where it is asked for', () => {
    const place = { path: 'requirements.txt', line: 4, column: 1 };
    const facts = installs(
      pipInstall([requirement('flask', { place }), requirement('redis')]),
      pipInstall([requirement('flask')]),
    );
    expect(ask(pinsPythonPackages, facts)).toMatchObject({
      data: { packages: ['flask', 'redis'], example: 'flask==<version>' },
      at: [4, 1, 'requirements.txt'],
    });
  });
});

describe('dockerfile/has-package-hashes', () => {
  it.each<[string, ReturnType<typeof dockerfileFacts>, string]>([
    ['no install at all', installs(), 'pass'],
    ['a hash', one('flask==3.0.3', { hashes: 1 }), 'pass'],
    ['no hash', one('flask==3.0.3'), 'fail:no-hash'],
    ['hashes required', installs(pipInstall([requirement('flask==3.0.3')], { requireHashes: true })), 'pass'],
    ['a name: another rule speaks', one('flask'), 'pass'],
    ['a file from the net', one('ocr', { url: 'https://files.example.com/ocr.whl' }), 'fail:no-hash'],
    ['a file of the context', one('ocr', { url: './ocr.whl' }), 'pass'],
  ])('%s', (_, facts, expected) => {
    expect(answer(hasPackageHashes, facts)).toBe(expected);
  });
});

describe('dockerfile/trusts-no-unverified-index', () => {
  const flask = [requirement('flask==3.0.3')];
  const http = 'http://pypi.bank.example/simple';
  it.each<[string, Partial<PipInstall>, readonly ReturnType<typeof env>[], string]>([
    ['https', { indexUrl: 'https://pypi.bank.example/simple' }, [], 'pass'],
    ['a trusted host', { trustedHosts: ['pypi.bank.example'] }, [], 'fail:trusted-host'],
    [
      'http and its trusted host are one fault',
      { indexUrl: http, trustedHosts: ['h'] },
      [],
      'fail:trusted-host',
    ],
    ['http', { indexUrl: http }, [], 'fail:plain-http'],
    ['http in another index', { extraIndexUrls: [http] }, [], 'fail:plain-http'],
    ['http in find-links', { findLinks: ['HTTP://wheels.example/'] }, [], 'fail:plain-http'],
    ['a folder in find-links', { findLinks: ['/wheels'] }, [], 'pass'],
    ['a trusted host as a variable', {}, [env('PIP_TRUSTED_HOST', 'h')], 'fail:trusted-host'],
    ['an empty variable', {}, [env('PIP_TRUSTED_HOST', '')], 'pass'],
    ['http as a variable', {}, [env('PIP_INDEX_URL', http)], 'fail:plain-http'],
  ])('%s', (_, install, variables, expected) => {
    const facts = dockerfileFacts({
      packages: { pip: [pipInstall(flask, install)] },
      instructions: { variables },
    });
    expect(answer(trustsNoUnverifiedIndex, facts)).toBe(expected);
  });

  it('does not print a password', () => {
    const indexUrl = 'http://ci:hunter2@pypi.bank.example/simple';
    const judgement = ask(trustsNoUnverifiedIndex, installs(pipInstall(flask, { indexUrl })));
    expect(judgement).toMatchObject({ data: { urls: [http] } });
  });
});

describe('dockerfile/has-one-package-index', () => {
  const ours = 'https://pypi.bank.example/simple';
  const plain = [requirement('ocr-client==1.4.0')];
  it.each<[string, readonly PipRequirement[], Partial<PipInstall>, string]>([
    ['none written', plain, {}, 'pass'],
    ['one written', plain, { indexUrl: ours }, 'pass'],
    ['an extra one beside PyPI', plain, { extraIndexUrls: [ours] }, 'fail:extra-index'],
    [
      'two written',
      plain,
      { indexUrl: 'https://pypi.org/simple', extraIndexUrls: [ours] },
      'fail:extra-index',
    ],
    ['the same one twice', plain, { indexUrl: `${ours}/`, extraIndexUrls: [ours] }, 'pass'],
    ['hashes required', plain, { extraIndexUrls: [ours], requireHashes: true }, 'pass'],
    ['all hashed', [requirement('a==1', { hashes: 1 })], { extraIndexUrls: [ours] }, 'pass'],
    ['only files', [requirement('a', { url: './a.whl' })], { extraIndexUrls: [ours] }, 'pass'],
    [
      'find-links is no index',
      plain,
      { findLinks: ['https://www.paddlepaddle.org.cn/whl/stable.html'] },
      'pass',
    ],
  ])('%s', (_, requirements, install, expected) => {
    expect(answer(hasOnePackageIndex, installs(pipInstall(requirements, install)))).toBe(expected);
  });

  it('sees the variable that does the same, and prints no password', () => {
    const variables = [env('PIP_EXTRA_INDEX_URL', ours)];
    expect(answer(hasOnePackageIndex, dockerfileFacts({ instructions: { variables } }))).toBe(
      'fail:extra-index-variable',
    );
    const extraIndexUrls = ['https://ci:hunter2@pypi.bank.example/simple'];
    expect(ask(hasOnePackageIndex, installs(pipInstall(plain, { extraIndexUrls })))).toMatchObject({
      data: { indexes: ['https://pypi.org/simple', ours] },
    });
  });
});

describe('dockerfile/removes-package-lists', () => {
  const apt = { stage: 0, packages: ['libgl1'], cleans: true, noRecommends: true, at: [2, 1] } as const;
  it.each<
    [
      string,
      readonly (typeof apt | (Omit<typeof apt, 'cleans' | 'stage'> & { cleans: boolean; stage: number }))[],
      string,
    ]
  >([
    ['nothing installed', [], 'pass'],
    ['removed in the same layer', [apt], 'pass'],
    ['left behind', [apt, { ...apt, cleans: false }], 'fail:lists-left'],
    ['left behind in another stage', [{ ...apt, cleans: false, stage: 3 }], 'pass'],
  ])('%s', (_, lines, expected) => {
    expect(answer(removesPackageLists, dockerfileFacts({ packages: { apt: lines } }))).toBe(expected);
  });
});
