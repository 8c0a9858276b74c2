import { describe, expect, it } from 'vitest';
import { containerOf, read, service, valueOf } from './project.ts';

const images = (reading: ReturnType<typeof read>) =>
  reading.subjects.filter(({ subject }) => subject.kind === 'image');

describe('a Compose project', () => {
  it('gives a workload, a container and an image for each service, with stable names and exact places', () => {
    const reading = read({
      'compose.yaml':
        'services:\n  ocr:\n    image: "paddlepaddle/paddle:2.6.1"\n  db: {image: mysql:8.0.39}\n',
    });
    expect(
      reading.subjects.map(({ subject }) => [subject.id, subject.location?.line, subject.location?.column]),
    ).toEqual([
      ['compose.yaml#service/ocr', 2, 3],
      ['compose.yaml#service/ocr/container', 2, 3],
      ['compose.yaml#service/ocr/image', 3, 13],
      ['compose.yaml#service/db', 4, 3],
      ['compose.yaml#service/db/container', 4, 3],
      ['compose.yaml#service/db/image', 4, 15],
    ]);
    expect(reading.problems).toEqual([]);
    expect(reading.unread).toEqual([]);
  });

  it('judges services that a profile switches on, and says so in their name', () => {
    const [workload] = read({
      'compose.yaml': 'services: {a: {image: redis:7, profiles: [gpu, debug]}}',
    }).subjects;
    expect(workload?.subject.name).toBe('service/a (profile gpu, debug)');
  });

  it('keeps names like __proto__ apart', () => {
    const reading = read({
      'compose.yaml':
        'services:\n  __proto__: {image: redis:7.2, environment: {__proto__: x}, labels: {constructor: y}}\n  constructor: {image: redis:7.2}\n',
    });
    expect(reading.subjects).toHaveLength(6);
    const { variables } = valueOf(containerOf(reading, '__proto__'), 'container.environment');
    expect(Object.entries(variables)).toEqual([['__proto__', 'x']]);
  });

  it('reads jobs and hooks as containers of their own', () => {
    const reading = read({
      'compose.yaml': [
        'services:',
        '  web:',
        '    image: redis:7.2',
        '    user: "1000"',
        '    privileged: true',
        '    pre_start:',
        '      - {command: [init], image: busybox:1.36}',
        '      - {command: [again], privileged: false}',
        'jobs:',
        '  nightly: {image: redis:7.2, triggers: {manual: true}}',
        '',
      ].join('\n'),
    });
    const contexts = reading.subjects.flatMap(({ subject, evidence }) =>
      evidence['container.context'] === undefined
        ? []
        : [[subject.id, valueOf(evidence, 'container.context')] as const],
    );
    expect(contexts.map(([id, { phase, runsToCompletion }]) => [id, phase, runsToCompletion])).toEqual([
      ['compose.yaml#service/web/container', 'main', false],
      ['compose.yaml#service/web/pre_start/0/container', 'init', true],
      ['compose.yaml#service/web/pre_start/1/container', 'init', true],
      ['compose.yaml#job/nightly/container', 'main', true],
    ]);
    const hook = reading.subjects.find(({ subject }) =>
      subject.id.endsWith('pre_start/0/container'),
    )!.evidence;
    expect(valueOf(hook, 'container.identity').runAsUser).toBe(1000);
    expect(valueOf(hook, 'container.privileges').privileged).toBe(true);
    expect(valueOf(hook, 'container.image').reference?.original).toBe('busybox:1.36');
  });

  it('takes a service that another waits for to its end as one that ends', () => {
    const reading = read({
      'compose.yaml':
        'services:\n  migrate: {image: redis:7, ports: ["1:1"]}\n  app: {image: redis:7, depends_on: {migrate: {condition: service_completed_successfully}}}\n',
    });
    expect(valueOf(containerOf(reading, 'migrate'), 'container.context')).toMatchObject({
      runsToCompletion: true,
      serving: false,
    });
  });
});

