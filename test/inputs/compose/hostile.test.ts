import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/inputs/compose/dotenv.ts';
import { NO_VARIABLES } from '../../../src/inputs/compose/variables.ts';
import { containerOf, read, valueOf, type Files } from './project.ts';

const many = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('hostile Compose files', () => {
  it.each([
    ['itself', 'services:\n  app: {image: a, extends: app}\n'],
    ['each other', 'services:\n  app: {image: a, extends: b}\n  b: {image: b, extends: {service: app}}\n'],
    ['itself by its file', 'services:\n  app: {image: a, extends: {file: compose.yaml, service: app}}\n'],
  ])('ends on services that extend %s', (_name, text) => {
    const reading = read({ 'compose.yaml': text });
    expect([...reading.problems, ...reading.unread].length).toBeGreaterThan(0);
    expect(containerOf(reading)['container.identity']?.status).toBe('unavailable');
  });

  it('ends on files that extend each other', () => {
    const reading = read({
      'compose.yaml': 'services:\n  app: {image: a, extends: {file: b.yaml, service: b}}\n',
      'b.yaml': 'services:\n  b: {extends: {file: compose.yaml, service: app}}\n',
    });
    expect(reading.problems.concat(reading.unread as never).length).toBeGreaterThan(0);
  });

  it('ends on includes that go in a circle', () => {
    const reading = read({
      'compose.yaml': 'include: [b.yaml]\nservices: {app: {image: "redis:7"}}\n',
      'b.yaml': 'include: [compose.yaml]\nservices: {b: {image: "redis:7"}}\n',
    });
    expect(reading.unread).toMatchObject([
      { what: 'b.yaml', detail: expect.stringContaining('includes itself') },
    ]);
    expect(reading.subjects).toHaveLength(6);
  });

  it('stops where includes multiply', () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 30; i++)
      files[i === 0 ? 'compose.yaml' : `f${i}.yaml`] =
        `include: [f${i + 1}.yaml, {path: f${i + 1}.yaml}]\nservices: {s${i}: {image: "redis:7"}}\n`;
    expect(read(files).unread).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ detail: expect.stringContaining('more files than are read') }),
      ]),
    );
  });

  it('stops in a chain of 5,000 bases', () => {
    const text = `services:\n${many(5000, (i) => `  s${i}: {image: a, extends: s${i + 1}}`)}\n  s5000: {image: a}\n`;
    const reading = read({ 'compose.yaml': text });
    expect(reading.problems.some(({ message }) => message.includes('nested more than'))).toBe(true);
    expect(containerOf(reading, 's0')['container.identity']?.status).toBe('unavailable');
  });

  it('reads 10,000 services', () => {
    const text = `x-base: &base {cap_drop: [ALL], environment: [A=1]}\nservices:\n${many(10_000, (i) => `  s${i}: {<<: *base, image: "redis:7.2", volumes: ["./a:/a"]}`)}\n`;
    const reading = read({ 'compose.yaml': text });
    expect(reading.subjects.filter(({ subject }) => subject.kind === 'container')).toHaveLength(10_000);
    expect(new Set(reading.subjects.map(({ subject }) => subject.id)).size).toBe(30_000);
  });

  it('stops where variables multiply', () => {
    const env = `A0=${'x'.repeat(1000)}\n${many(40, (i) => `A${i + 1}=$A${i}$A${i}`)}\n`;
    const reading = read({ 'compose.yaml': 'services: {app: {image: "redis:${A40}"}}', '.env': env });
    expect(containerOf(reading)['container.image']?.status).toBe('unavailable');
  });

  it('stops where one variable fills every line', () => {
    const text = `services:\n  app:\n    image: redis:7\n    labels:\n${many(20_000, (i) => `      l${i}: $A$A$A$A`)}\n`;
    const reading = read({ 'compose.yaml': text, '.env': `A=${'x'.repeat(100_000)}\n` });
    expect(reading.subjects).toHaveLength(3);
  });

  it('stops reading one large file again for each of many services', () => {
    const files = {
      'compose.yaml': `services:\n${many(3000, (i) => `  s${i}: {build: ., image: a, env_file: big.env}`)}\n`,
      Dockerfile: `FROM redis:7\n${'RUN true\n'.repeat(50_000)}USER 1\n`,
      'big.env': 'A=1\n'.repeat(100_000),
    };
    const reading = read(files);
    expect(valueOf(containerOf(reading, 's0'), 'container.identity').imageUser).toBe('1');
    expect(containerOf(reading, 's2999')['container.identity']).toMatchObject({ gaps: [expect.anything()] });
    expect(containerOf(reading, 's2999')['container.environment']).toMatchObject({
      gaps: [expect.anything()],
    });
  });

  it('refuses duplicate keys rather than choosing', () => {
    const reading = read({
      'compose.yaml': 'services:\n  app: {image: a, privileged: true, privileged: false}\n',
    });
    expect(reading.problems).toMatchObject([{ code: 'duplicate-key', place: { line: 2 } }]);
    expect(reading.subjects).toEqual([]);
  });

  it.each([
    ['a list', '- a\n'],
    ['services as a list', 'services: [a]\n'],
    ['services as a text', 'services: x\n'],
    ['a service as a text', 'services: {app: x}\n'],
    [
      'every field of another kind',
      'services: {app: {image: [a], user: {}, volumes: x, ports: 1, environment: 5, command: {a: b}, deploy: [], healthcheck: x, security_opt: {a: b}, cap_add: x, env_file: {}, extends: [], gpus: [x], devices: [[]], tmpfs: {a: b}, secrets: x, build: [1], networks: x, labels: [[]], depends_on: x, shm_size: [], pull_policy: [], platform: {}, profiles: {}, pre_start: x, volumes_from: {}, expose: {a: 1}}}\n',
    ],
    ['include of another kind', 'include: {a: b}\nservices: {app: {image: a}}\n'],
    ['nulls', 'services: {app: {image: , user: , volumes: , build: , deploy: , environment: }}\n'],
    ['nothing', ''],
    ['a comment', '# nothing\n'],
    ['two documents', 'services: {app: {image: a}}\n---\nservices: {app: {privileged: true}}\n'],
    ['NUL', 'services: {app: {image: a}}\u0000'],
  ])('takes %s without an exception', (_name, text) => {
    expect(read({ 'compose.yaml': text }).kind).toBe('compose');
  });

  it('lays the documents of one file one over the other, as Docker Compose does', () => {
    const text = 'services: {app: {image: "redis:7.2"}}\n---\nservices: {app: {privileged: true}}\n';
    expect(valueOf(containerOf(read({ 'compose.yaml': text })), 'container.privileges').privileged).toBe(
      true,
    );
  });

  it('never throws, whatever is in the files', () => {
    const key = fc.constantFrom(
      'services',
      'app',
      'b',
      'image',
      'extends',
      'include',
      'build',
      'environment',
      'env_file',
      'volumes',
      'deploy',
      'resources',
      'devices',
      'service',
      'file',
      'path',
      'ports',
      'healthcheck',
      'test',
      'networks',
      'gpus',
      'user',
      'pre_start',
      'jobs',
      '__proto__',
      'volumes_from',
      'security_opt',
      'context',
      'args',
    );
    const leaf = fc.constantFrom(
      'app',
      'b',
      'compose.yaml',
      '${A}',
      '${A:-b}',
      '$',
      ':',
      '::',
      'a:b:c:d',
      '0',
      '1.5',
      'true',
      'null',
      '""',
      '!reset null',
      '!override [a]',
      '"service:app"',
      '.',
      '..',
      '/',
      '~',
    );
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
        fc
          .uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 4, selector: ([name]) => name })
          .map((entries) => `{${entries.map(([name, value]) => `${name}: ${value}`).join(', ')}}`),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, tree, (app, b, top) => {
        const files: Files = {
          'compose.yaml': `services:\n  app: ${app}\n  b: ${b}\ninclude: ${top}\n`,
          'compose.override.yaml': `services:\n  app: ${b}\n`,
          '.env': 'A=b\n',
        };
        expect(read(files).kind).toBe('compose');
      }),
      { numRuns: 1500, seed: 20261123 },
    );
  });

  it.each([
    ['quotes that never close', 'A="'.repeat(50_000)],
    ['backslashes', `A="${'\\'.repeat(500_000)}`],
    ['blanks', ' '.repeat(1_000_000)],
    ['comments', '#\n'.repeat(300_000)],
    ['one name', 'A'.repeat(1_000_000)],
    ['exports', 'export '.repeat(100_000)],
  ])('ends on an env file of %s', (_name, text) => {
    expect(parseDotenv(text, NO_VARIABLES).entries.length).toBeLessThan(50_001);
  });
});
