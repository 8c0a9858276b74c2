import { describe, expect, it } from 'vitest';
import { container, deployment, evidenceOf, factOf, readManifest, SERVER } from './manifest.ts';

const identity = (text: string) => factOf(readManifest(text), SERVER, 'container.identity');
const privileges = (text: string) => factOf(readManifest(text), SERVER, 'container.privileges');
const profiles = (text: string) => factOf(readManifest(text), SERVER, 'container.profiles');

describe('the security context of a container overrides that of its pod, field by field', () => {
  it('takes what the container leaves out from the pod', () => {
    const found = identity(
      container(
        'securityContext: {runAsUser: 0}',
        'securityContext: {runAsUser: 1000, runAsNonRoot: true, runAsGroup: 3000}',
      ),
    );
    expect(found).toMatchObject({ runAsUser: 0, runAsNonRoot: true, runAsGroup: 3000 });
    expect(found.from).toEqual({ runAsUser: 'container', runAsNonRoot: 'pod', runAsGroup: 'pod' });
  });

  it('takes an explicit null for "not written"', () => {
    expect(
      identity(container('securityContext: {runAsUser: null}', 'securityContext: {runAsUser: 7}')).runAsUser,
    ).toBe(7);
    expect(identity(container('securityContext: ~')).runAsUser).toBeNull();
  });

  it('replaces profiles and SELinux options as a whole', () => {
    const found = profiles(
      container(
        'securityContext: {seccompProfile: {type: Unconfined}, seLinuxOptions: {level: "s0:c1"}}',
        'securityContext: {seccompProfile: {type: Localhost, localhostProfile: p.json}, seLinuxOptions: {type: spc_t}, appArmorProfile: {type: RuntimeDefault}}',
      ),
    );
    expect(found.seccomp).toEqual({ type: 'Unconfined', localhostProfile: null });
    expect(found.selinux).toEqual({ level: 's0:c1' });
    expect(found.appArmorField).toEqual({ type: 'RuntimeDefault', localhostProfile: null });
  });

  it('never inherits privileges, which a pod cannot set', () => {
    expect(
      privileges(
        container('securityContext: {}', 'securityContext: {privileged: true, readOnlyRootFilesystem: true}'),
      ),
    ).toMatchObject({
      privileged: null,
      readOnlyRootFilesystem: null,
    });
  });

  it('knows that images of the project run as root', () => {
    expect(identity(container('command: [x]')).imageUser).toBe('root');
  });
});

it('says where each field stands', () => {
  const found = privileges(
    container(
      'securityContext:\n  privileged: true\n  capabilities:\n    add: [CAP_SYS_ADMIN, net_raw]',
      'hostNetwork: true',
    ),
  );
  expect(found.capabilitiesAdd).toEqual(['SYS_ADMIN', 'NET_RAW']);
  expect(found.at).toEqual({ privileged: [12, 23], capabilitiesAdd: [14, 19], hostNetwork: [15, 20] });
});

describe('AppArmor by annotation', () => {
  const annotation = (value: string) =>
    profiles(
      deployment(
        'containers: [{name: server, image: x}]',
        `container.apparmor.security.beta.kubernetes.io/server: ${value}`,
      ),
    ).appArmorAnnotation;

  it.each([
    ['runtime/default', { type: 'RuntimeDefault', localhostProfile: null }],
    ['unconfined', { type: 'Unconfined', localhostProfile: null }],
    ['localhost/paddle', { type: 'Localhost', localhostProfile: 'paddle' }],
    ['docker/default', { type: 'docker/default', localhostProfile: null }],
  ])('%s', (value, expected) => {
    expect(annotation(value)).toEqual(expected);
  });

  it('belongs to the container that it names, and to the pod template only', () => {
    const other = deployment(
      'containers: [{name: server, image: x}]',
      'container.apparmor.security.beta.kubernetes.io/proxy: unconfined',
    );
    expect(profiles(other).appArmorAnnotation).toBeNull();
    const outside = container('command: [x]').replace(
      'metadata: {name: ocr}',
      'metadata: {name: ocr, annotations: {container.apparmor.security.beta.kubernetes.io/server: runtime/default}}',
    );
    expect(profiles(outside).appArmorAnnotation).toBeNull();
  });
});

describe('seccomp by annotation, dead since Kubernetes 1.27', () => {
  const annotated = (value: string) =>
    profiles(
      deployment(
        'containers: [{name: server, image: x}]',
        `seccomp.security.alpha.kubernetes.io/pod: ${value}`,
      ),
    );

  it('counts what it gives away, not what it promises', () => {
    expect(annotated('unconfined').seccomp?.type).toBe('Unconfined');
    expect(annotated('runtime/default').seccomp).toBeNull();
    expect(annotated('runtime/default').at['seccomp']).toBeDefined();
  });
});

