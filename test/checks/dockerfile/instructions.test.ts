import { describe, expect, it } from 'vitest';
import { copiesChosenFiles } from '../../../src/checks/dockerfile/copies-chosen-files.ts';
import { holdsNoSecrets } from '../../../src/checks/dockerfile/holds-no-secrets.ts';
import { runsNoPipedScript } from '../../../src/checks/dockerfile/runs-no-piped-script.ts';
import { secretIn } from '../../../src/findings/secret-words.ts';
import { verifiesRemoteFiles } from '../../../src/checks/dockerfile/verifies-remote-files.ts';
import type { DockerfileInstructions } from '../../../src/facts/dockerfile.ts';
import { answer, ask } from '../ask.ts';
import { dockerfileFacts } from '../dockerfile-facts.ts';

const facts = (instructions: Partial<DockerfileInstructions>): ReturnType<typeof dockerfileFacts> =>
  dockerfileFacts({ instructions });
const at = [3, 1] as const;

describe('what is a secret', () => {
  it.each([
    ['MYSQL_PASSWORD', 'Kc9-trade-42'],
    ['MYSQL_PASSWORD', '123456'],
    ['MYSQL_ROOT_PASSWORD', 'password'],
    ['mysql_pwd', 'geheim!'],
    ['DB_PASS', 'ocr2024'],
    ['HF_TOKEN', 'abcdef0123456789'],
    ['DJANGO_SECRET_KEY', 'k2$#kd!'],
    ['AWS_ACCESS_KEY_ID', 'anything-at-all'],
    ['BAIDU_SK', '0f1e2d3c4b5a'],
    ['SECRET_KEY_BASE', '55aa'],
    ['UPLOADER', 'AKIAIOSFODNN7EXAMPLE'],
    ['X', `ghp_${'a1B2'.repeat(9)}`],
    ['X', `glpat-${'a1B2'.repeat(5)}`],
    ['X', `hf_${'a1B2'.repeat(8)}`],
    ['X', `LTAI${'a1B2'.repeat(4)}`],
    ['KEY_PEM', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
    ['JWT', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvY3IifQ.${'a'.repeat(20)}`],
    ['DATABASE', 'mysql://ocr:Kc9-trade-42@mysql:3306/results'],
    ['PIP_INDEX_URL', 'https://ci:hunter2@pypi.bank.example/simple'],
  ])('%s=%s', (name, value) => {
    expect(secretIn(name, value)).not.toBeNull();
  });

  it.each([
    ['MYSQL_PASSWORD', ''],
    ['MYSQL_PASSWORD', null],
    ['MYSQL_PASSWORD', 'changeme'],
    ['MYSQL_PASSWORD', '<password>'],
    ['MYSQL_PASSWORD', '${MYSQL_PASSWORD}'],
    ['MYSQL_PASSWORD', '********'],
    ['API_KEY', 'your-api-key'],
    ['MYSQL_PASSWORD_FILE', '/run/secrets/mysql'],
    ['SSH_KEY', '/run/secrets/key'],
    ['TOKENIZERS_PARALLELISM', 'false'],
    ['MAX_TOKEN', '512'],
    ['TASK', 'ocr'],
    ['PWD', '/srv'],
    ['USE_TOKEN', 'true'],
    ['NVIDIA_VISIBLE_DEVICES', 'all'],
    ['KAFKA', 'kafka://kafka:9092/scans'],
    ['DATABASE', 'mysql://ocr:${PASSWORD}@mysql/results'],
    ['URL', 'https://example.com/a:b@c'],
    ['SHA', 'a'.repeat(40)],
  ])('not %s=%s', (name, value) => {
    expect(secretIn(name, value)).toBeNull();
  });

  it('answers for hostile values as for others', () => {
    expect(secretIn('X', 'A'.repeat(5_000_000))).toBeNull();
    expect(secretIn('A_'.repeat(500_000), '<'.repeat(2_000_000))).toBeNull();
  });
});

describe('dockerfile/holds-no-secrets', () => {
  const variable = (name: string, value: string): DockerfileInstructions['variables'][number] => ({
    stage: 0,
    kind: 'ENV',
    name,
    value,
    at,
  });

  it('names the variables and never their values', () => {
    const variables = [variable('PORT', '8080'), variable('DB_PASSWORD', 'hunter2x')];
    const judgement = ask(holdsNoSecrets, facts({ variables }), { harmless: [] });
    expect(judgement).toMatchObject({ message: 'secret', data: { names: ['DB_PASSWORD'], kinds: ['ENV'] } });
    expect(JSON.stringify(judgement)).not.toContain('hunter2x');
  });

  it('passes when there is none, and what the policy calls harmless', () => {
    expect(answer(holdsNoSecrets, facts({ variables: [variable('PORT', '8080')] }), { harmless: [] })).toBe(
      'pass',
    );
    const variables = [variable('DEMO_TOKEN', 'demo-demo')];
    expect(answer(holdsNoSecrets, facts({ variables }), { harmless: ['DEMO_TOKEN'] })).toBe('pass');
  });
});

describe('dockerfile/runs-no-piped-script', () => {
  it.each([
    [[], 'pass'],
    [[{ stage: 0, text: 'curl https://x | sh', at }], 'fail:piped'],
    [[{ stage: 5, text: 'curl https://x | sh', at }], 'pass'],
  ])('%j: %s', (scripts, expected) => {
    expect(answer(runsNoPipedScript, dockerfileFacts({ 'piped-scripts': { scripts } }))).toBe(expected);
  });

  it('shortens what it quotes', () => {
    const scripts = [{ stage: 0, text: `curl ${'x'.repeat(10_000)} | sh`, at }];
    const judgement = ask(runsNoPipedScript, dockerfileFacts({ 'piped-scripts': { scripts } }));
    expect(JSON.stringify(judgement).length).toBeLessThan(400);
  });
});

describe('dockerfile/verifies-remote-files', () => {
  const add = (url: string, checksum = false): DockerfileInstructions['remoteAdds'][number] => ({
    stage: 0,
    url,
    checksum,
    at,
  });
  it.each([
    [[], 'pass'],
    [[add('https://models.example.com/det.tar')], 'fail:no-checksum'],
    [[add('https://models.example.com/det.tar', true)], 'pass'],
    [[add('https://github.com/bank/ocr.git#main')], 'fail:no-checksum'],
    [[add(`https://github.com/bank/ocr.git#${'0a'.repeat(20)}`)], 'pass'],
  ])('%j: %s', (remoteAdds, expected) => {
    expect(answer(verifiesRemoteFiles, facts({ remoteAdds }))).toBe(expected);
  });
});

describe('dockerfile/copies-chosen-files', () => {
  const copy = [{ stage: 0, at }];
  it.each([
    ['nothing copied whole', [], false, 'pass'],
    ['with a .dockerignore', copy, true, 'pass'],
    ['without', copy, false, 'fail:whole-context'],
    ['in a build stage', [{ stage: 4, at }], false, 'pass'],
    ['where the context is not known: the gap takes the pass away', copy, null, 'pass'],
  ])('%s', (_, wholeContextCopies, hasDockerignore, expected) => {
    expect(answer(copiesChosenFiles, facts({ wholeContextCopies, hasDockerignore }))).toBe(expected);
  });
});
