import { describe, expect, it } from 'vitest';
import { deniesPrivilegeEscalation } from '../../../src/checks/hardening/denies-privilege-escalation.ts';
import { dropsCapabilities } from '../../../src/checks/hardening/drops-capabilities.ts';
import { hasApparmorProfile } from '../../../src/checks/hardening/has-apparmor-profile.ts';
import { hasNoHostNamespaces } from '../../../src/checks/hardening/has-no-host-namespaces.ts';
import { hasReadOnlyRoot } from '../../../src/checks/hardening/has-read-only-root.ts';
import { hasSeccompProfile } from '../../../src/checks/hardening/has-seccomp-profile.ts';
import { isConfinedBySelinux } from '../../../src/checks/hardening/is-confined-by-selinux.ts';
import { isNotPrivileged } from '../../../src/checks/hardening/is-not-privileged.ts';
import type { ContainerContext, ContainerPrivileges } from '../../../src/facts/container.ts';
import { answer, ask } from '../ask.ts';
import { containerFacts } from '../facts.ts';

type Privileges = Partial<ContainerPrivileges>;
const CAPABILITIES = { dangerous: ['ALL', 'SYS_ADMIN', 'SYS_PTRACE'] };

describe('hardening/is-not-privileged', () => {
  it.each<[string, Privileges, string]>([
    ['nothing written', {}, 'pass'],
    ['false', { privileged: false }, 'pass'],
    ['true', { privileged: true }, 'fail:privileged'],
  ])('%s', (_, privileges, expected) => {
    expect(answer(isNotPrivileged, containerFacts({ privileges }))).toBe(expected);
  });

  it('alone speaks of a privileged container', () => {
    const facts = containerFacts({ privileges: { privileged: true, capabilitiesAdd: ['SYS_ADMIN'] } });
    for (const [check, options] of [
      [deniesPrivilegeEscalation, {}],
      [dropsCapabilities, CAPABILITIES],
      [hasSeccompProfile, {}],
      [hasApparmorProfile, {}],
      [isConfinedBySelinux, { unconfined: [] }],
    ] as const)
      expect(answer(check, facts, options)).toBe('notApplicable');
  });
});

describe('hardening/denies-privilege-escalation', () => {
  it.each<[string, Privileges, string]>([
    ['denied', { allowPrivilegeEscalation: false }, 'pass'],
    ['allowed', { allowPrivilegeEscalation: true }, 'fail:allowed'],
    ['nothing written: the default allows it', {}, 'fail:not-denied'],
  ])('%s', (_, privileges, expected) => {
    expect(answer(deniesPrivilegeEscalation, containerFacts({ privileges }))).toBe(expected);
  });
});

describe('hardening/drops-capabilities', () => {
  it.each<[string, Privileges, string]>([
    ['all dropped', { capabilitiesDrop: ['ALL'] }, 'pass'],
    ['all dropped, a harmless one added', { capabilitiesDrop: ['ALL'], capabilitiesAdd: ['CHOWN'] }, 'pass'],
    [
      'all dropped, ptrace added',
      { capabilitiesDrop: ['ALL'], capabilitiesAdd: ['SYS_PTRACE'] },
      'fail:dangerous',
    ],
    ['all added', { capabilitiesAdd: ['ALL'] }, 'fail:dangerous'],
    ['one dropped', { capabilitiesDrop: ['NET_RAW'] }, 'fail:not-dropped'],
    ['nothing written', {}, 'fail:not-dropped'],
  ])('%s', (_, privileges, expected) => {
    expect(answer(dropsCapabilities, containerFacts({ privileges }), CAPABILITIES)).toBe(expected);
  });
});

describe('hardening/has-read-only-root', () => {
  it.each<[string, Privileges, string]>([
    ['read-only', { readOnlyRootFilesystem: true }, 'pass'],
    ['writable', { readOnlyRootFilesystem: false }, 'fail:writable'],
    ['nothing written', {}, 'fail:writable'],
  ])('%s', (_, privileges, expected) => {
    expect(answer(hasReadOnlyRoot, containerFacts({ privileges }))).toBe(expected);
  });
});

describe('hardening/has-no-host-namespaces', () => {
  it.each<[string, Partial<ContainerContext>, Privileges, string]>([
    ['none', {}, {}, 'pass'],
    ['explicitly none', {}, { hostNetwork: false, hostPID: false, hostIPC: false }, 'pass'],
    ['network', {}, { hostNetwork: true }, 'fail:shared'],
    ['processes', {}, { hostPID: true }, 'fail:shared'],
    ['IPC alone', {}, { hostIPC: true }, 'fail:ipc'],
    ['all of them', {}, { hostIPC: true, hostNetwork: true, hostPID: true }, 'fail:shared'],
    [
      'an init container of the pod that the main one speaks for',
      { phase: 'init' },
      { hostPID: true },
      'notApplicable',
    ],
    ['docker run', { engine: 'docker-run' }, { hostIPC: true }, 'fail:ipc'],
  ])('%s', (_, context, privileges, expected) => {
    expect(answer(hasNoHostNamespaces, containerFacts({ context, privileges }))).toBe(expected);
  });

  it('names the lines to remove in the words of the engine', () => {
    const context = { engine: 'compose' } as const;
    const facts = containerFacts({ context, privileges: { hostNetwork: true, hostIPC: true } });
    expect(ask(hasNoHostNamespaces, facts)).toMatchObject({
      data: { settings: ['network_mode: host', 'ipc: host'] },
    });
  });
});
