import type { ContainerProfiles, ProfileSetting } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import type { ComposeNode } from './tree.ts';

/** One entry of `security_opt`, cut as Docker Compose cuts it: at the first `=`, else at the first `:`. */
interface SecurityOption {
  readonly key: string;
  readonly value: string;
  readonly node: ComposeNode;
}

function securityOptions(spec: ContainerSpec, fields: Fields): readonly SecurityOption[] {
  return fields.texts(field(spec, 'security_opt'), 'security_opt').flatMap((node) => {
    if (fields.isUnknown(node, 'security_opt')) return [];
    if (node.kind !== 'scalar' || typeof node.value !== 'string') {
      fields.wrongType(node, 'security_opt', 'texts', '["no-new-privileges:true"]');
      return [];
    }
    const text = node.text;
    const cut = text.includes('=') ? text.indexOf('=') : text.indexOf(':');
    return [{ key: cut < 0 ? text : text.slice(0, cut), value: cut < 0 ? '' : text.slice(cut + 1), node }];
  });
}

const TRUE = /^(?:1|t|T|TRUE|true|True)$/;

/** `no-new-privileges`: true without a value, else what Go's ParseBool makes of it; the last one counts. */
export function escalationOf(spec: ContainerSpec, fields: Fields): boolean | null {
  let allowed: boolean | null = null;
  for (const { key, value, node } of securityOptions(spec, fields)) {
    if (key !== 'no-new-privileges') continue;
    fields.mark('allowPrivilegeEscalation', node);
    allowed = !(value === '' || TRUE.test(value));
  }
  return allowed ?? fields.unwritten(false);
}

/** seccomp, AppArmor and SELinux of `security_opt`. */
export function profilesOf(spec: ContainerSpec, fields: Fields): Evidence<'container.profiles'> {
  let seccomp: ProfileSetting | null = null;
  let appArmorField: ProfileSetting | null = null;
  const selinux = new Map<string, string>();
  let selinuxDisabled = false;
  for (const { key, value, node } of securityOptions(spec, fields)) {
    if (key === 'seccomp') {
      fields.mark('seccomp', node);
      seccomp = profile(value, 'builtin');
    } else if (key === 'apparmor') {
      fields.mark('appArmorField', node);
      appArmorField = profile(value, 'docker-default');
    } else if (key === 'label' && value === 'disable') {
      fields.mark('selinuxDisabled', node);
      selinuxDisabled = true;
    } else if (key === 'label') {
      fields.mark('selinux', node);
      const [name = '', setting = ''] = value.split(':', 2);
      selinux.set(name, setting);
    }
  }
  const value: ContainerProfiles = {
    seccomp,
    appArmorField,
    appArmorAnnotation: null,
    selinux: selinux.size === 0 ? null : Object.fromEntries(selinux),
    selinuxDisabled,
    at: fields.at,
  };
  return fields.partial(value);
}

function profile(text: string, preset: string): ProfileSetting {
  if (text === 'unconfined') return { type: 'Unconfined', localhostProfile: null };
  if (text === preset || text === 'default' || text === 'runtime/default')
    return { type: 'RuntimeDefault', localhostProfile: null };
  return { type: 'Localhost', localhostProfile: text };
}