describe('an image name', () => {
  it('is resolved from .env, and says from where', () => {
    const reading = read({
      'compose.yaml': 'services: {a: {image: "paddlepaddle/paddle:${TAG:-x}"}}',
      '.env': '# v\nTAG=2.6.1\n',
    });
    expect(valueOf(images(reading)[0]!.evidence, 'image.reference')).toMatchObject({
      written: 'paddlepaddle/paddle:${TAG:-x}',
      reference: { tag: '2.6.1' },
      resolvedFrom: ['TAG=2.6.1 (.env line 2)'],
    });
  });

  it('takes --var before .env, and never the environment of this process', () => {
    const files = { 'compose.yaml': 'services: {a: {image: "r:${PATH}"}}', '.env': '' };
    expect(containerOf(read(files), 'a')['container.image']).toMatchObject({ status: 'unavailable' });
    const given = read({ ...files, '.env': 'PATH=file' }, { variables: { PATH: 'given' } });
    expect(valueOf(containerOf(given, 'a'), 'container.image').reference?.tag).toBe('given');
  });

  it('is not known while a variable has no value', () => {
    const reading = read({ 'compose.yaml': 'services:\n  a:\n    image: paddlepaddle/paddle:${TAG}\n' });
    const unknown = {
      status: 'unavailable',
      code: 'dependency-unavailable',
      detail: expect.stringContaining('TAG is not set'),
      advice: 'set TAG in .env, or pass --var TAG=…',
    };
    const [image] = images(reading);
    for (const kind of ['image.reference', 'image.tag', 'image.pinning'] as const)
      expect(image?.evidence[kind]).toMatchObject(unknown);
    expect(containerOf(reading, 'a')['container.tag']).toMatchObject(unknown);
    expect(image?.subject.location).toEqual({ path: 'compose.yaml', line: 3, column: 12 });
  });

  it('is a problem of the file where it is no reference', () => {
    const reading = read({ 'compose.yaml': 'services:\n  a: {image: "Team/App:x y"}\n' });
    expect(reading.problems).toMatchObject([{ code: 'malformed-image', place: { line: 2, column: 15 } }]);
    expect(images(reading)[0]?.evidence['image.reference']?.status).toBe('unavailable');
  });

  it('is missing only as a problem of the file', () => {
    const reading = read({ 'compose.yaml': 'services:\n  a: {user: "1"}\n' });
    expect(reading.problems).toMatchObject([{ code: 'no-image', place: { line: 2, column: 3 } }]);
  });
});

describe('a built image', () => {
  const files = (build: string, dockerfile: string) => ({
    'compose.yaml': `services:\n  app:\n    image: team/ocr:1\n    build: ${build}\n`,
    'docker/Dockerfile': dockerfile,
  });

  it('is made from its Dockerfile, not used', () => {
    const reading = read(
      files('docker', 'FROM paddlepaddle/paddle:2.6.1\nUSER 10001\nEXPOSE 80\nHEALTHCHECK CMD true\n'),
    );
    expect(valueOf(images(reading)[0]!.evidence, 'image.use').role).toBe('build');
    const app = containerOf(reading);
    expect(valueOf(app, 'container.identity').imageUser).toBe('10001');
    expect(valueOf(app, 'container.tag')?.framework).toBe('2.6.1');
    expect(valueOf(app, 'container.image').make).toBe('derived');
    expect(valueOf(app, 'container.context').serving).toBe(true);
    expect(valueOf(app, 'container.probes').liveness).not.toBeNull();
  });

  it('takes build.args, the target and images in the place of names into account', () => {
    const dockerfile =
      'ARG V\nFROM paddlepaddle/paddle:${V} AS base\nFROM base AS prod\nUSER app\nFROM base AS dev\nUSER root\n';
    const prod = containerOf(read(files('{context: docker, target: prod, args: {V: 2.6.2}}', dockerfile)));
    expect(valueOf(prod, 'container.identity').imageUser).toBe('app');
    expect(valueOf(prod, 'container.tag')?.framework).toBe('2.6.2');
    const replaced = read(
      files(
        '{context: docker, additional_contexts: {base: "docker-image://paddlepaddle/paddle:3.0.0"}}',
        'FROM base\n',
      ),
    );
    expect(valueOf(containerOf(replaced), 'container.tag')?.framework).toBe('3.0.0');
    expect(images(replaced).map(({ evidence }) => valueOf(evidence, 'image.use').role)).toEqual([
      'build',
      'base',
    ]);
  });

  it('is root where neither it nor its base says more', () => {
    const app = containerOf(read(files('docker', 'FROM paddlepaddle/paddle:2.6.1\n')));
    expect(valueOf(app, 'container.identity')).toMatchObject({ imageUser: 'root' });
  });

  it.each([
    ['a Dockerfile that is not there', '{context: elsewhere}'],
    ['a context in Git', 'https://github.com/team/app.git'],
    ['a context that a variable names', '"${DIR}"'],
    ['a context outside', '../../other'],
  ])('is not known with %s', (_name, build) => {
    const app = containerOf(read(files(build, 'FROM paddlepaddle/paddle:2.6.1\nUSER 1\n')));
    expect(app['container.tag']?.status).toBe('unavailable');
    expect(valueOf(app, 'container.identity').imageUser).toBeNull();
    expect(app['container.identity']).toMatchObject({ gaps: [{ what: expect.stringContaining('user') }] });
  });

  it('says that the rules on Dockerfiles do not see one that is written inline', () => {
    const reading = read({
      'compose.yaml':
        'services:\n  app:\n    build:\n      dockerfile_inline: |\n        FROM paddlepaddle/paddle:2.6.1\n        USER 7\n',
    });
    expect(valueOf(containerOf(reading), 'container.identity').imageUser).toBe('7');
    expect(reading.unread).toMatchObject([{ what: 'dockerfile_inline of service/app' }]);
  });
});

