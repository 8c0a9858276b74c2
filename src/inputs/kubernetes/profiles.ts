import type { ContainerProfiles, ProfileSetting } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import { entriesOf, entryOf } from '../../syntax/yaml/access.ts';
import { FieldReader, isUnset } from './fields.ts';
import { inherited } from './identity.ts';
import { atOf } from './place.ts';
import type { Pod } from './pod.ts';
import { emptyRecord } from './text-map.ts';

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const SECCOMP = 'container.seccomp.security.alpha.kubernetes.io/';
const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';
const TYPES = new Set(['RuntimeDefault', 'Localhost', 'Unconfined']);

/** seccomp, AppArmor and SELinux of one container: each setting as a whole from the container, else from the pod. */
export function readProfiles(
  pod: Pod,
  context: YamlNode | undefined,
  owner: string,
  container: string,
): Evidence<'container.profiles'> {
  const fields = new FieldReader(owner);
  const podContext = fields.map(pod.securityContext, 'pod securityContext');
  const own = fields.map(context, 'securityContext');
  const setting = (field: string, key: string): ProfileSetting | null =>
    profileOf(fields, inherited(podContext, own, field).node, key);
  const value: ContainerProfiles = {
    seccomp: setting('seccompProfile', 'seccomp') ?? legacySeccomp(fields, pod, container),
    appArmorField: setting('appArmorProfile', 'appArmorField'),
    appArmorAnnotation: annotated(fields, pod, APPARMOR + container, 'appArmorAnnotation'),
    selinux: selinuxOf(fields, inherited(podContext, own, 'seLinuxOptions').node),
    selinuxDisabled: false,
    at: fields.at,
  };
  return fields.evidence(value, pod.scope.provenance);
}

function profileOf(fields: FieldReader, node: YamlNode | undefined, key: string): ProfileSetting | null {
  const profile = fields.map(node, key);
  if (profile === undefined) return null;
  const typeNode = entryOf(profile, 'type')?.value;
  fields.at[key] = atOf(isUnset(typeNode) ? profile : typeNode);
  const type = fields.text(typeNode, `${key}.type`);
  const localhostProfile = fields.text(
    entryOf(profile, 'localhostProfile')?.value,
    `${key}.localhostProfile`,
  );
  if (type === null || !TYPES.has(type))
    fields.gap(
      key,
      `line ${String(profile.line)}: "${type ?? ''}" is no type of profile`,
      'write type: RuntimeDefault',
    );
  return type === null ? null : { type, localhostProfile };
}

/**
 * The annotations of seccomp have no effect since Kubernetes 1.27: what they claim to be safe does not count, an
 * `unconfined` does (older clusters obey it).
 */
function legacySeccomp(fields: FieldReader, pod: Pod, container: string): ProfileSetting | null {
  const setting =
    annotated(fields, pod, SECCOMP + container, 'seccomp') ?? annotated(fields, pod, SECCOMP_POD, 'seccomp');
  return setting?.type === 'Unconfined' ? setting : null;
}

function annotated(fields: FieldReader, pod: Pod, name: string, key: string): ProfileSetting | null {
  const text = pod.annotations[name];
  if (text === undefined) return null;
  const node = entryOf(pod.annotationsNode, name)?.value;
  fields.text(node, key);
  if (text === 'runtime/default') return { type: 'RuntimeDefault', localhostProfile: null };
  if (text === 'unconfined') return { type: 'Unconfined', localhostProfile: null };
  if (text.startsWith('localhost/')) return { type: 'Localhost', localhostProfile: text.slice(10) };
  return { type: text, localhostProfile: null };
}

function selinuxOf(fields: FieldReader, node: YamlNode | undefined): Readonly<Record<string, string>> | null {
  const options = fields.map(node, 'selinux');
  if (options === undefined) return null;
  fields.at['selinux'] = atOf(entryOf(options, 'type')?.value ?? options);
  const texts = emptyRecord<string>();
  for (const { key, value } of entriesOf(options)) {
    const text = fields.text(value, `selinux.${key}`);
    if (text !== null) texts[key] = text;
  }
  return texts;
}
