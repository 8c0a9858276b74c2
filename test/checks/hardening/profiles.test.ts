import { describe, expect, it } from 'vitest';
import { hasApparmorProfile } from '../../../src/checks/hardening/has-apparmor-profile.ts';
import { hasSeccompProfile } from '../../../src/checks/hardening/has-seccomp-profile.ts';
import { isConfinedBySelinux } from '../../../src/checks/hardening/is-confined-by-selinux.ts';
import type { ContainerEngine, ContainerProfiles, ProfileSetting } from '../../../src/facts/container.ts';
import { answer } from '../ask.ts';
import { containerFacts } from '../facts.ts';

const of = (type: string, localhostProfile: string | null = null): ProfileSetting => ({
  type,
  localhostProfile,
});
type Profiles = Partial<ContainerProfiles>;
type Case = readonly [name: string, engine: ContainerEngine, profiles: Profiles, expected: string];

const facts = (engine: ContainerEngine, profiles: Profiles): ReturnType<typeof containerFacts> =>
  containerFacts({ context: { engine }, profiles });

describe('hardening/has-seccomp-profile', () => {
  it.each<Case>([
    ['the runtime’s', 'kubernetes', { seccomp: of('RuntimeDefault') }, 'pass'],
    ['one of the node', 'kubernetes', { seccomp: of('Localhost', 'profiles/paddle.json') }, 'pass'],
    ['the old annotation’s words', 'kubernetes', { seccomp: of('localhost/paddle.json') }, 'pass'],
    ['nothing written', 'kubernetes', {}, 'fail:missing'],
    ['switched off', 'kubernetes', { seccomp: of('Unconfined') }, 'fail:unconfined'],
    ['no such type', 'kubernetes', { seccomp: of('Default') }, 'fail:not-a-type'],
    ['no file', 'kubernetes', { seccomp: of('Localhost') }, 'fail:no-profile-name'],
    ['Docker’s own', 'compose', {}, 'pass'],
    ['a file for Docker', 'docker-run', { seccomp: of('./seccomp.json') }, 'pass'],
    ['switched off for Docker', 'docker-run', { seccomp: of('unconfined') }, 'fail:unconfined'],
  ])('%s (%s)', (_, engine, profiles, expected) => {
    expect(answer(hasSeccompProfile, facts(engine, profiles))).toBe(expected);
  });
});

describe('hardening/has-apparmor-profile', () => {
  it.each<Case>([
    ['by field', 'kubernetes', { appArmorField: of('RuntimeDefault') }, 'pass'],
    ['by annotation', 'kubernetes', { appArmorAnnotation: of('runtime/default') }, 'pass'],
    ['a local profile by annotation', 'kubernetes', { appArmorAnnotation: of('localhost/paddle') }, 'pass'],
    [
      'both, and they agree',
      'kubernetes',
      { appArmorField: of('Localhost', 'paddle'), appArmorAnnotation: of('localhost/paddle') },
      'pass',
    ],
    [
      'both, of two names',
      'kubernetes',
      { appArmorField: of('Localhost', 'paddle'), appArmorAnnotation: of('localhost/other') },
      'fail:contradiction',
    ],
    [
      'both, one of them unconfined',
      'kubernetes',
      { appArmorField: of('RuntimeDefault'), appArmorAnnotation: of('unconfined') },
      'fail:contradiction',
    ],
    ['nothing written', 'kubernetes', {}, 'fail:missing'],
    ['nodes with SELinux', 'kubernetes', { selinux: { type: 'container_t' } }, 'notApplicable'],
    ['switched off by field', 'kubernetes', { appArmorField: of('Unconfined') }, 'fail:unconfined'],
    ['switched off by annotation', 'kubernetes', { appArmorAnnotation: of('unconfined') }, 'fail:unconfined'],
    ['no such type', 'kubernetes', { appArmorField: of('Enforce') }, 'fail:not-a-type'],
    ['no name', 'kubernetes', { appArmorField: of('Localhost') }, 'fail:no-profile-name'],
    [
      'no name in the annotation',
      'kubernetes',
      { appArmorAnnotation: of('localhost/') },
      'fail:no-profile-name',
    ],
    ['Docker’s own', 'docker-run', {}, 'pass'],
    ['a named one for Docker', 'compose', { appArmorField: of('paddle-serving') }, 'pass'],
    ['switched off for Docker', 'compose', { appArmorField: of('unconfined') }, 'fail:unconfined'],
  ])('%s (%s)', (_, engine, profiles, expected) => {
    expect(answer(hasApparmorProfile, facts(engine, profiles))).toBe(expected);
  });
});

describe('hardening/is-confined-by-selinux', () => {
  it.each<Case>([
    ['nothing written', 'kubernetes', {}, 'pass'],
    ['a confined type', 'kubernetes', { selinux: { type: 'container_t' } }, 'pass'],
    ['a level alone', 'kubernetes', { selinux: { level: 's0:c1,c2' } }, 'pass'],
    ['spc_t', 'kubernetes', { selinux: { type: 'spc_t' } }, 'fail:unconfined'],
    ['label=disable', 'docker-run', { selinuxDisabled: true }, 'fail:disabled'],
  ])('%s (%s)', (_, engine, profiles, expected) => {
    expect(answer(isConfinedBySelinux, facts(engine, profiles), { unconfined: ['spc_t'] })).toBe(expected);
  });
});