describe('a command that starts containers itself', () => {
  it.each([
    ['a list', 'command: [docker, run, --privileged, "paddlepaddle/paddle:2.6.1"]', 4, 43],
    ['a shell', 'command: ["sh", "-c", "docker run --privileged paddlepaddle/paddle:2.6.1"]', 4, 52],
    ['a text', 'command: docker run --privileged paddlepaddle/paddle:2.6.1', 4, 38],
    [
      'an entrypoint',
      'entrypoint: [sh, -c]\n    command: ["docker run --privileged $$IMG"]\n    environment: {IMG: "paddlepaddle/paddle:2.6.1"}',
      5,
      40,
    ],
  ])('is read in %s', (_name, lines, line, column) => {
    const reading = read({ 'compose.yaml': `services:\n  dind:\n    image: docker:27-cli\n    ${lines}\n` });
    const inner = reading.subjects.filter(({ subject }) => subject.id.includes('/docker-run/'));
    expect(inner.map(({ subject }) => subject.kind).sort()).toEqual(['container', 'image', 'workload']);
    const image = inner.find(({ subject }) => subject.kind === 'image')!;
    expect(image.subject.location).toMatchObject({ path: 'compose.yaml', line, column });
    expect(valueOf(image.evidence, 'image.reference').reference.tag).toBe('2.6.1');
    const container = inner.find(({ subject }) => subject.kind === 'container')!;
    expect(valueOf(container.evidence, 'container.privileges').privileged).toBe(true);
  });

  it('is said to be unread where another file writes it', () => {
    const reading = read({
      'compose.yaml': 'services: {app: {image: "docker:27", extends: {file: b.yaml, service: b}}}',
      'b.yaml': 'services: {b: {command: docker run x}}',
    });
    expect(reading.unread).toMatchObject([{ what: 'command of service/app' }]);
  });
});