/** What kubectl reads as true under YAML 1.1; a reader of YAML 1.2 sees texts, and passes. */
describe('YAML 1.1', () => {
  it.each(['yes', 'on', 'True', 'TRUE', 'y', 'Yes', 'ON'])('privileged: %s is true', (word) => {
    expect(privileges(container(`securityContext: {privileged: ${word}}`)).privileged).toBe(true);
  });

  it.each(['off', 'no', 'False'])('readOnlyRootFilesystem: %s is false', (word) => {
    expect(
      privileges(container(`securityContext: {readOnlyRootFilesystem: ${word}}`)).readOnlyRootFilesystem,
    ).toBe(false);
  });

  it('runAsNonRoot: on is true, runAsUser: 010 is eight and 00 is root', () => {
    expect(identity(container('securityContext: {runAsNonRoot: on}')).runAsNonRoot).toBe(true);
    expect(identity(container('securityContext: {runAsUser: 010}')).runAsUser).toBe(8);
    expect(identity(container('securityContext: {runAsUser: 00}')).runAsUser).toBe(0);
    expect(identity(container('securityContext: {runAsUser: 1_000}')).runAsUser).toBe(1000);
  });

  it('merges << into a security context', () => {
    const text = `x: &hard {runAsNonRoot: true, privileged: true}\n${container('securityContext:\n  <<: *hard\n  runAsUser: 5')}`;
    expect(privileges(text).privileged).toBe(true);
    expect(identity(text)).toMatchObject({ runAsUser: 5, runAsNonRoot: true });
  });
});

/** The API server refuses these; whoever reads them must not find comfort in them. */
describe('a value of the wrong type is read the worst way, with a gap', () => {
  const gaps = (text: string, kind: 'container.identity' | 'container.privileges' | 'container.profiles') => {
    const evidence = evidenceOf(readManifest(text), SERVER, kind);
    return evidence.status === 'observed' ? evidence.gaps.length : -1;
  };

  it.each([
    ['privileged: "true"', { privileged: true }],
    ['privileged: "yes"', { privileged: true }],
    ['privileged: 1', { privileged: true }],
    ['privileged: "false"', { privileged: null }],
    ['privileged: {}', { privileged: null }],
    ['allowPrivilegeEscalation: "false"', { allowPrivilegeEscalation: null }],
    ['readOnlyRootFilesystem: "true"', { readOnlyRootFilesystem: null }],
    ['readOnlyRootFilesystem: "false"', { readOnlyRootFilesystem: false }],
    ['capabilities: {add: SYS_ADMIN}', { capabilitiesAdd: ['SYS_ADMIN'] }],
    ['capabilities: {drop: ALL}', { capabilitiesDrop: [] }],
  ])('%s', (field, expected) => {
    const text = container(`securityContext: {${field}}`);
    expect(privileges(text)).toMatchObject(expected);
    expect(gaps(text, 'container.privileges')).toBe(1);
  });

  it.each([
    ['runAsNonRoot: "true"', { runAsNonRoot: null }],
    ['runAsUser: "0"', { runAsUser: 0 }],
    ['runAsUser: "1000"', { runAsUser: null }],
    ['runAsUser: -1', { runAsUser: null }],
    ['runAsUser: 1.5', { runAsUser: null }],
  ])('%s', (field, expected) => {
    const text = container(`securityContext: {${field}}`);
    expect(identity(text)).toMatchObject(expected);
    expect(gaps(text, 'container.identity')).toBe(1);
  });

  it('a security context that is no map, a host namespace in quotes, a profile of no known type', () => {
    expect(gaps(container('securityContext: [privileged]'), 'container.privileges')).toBe(1);
    const quoted = container('command: [x]', 'hostNetwork: "on"');
    expect(privileges(quoted).hostNetwork).toBe(true);
    expect(gaps(quoted, 'container.privileges')).toBe(1);
    expect(
      gaps(container('securityContext: {seccompProfile: {type: runtimedefault}}'), 'container.profiles'),
    ).toBe(1);
  });

  it('names the line and the right form', () => {
    const evidence = evidenceOf(
      readManifest(container('securityContext: {privileged: "true"}')),
      SERVER,
      'container.privileges',
    );
    expect(evidence).toMatchObject({
      gaps: [
        {
          why: 'line 11: privileged is "true", and the API server takes only a boolean',
          advice: 'write privileged: false',
        },
      ],
    });
  });
});

describe('a placeholder', () => {
  it.each(['${ROOT}', '$(ROOT)', '{{ .Values.root }}', '$ROOT'])(
    '%s makes the fact unavailable, and only that one',
    (text) => {
      const reading = readManifest(container(`securityContext: {privileged: "${text}"}`));
      expect(evidenceOf(reading, SERVER, 'container.privileges')).toMatchObject({
        status: 'unavailable',
        code: 'dependency-unavailable',
      });
      expect(evidenceOf(reading, SERVER, 'container.identity').status).toBe('observed');
    },
  );
});
