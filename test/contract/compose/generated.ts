import fc from 'fast-check';
import type { Files } from '../../inputs/compose/project.ts';

/** Projects of up to five files that Docker Compose mostly accepts, with every variable set or with a default. */

const VARIABLES = ['TAG', 'EMPTY', 'UID', 'DATA'] as const;
const ENV = 'TAG=2.6.1\nEMPTY=\nexport UID=1000\nDATA="./d a#ta" # where\nNESTED=${TAG}-x\n';

const word = fc.constantFrom('a', 'b', 'web', 'x1', 'models');
const variable = fc.constantFrom(...VARIABLES);

/** A piece of text with a reference in one of the forms of the specification. */
const reference = fc.oneof(
  variable.map((name) => `$${name}.`),
  variable.map((name) => `\${${name}}`),
  fc
    .tuple(
      fc.constantFrom(...VARIABLES, 'UNSET', 'NESTED'),
      fc.constantFrom(':-', '-', ':+', '+'),
      fc.constantFrom('', 'd', '${TAG}', '${UNSET:-${TAG}}', 'a}b', '{x}', 'x-$$y', '$TAG.z'),
    )
    .map(([name, operator, text]) => `\${${name}${operator}${text}}`),
  fc.constantFrom('${TAG:?must be set}', '${EMPTY?}', '$$', '$.', '1', 'x'),
);
const text = fc.array(reference, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));

const quoted = (value: string): string => JSON.stringify(value);

const boolean = fc.constantFrom(
  'true',
  'false',
  '"true"',
  'yes',
  'no',
  '"on"',
  'off',
  '"y"',
  '"${UNSET:-true}"',
  'N',
);
const size = fc.constantFrom(
  '64m',
  '"2gb"',
  '1073741824',
  '512k',
  '"1.5g"',
  '"${UNSET:-8g}"',
  '"100"',
  '2GiB',
);
const capability = fc.constantFrom('ALL', 'NET_ADMIN', 'SYS_PTRACE', 'CAP_CHOWN', 'sys_admin');
const list = (item: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.uniqueArray(item, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`);

const environment = fc.oneof(
  fc
    .uniqueArray(
      fc.tuple(
        fc.constantFrom('A', 'B', 'C', '__proto__'),
        fc.oneof(
          text.map(quoted),
          fc.constantFrom('1', '1.50', '0x10', 'true', '', '1e3', '0777', '"0777"', '1000000.0', 'yes'),
        ),
      ),
      {
        selector: ([name]) => name,
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((pairs) => `{${pairs.map(([name, value]) => `${name}: ${value}`).join(', ')}}`),
  list(
    fc
      .tuple(
        fc.constantFrom('A', 'B', 'C'),
        fc.oneof(
          fc.constant(''),
          text.map((value) => `=${value}`),
        ),
      )
      .map(([name, value]) => quoted(name + value)),
  ),
);

const volume = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('./data', '../m', '/var/run/docker.sock', '~/x', 'named', './.d'),
      fc.constantFrom('/a', '/b/', '/c/../d'),
      fc.constantFrom('', ':ro', ':rw', ':z,ro', ':ro,rslave'),
    )
    .map(([source, target, options]) => quoted(source + ':' + target + options)),
  fc
    .tuple(fc.constantFrom('/a', '/e'), boolean)
    .map(([target, readOnly]) => `{type: bind, source: ./long, target: ${target}, read_only: ${readOnly}}`),
  fc.constantFrom('"/anonymous"', '{type: tmpfs, target: /t}', '{type: volume, source: named, target: /n}'),
);

const port = fc.constantFrom(
  '"8080:80"',
  '"127.0.0.1:8001:8001"',
  '9000',
  '"3000-3002"',
  '"53:53/udp"',
  '"6000-6001:7000-7001"',
  '"${UNSET:-81}:82"',
  '{target: 443, published: "8443"}',
  '"[::1]:90:91"',
);
const device = fc.constantFrom(
  '{driver: nvidia, count: 1, capabilities: [gpu]}',
  '{driver: nvidia, count: all, capabilities: [gpu, utility]}',
  '{capabilities: [gpu]}',
  '{driver: nvidia, device_ids: ["0", "3"], capabilities: [gpu]}',
  '{count: "${UNSET:-2}", capabilities: [gpu]}',
);
const command = fc.constantFrom(
  '[python, serve.py]',
  'python serve.py --port 80',
  '"sh -c \'echo $$HOME; ls\'"',
  'a "b c" d\\ e',
  '["x", "${TAG}"]',
  'echo a; b',
  'run 2>&1',
  '""',
);
const option = fc.constantFrom(
  'no-new-privileges:true',
  'no-new-privileges:false',
  'seccomp:unconfined',
  'apparmor=unconfined',
  'label:disable',
  'seccomp=unconfined',
);
const check = fc.constantFrom(
  '{test: [CMD, curl, localhost], interval: 1m30s, retries: 5}',
  '{test: curl localhost, start_period: 2m, timeout: 500ms}',
  '{disable: true}',
  '{test: [NONE]}',
  '{test: ["CMD-SHELL", "x"], disable: "no"}',
  '{interval: 10s}',
  '{test: "NONE"}',
);

type Field = readonly [string, fc.Arbitrary<string>];
const FIELDS: readonly Field[] = [
  ['user', fc.constantFrom('"0:0"', '"1000"', 'app', '"${UID:-1000}:${GID:-1000}"', 'root', '"00"')],
  ['privileged', boolean],
  ['read_only', boolean],
  ['cap_add', list(capability)],
  ['cap_drop', list(capability)],
  ['security_opt', list(option)],
  ['environment', environment],
  ['volumes', fc.uniqueArray(volume, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join(', ')}]`)],
  ['tmpfs', fc.constantFrom('/tmp1', '["/tmp1", "/tmp2:size=64m"]')],
  ['ports', list(port)],
  ['shm_size', size],
  ['mem_reservation', size],
  ['pid', fc.constant('host')],
  ['ipc', fc.constantFrom('host', 'private')],
  ['runtime', fc.constantFrom('nvidia', '${UNSET:-runc}')],
  ['gpus', fc.oneof(fc.constant('all'), list(device))],
  ['command', command],
  ['entrypoint', command],
  ['labels', fc.constantFrom('{a: b, c: 1}', '["a=${TAG}", "d"]', '{e: true}')],
  ['healthcheck', check],
  ['env_file', fc.constantFrom('.env', '[".env"]', '[{path: gone.env, required: false}]', '[{path: .env}]')],
  [
    'deploy',
    fc
      .tuple(list(device), size, fc.constantFrom('0.5', '"2"', '1', '"${UNSET:-1.5}"'))
      .map(
        ([devices, memory, cpus]) =>
          `{replicas: 2, resources: {limits: {cpus: ${cpus}, memory: ${memory}}, reservations: {memory: 64m, devices: ${devices}}}}`,
      ),
  ],
  ['mem_limit', size],
  ['cpus', fc.constantFrom('0.5', '"1.5"', '2')],
];

