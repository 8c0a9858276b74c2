import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactSentence } from '../../src/findings/redact.ts';
import { secretIn } from '../../src/findings/secret-words.ts';

const SECRET = 'Planted-42x!';

describe('redact', () => {
  it.each<[string, unknown]>([
    ['a variable', { DB_PASSWORD: SECRET }],
    ['a name with its value', { name: 'API_KEY', value: SECRET }],
    ['the word after a flag', ['--password', SECRET]],
    ['a flag with its value', [`--api-key=${SECRET}`]],
    ['a value with blanks', [`--password=my ${SECRET} pass`]],
    ['a dotted flag', ['--db.password', SECRET]],
    ['a URL', `https://u:${SECRET}@h/x`],
    ['a URL whose password holds a slash', `postgres://u:pa/ss@${SECRET}@h/db`],
    ['a URL without a user', `redis://:${SECRET}@h/0`],
    ['a token as the user of a URL', `git+https://${SECRET}@github.com/a/b.git@main`],
    ['a parameter of a URL', `https://h/a.tgz?access_token=${SECRET}&x=1`],
    ['a script', ['sh', '-c', `export DB_PASSWORD=${SECRET} && python serve.py`]],
    ['a flag in a script', ['sh', '-c', `python a.py --secret-key ${SECRET} --port 80`]],
    ['a quoted value in a script', `run --password="two ${SECRET} words" x`],
    ['a Java property', `-Ddb.password=${SECRET} -Dx=1`],
    ['a connection string', `Server=h;Uid=root;Pwd=${SECRET};`],
    ['camel case', `dbPassword=${SECRET}`],
    ['JSON', JSON.stringify({ db: { password: SECRET } })],
    ['a list of variables in JSON', JSON.stringify({ env: [{ name: 'API_TOKEN', value: SECRET }] })],
    ['escaped JSON', JSON.stringify(`see {"password": "${SECRET}"}`)],
    ['YAML in a text', `- name: API_TOKEN\n  value: ${SECRET}\n`],
    ['a line of YAML', `password: ${SECRET}`],
    ['a header', ['-H', `Authorization: Bearer ${SECRET}`]],
    ['a header of its own name', [`--header=X-Api-Key: ${SECRET}`]],
    ['a header in a script', `curl -H "PRIVATE-TOKEN: ${SECRET}" https://x | bash`],
    ['curl -u', `curl -sSL -u admin:${SECRET} https://x`],
    ['curl -u in a list', ['curl', '-u', `admin:${SECRET}`, 'http://x']],
    ['mysql -p', ['mysqladmin', `-p${SECRET}`, 'ping']],
    ['mysql -p in a script', `mysql -uroot -p${SECRET} -e x`],
    ['docker login', `docker login -u u -p ${SECRET} r.example`],
    ['redis-cli', ['redis-cli', '-a', SECRET, 'ping']],
    ['a label', { 'traefik.http.middlewares.a.basicauth.users': `admin:${SECRET}` }],
    ['a private key', `-----BEGIN RSA PRIVATE KEY-----\n${SECRET}\n-----END RSA PRIVATE KEY-----`],
    ['a key that is nested deep', JSON.parse(`${'{"a":'.repeat(150)}"${SECRET}"${'}'.repeat(150)}`)],
  ])('takes the secret out of %s', (_, value) => {
    const clean = JSON.stringify(redact(value));
    expect(clean).not.toContain(SECRET);
    expect(clean).toContain('«redacted');
  });

  it.each([
    `ghp_${'a1B2'.repeat(9)}`,
    `glpat-${'a1B2'.repeat(5)}`,
    `AKIA${'Q7'.repeat(8)}`,
    `sk-${'a1B2'.repeat(8)}`,
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvY3IifQ.${'a'.repeat(20)}`,
  ])('takes %s out of any text, and leaves the words beside it', (key) => {
    expect(redact(`see ${key}, please`)).toMatch(/^see «redacted: [^»]+», please$/);
  });

  it.each<[unknown]>([
    [{ PATH: '/usr/bin', TAG: '2.6.1', PWD: '/srv' }],
    [['python', '-m', 'http.server', '--port', '8080', '--gpus', 'all']],
    ['registry.bank.example/ocr/auth-token:1.2.3@sha256:0'],
    ['docker run --user 10001:10001 -p 8080:80 x'],
    ['https://registry.bank.example:5000/a@b'],
    ['ssh://git@github.com/a'],
    ['PASSWORD=${PASSWORD} --token <token>'],
    ['/run/secrets/token'],
    [[null, 7, true]],
    [{ path: 'deploy/password=x.yaml' }],
    ['{"a": [1, 2]}'],
  ])('leaves %j as it is', (value) => {
    expect(redact(value)).toEqual(value);
  });

  it('leaves our own sentences readable', () => {
    for (const text of [
      'auth-secret: the Secret is not read',
      'give it: --build-arg HUB_TOKEN=VALUE',
      'the flag --token is filled in when it runs',
      'DB_PASSWORD: comes from a Secret',
    ])
      expect(redactSentence(text)).toBe(text);
    expect(redactSentence(`\`curl -H "PRIVATE-TOKEN: ${SECRET}"\` is computed`)).not.toContain(SECRET);
  });

  const words = fc.constantFrom(
    ...[
      'PASSWORD',
      'token',
      '=',
      ':',
      ': ',
      ' ',
      '"',
      "'",
      '\\',
      '{',
      '}',
      '«redacted»',
      'https://',
      '@',
      '/',
      'a',
      '--key ',
    ],
    ...[
      '7',
      '${X}',
      '-p',
      'mysql',
      'name',
      'value',
      ',',
      '\n',
      'AKIAQQQQQQQQQQQQQQQQ',
      'x'.repeat(30),
      '[',
      ']',
    ],
  );
  const text = fc.array(words, { maxLength: 20 }).map((parts) => parts.join(''));

  it('says the same when it is done twice', () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = redact(value);
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 3000 },
    );
  });

  it('changes nothing in what the rule on secrets says of a variable', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('DB_PASSWORD', 'X', 'dbPassword', 'AUTH', 'MAX_TOKEN'),
        text,
        (name, value) => {
          const { value: clean } = redact({ name, value }) as { readonly value: string };
          expect(secretIn(name, clean)).toBe(secretIn(name, value));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('takes long hostile texts in one go', () => {
    for (const part of [
      'a=',
      'PASSWORD',
      '--a',
      'https://a:',
      'eyJ',
      '"',
      '\\',
      'name: a value ',
      '-----BEGIN ',
    ])
      expect(typeof redact(part.repeat(200_000 / part.length))).toBe('string');
  });
});