describe('files that are read along', () => {
  const main = 'services:\n  app:\n    image: redis:7.2\n    read_only: true\n';
  const override = 'services:\n  app:\n    privileged: true\n';

  it('lays the override file over the main one, with places in both', () => {
    const app = containerOf(read({ 'compose.yaml': main, 'compose.override.yaml': override }));
    expect(valueOf(app, 'container.privileges')).toMatchObject({
      privileged: true,
      readOnlyRootFilesystem: true,
      at: { privileged: [3, 17, 'compose.override.yaml'], readOnlyRootFilesystem: [4, 16] },
    });
  });

  it('judges an override file with its main file, once', () => {
    const files = { 'compose.yaml': main, 'compose.override.yaml': override };
    const own = read(files, { inputs: Object.keys(files) }, 'compose.override.yaml');
    expect(own.subjects).toEqual([]);
    // On its own it must not vanish.
    const alone = read(files, {}, 'compose.override.yaml');
    expect(valueOf(containerOf(alone), 'container.privileges').privileged).toBe(true);
  });

  it('follows COMPOSE_FILE of .env', () => {
    const files = {
      'compose.yaml': main,
      'prod.yaml': override,
      '.env': 'COMPOSE_FILE=compose.yaml:prod.yaml\n',
    };
    expect(valueOf(containerOf(read(files)), 'container.privileges').privileged).toBe(true);
  });

  it('reads a file that cannot stand alone over the main one of its folder', () => {
    const files = { 'docker-compose.yml': main, 'docker-compose.prod.yml': override };
    const reading = read(files, { inputs: Object.keys(files) }, 'docker-compose.prod.yml');
    expect(reading.problems).toEqual([]);
    expect(reading.subjects[0]?.subject.id).toBe('docker-compose.prod.yml#service/app');
    expect(valueOf(containerOf(reading), 'container.privileges')).toMatchObject({
      privileged: true,
      readOnlyRootFilesystem: true,
      at: { privileged: [3, 17], readOnlyRootFilesystem: [4, 16, 'docker-compose.yml'] },
    });
  });

  it('leaves a base that only others extend unread, and judges it where it is extended', () => {
    const files = {
      'common/base.yaml': 'services:\n  base: {privileged: true}\n  whole: {image: "redis:7.2"}\n',
      'compose.yaml':
        'services: {app: {image: "redis:7.2", extends: {file: common/base.yaml, service: base}}}',
    };
    const reading = read(files);
    expect(reading.problems).toEqual([]);
    expect(reading.unread).toMatchObject([{ what: 'service/base', place: { line: 2, column: 3 } }]);
    expect(reading.subjects.map(({ subject }) => subject.id)).toContain('common/base.yaml#service/whole');
    const app = containerOf(read(files, {}, 'compose.yaml'));
    expect(valueOf(app, 'container.privileges')).toMatchObject({
      privileged: true,
      at: { privileged: [2, 22, 'common/base.yaml'] },
    });
  });

  it('judges included services where they stand, once', () => {
    const files = {
      'compose.yaml': `include: [infra/compose.yaml]\n${main}`,
      'infra/compose.yaml': 'services: {db: {image: mysql:8}}',
    };
    expect(read(files).subjects.map(({ subject }) => subject.id)).toContain('infra/compose.yaml#service/db');
    const whole = read(files, { inputs: Object.keys(files) });
    expect(whole.subjects.map(({ subject }) => subject.id)).not.toContain('infra/compose.yaml#service/db');
  });

  it.each([
    ['missing', 'gone.yaml'],
    ['outside', '../other/base.yaml'],
    ['absolute', '/etc/base.yaml'],
    ['remote', 'https://example.com/base.yaml'],
    ['a variable', '${BASE}'],
  ])('does not pass what extends a base that is %s', (_name, file) => {
    const reading = read(service('privileged: false', `extends: {file: "${file}", service: base}`));
    const app = containerOf(reading);
    for (const kind of [
      'container.identity',
      'container.resources',
      'container.probes',
      'container.context',
    ] as const)
      expect(app[kind]?.status).toBe('unavailable');
    for (const kind of [
      'container.privileges',
      'container.profiles',
      'container.mounts',
      'container.environment',
    ] as const)
      expect(app[kind]).toMatchObject({ status: 'observed', gaps: [expect.anything()] });
  });

  it('still fails what is written in a service whose base is missing', () => {
    const reading = read(service('privileged: true', 'extends: {file: gone.yaml, service: base}'));
    expect(valueOf(containerOf(reading), 'container.privileges')).toMatchObject({
      privileged: true,
      readOnlyRootFilesystem: true,
    });
    expect(reading.unread).toMatchObject([{ what: 'gone.yaml', place: { path: 'gone.yaml' } }]);
  });

  it('says what an include that cannot be read hides', () => {
    const reading = read({
      'compose.yaml': `include: [gone.yaml, "oci://example.com/x", "../up.yaml"]\n${main}`,
    });
    expect(reading.unread).toHaveLength(3);
    expect(reading.subjects).toHaveLength(3);
  });

  it('marks every service when a file of the project has errors', () => {
    const reading = read({ 'compose.yaml': main, 'compose.override.yaml': 'services:\n  app: {a: 1\n' });
    expect(reading.unread).toMatchObject([{ what: 'compose.override.yaml' }]);
    expect(containerOf(reading)['container.resources']?.status).toBe('unavailable');
  });

  it('relies on no default while .env is broken', () => {
    const reading = read({
      'compose.yaml': 'services: {a: {image: "redis:${TAG:-7.2}"}}',
      '.env': 'A="open\n',
    });
    expect(containerOf(reading, 'a')['container.image']).toMatchObject({
      status: 'unavailable',
      detail: expect.stringContaining('.env cannot be read'),
    });
  });
});