const TAGS = fc.constantFrom('', '', '', '', '!override ');

function body(tags: boolean): fc.Arbitrary<readonly string[]> {
  return (
    fc
      .uniqueArray(fc.integer({ min: 0, max: FIELDS.length - 1 }), { maxLength: 7 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((index) => {
            const [name, value] = FIELDS[index]!;
            return fc
              .tuple(value, tags ? TAGS : fc.constant(''))
              .map(([written, tag]) => `    ${name}: ${tag}${written}`);
          }),
        ),
      )
      // Docker Compose refuses a limit that is given in both ways.
      .map((lines) =>
        lines.some((line) => line.includes('deploy:'))
          ? lines.filter((line) => !/^ {4}(?:cpus|mem_limit|mem_reservation):/.test(line))
          : lines,
      )
  );
}

const image = fc.oneof(
  fc.constantFrom(
    'redis:7.2',
    'paddlepaddle/paddle:${TAG}',
    'paddlepaddle/paddle:${UNSET:-2.6.1}-gpu',
    '"reg.example.com:5000/${UNSET-team}/app:${TAG:+v$TAG}"',
  ),
);

function serviceOf(name: string, head: readonly string[], lines: readonly string[]): string {
  return [`  ${name}:`, ...head, ...lines, ''].join('\n');
}

/** Main file, a file that is extended, one that is included, an override. */
export const project: fc.Arbitrary<Files> = fc
  .record({
    image,
    app: body(false),
    base: body(false),
    common: body(false),
    override: body(true),
    included: body(false),
    other: word,
    shape: fc.record({
      extends: fc.constantFrom('none', 'same', 'file', 'both'),
      override: fc.boolean(),
      include: fc.boolean(),
      anchor: fc.boolean(),
    }),
  })
  .map(({ image: name, app, base, common, override, included, shape }) => {
    const files: Record<string, string> = { 'compose.yaml': '', '.env': ENV };
    const extended = {
      none: [],
      same: ['    extends: base'],
      file: ['    extends: {file: lib/common.yaml, service: common}'],
      both: ['    extends: {service: base}'],
    }[shape.extends];
    const anchor = shape.anchor ? ['    <<: {cap_drop: [ALL], read_only: true, user: "7"}'] : [];
    const baseHead = [
      '    image: busybox',
      ...(shape.extends === 'both' ? ['    extends: {file: lib/common.yaml, service: common}'] : []),
    ];
    files['compose.yaml'] = [
      ...(shape.include ? ['include: [sub/compose.yaml]'] : []),
      'volumes: {named: {}}',
      'services:',
      serviceOf('app', [`    image: ${name}`, ...extended, ...anchor], app),
      serviceOf('base', baseHead, base),
    ].join('\n');
    files['lib/common.yaml'] = ['services:', serviceOf('common', ['    image: alpine:3.20'], common)].join(
      '\n',
    );
    files['lib/.env'] = 'A=lib\n';
    if (shape.include) {
      files['sub/compose.yaml'] = [
        'services:',
        serviceOf('included', ['    image: "nginx:${TAG}"'], included),
        'volumes: {named: {}}',
        '',
      ].join('\n');
      files['sub/.env'] = 'TAG=1.27\nA=sub\n';
    }
    if (shape.override)
      files['compose.override.yaml'] = [
        'services:',
        serviceOf('app', [], override.length === 0 ? ['    tty: true'] : override),
      ].join('\n');
    return files;
  });
