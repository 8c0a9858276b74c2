import type { ContainerPrivileges, ContainerProfiles, ProfileSetting } from '../../facts/container.ts';
import { observed, unavailable, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { Flag } from './flags.ts';
import { Settings } from './settings.ts';

interface SecurityOption {
  readonly key: string;
  readonly value: string;
  readonly flag: Flag;
}

/** `--security-opt key=value` or `key:value`. One that is computed is a gap. */
function securityOptions(settings: Settings): readonly SecurityOption[] {
  return settings.all('security-opt').flatMap((flag) => {
    const text = settings.known(flag);
    if (text === null) return [];
    const found = /^([a-z-]+)(?:[=:](.*))?$/s.exec(text);
    return [{ key: found?.[1] ?? text, value: found?.[2] ?? '', flag }];
  });
}

export function readPrivileges(
  flags: readonly Flag[],
  provenance: Provenance,
): Evidence<'container.privileges'> {
  const settings = new Settings(flags);
  const namespaceIsHost = (field: string, ...names: readonly string[]): boolean | null => {
    const text = settings.text(field, ...names);
    return text === null ? null : text === 'host';
  };
  const value: ContainerPrivileges = {
    privileged: settings.switch('privileged', 'privileged'),
    allowPrivilegeEscalation: escalation(settings),
    capabilitiesAdd: capabilities(settings, 'capabilitiesAdd', 'cap-add'),
    capabilitiesDrop: capabilities(settings, 'capabilitiesDrop', 'cap-drop'),
    readOnlyRootFilesystem: settings.switch('readOnlyRootFilesystem', 'read-only'),
    hostNetwork: namespaceIsHost('hostNetwork', 'network', 'net'),
    hostPID: namespaceIsHost('hostPID', 'pid'),
    hostIPC: namespaceIsHost('hostIPC', 'ipc'),
    at: settings.at,
  };
  const [first] = settings.gaps;
  // What is computed may be the very setting that is missed: only what is certainly bad is told.
  if (first !== undefined && value.privileged !== true)
    return unavailable('dependency-unavailable', `${first.what}: ${first.why}`, first.advice, provenance);
  return observed(value, provenance, settings.gaps);
}

function escalation(settings: Settings): boolean | null {
  let allowed: boolean | null = null;
  for (const { key, value, flag } of securityOptions(settings)) {
    if (key !== 'no-new-privileges') continue;
    allowed = value === 'false';
    settings.place('allowPrivilegeEscalation', flag);
  }
  return allowed;
}

function capabilities(settings: Settings, field: string, name: string): readonly string[] {
  return settings.all(name).flatMap((flag) => {
    settings.place(field, flag);
    const names = (settings.known(flag) ?? '').split(',').filter((text) => text !== '');
    return names.map((text) => text.toUpperCase().replace(/^CAP_/, ''));
  });
}

export function readProfiles(flags: readonly Flag[], provenance: Provenance): Evidence<'container.profiles'> {
  const settings = new Settings(flags);
  let seccomp: ProfileSetting | null = null;
  let appArmorField: ProfileSetting | null = null;
  const labels: Record<string, string> = {};
  let selinuxDisabled = false;
  for (const { key, value, flag } of securityOptions(settings)) {
    if (key === 'seccomp') {
      settings.place('seccomp', flag);
      seccomp = profile(value, 'builtin');
    } else if (key === 'apparmor') {
      settings.place('appArmorField', flag);
      appArmorField = profile(value, 'docker-default');
    } else if (key === 'label') {
      settings.place('selinux', flag);
      if (value === 'disable') selinuxDisabled = true;
      else Object.assign(labels, label(value));
    }
  }
  const selinux = Object.keys(labels).length > 0 ? labels : null;
  const value: ContainerProfiles = {
    seccomp, appArmorField, appArmorAnnotation: null, selinux, selinuxDisabled, at: settings.at,
  }; // prettier-ignore
  return observed(value, provenance, settings.gaps);
}

function profile(text: string, preset: string): ProfileSetting {
  if (text === 'unconfined') return { type: 'Unconfined', localhostProfile: null };
  if (text === preset || text === 'default' || text === 'runtime/default')
    return { type: 'RuntimeDefault', localhostProfile: null };
  return { type: 'Localhost', localhostProfile: text };
}

/** `type:container_t` as its part of an SELinux context; any other option under its own name. */
function label(text: string): Readonly<Record<string, string>> {
  const [, key, value] = /^(user|role|type|level|filetype):(.*)$/s.exec(text) ?? [];
  return key === undefined ? { option: text } : { [key]: value ?? '' };
}
