import { entryOf, getNode, stringOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { groupOf, nativeTemplate } from '../kubernetes/kinds.ts';
import { field, textIn, type Kustomization } from './kustomization.ts';
import { idOf, originalId, replaceRoot, type Resource } from './resource.ts';
import { changeMap, textAt, withField } from './tree.ts';

/** Kinds whose names mean something outside: kustomize leaves them as they are. */
const KEEP_NAME = new Set(['CustomResourceDefinition', 'APIService', 'Namespace']);

const CLUSTER_WIDE = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'StorageClass',
  'PriorityClass',
  'RuntimeClass',
  'IngressClass',
  'APIService',
  'MutatingWebhookConfiguration',
  'CSIDriver',
  'CSINode',
  'ValidatingWebhookConfiguration',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'PodSecurityPolicy',
  'CertificateSigningRequest',
  'VolumeAttachment',
  'FlowSchema',
  'PriorityLevelConfiguration',
  'ClusterServingRuntime',
]);

/** `namespace`, for everything that has one. */
export function setNamespace(kustomization: Kustomization, resources: readonly Resource[]): void {
  const node = field(kustomization, 'namespace');
  const namespace = textIn(kustomization.root, 'namespace', kustomization.path);
  if (node === undefined || namespace === null || namespace === '') return;
  const value = textAt(namespace, node);
  for (const resource of resources) {
    const { kind } = idOf(resource.root);
    if (kind === 'Namespace') setMetadata(resource, 'name', value);
    else if (!CLUSTER_WIDE.has(kind)) setMetadata(resource, 'namespace', value);
  }
}

/** `namePrefix` and `nameSuffix`. */
export function renameAll(kustomization: Kustomization, resources: readonly Resource[]): void {
  const prefix = textIn(kustomization.root, 'namePrefix', kustomization.path) ?? '';
  const suffix = textIn(kustomization.root, 'nameSuffix', kustomization.path) ?? '';
  if (prefix === '' && suffix === '') return;
  for (const resource of resources) {
    const name = getNode(resource.root, 'metadata', 'name');
    const text = textOf(name);
    if (name === undefined || text === undefined || KEEP_NAME.has(idOf(resource.root).kind)) continue;
    setMetadata(resource, 'name', textAt(`${prefix}${text}${suffix}`, name));
  }
}

function setMetadata(resource: Resource, name: string, value: YamlNode): void {
  const change = (metadata: YamlMap): YamlMap => withField(metadata, name, value);
  replaceRoot(resource, changeMap(resource.root, ['metadata'], true, change));
}

/** Follows renamed resources in what the rules look at: targets of autoscalers, accounts of pods. */
export function followNames(resources: readonly Resource[]): void {
  const names = new Map<string, string>();
  for (const resource of resources) {
    const { kind, name } = originalId(resource);
    names.set(`${kind}/${name}`, idOf(resource.root).name);
  }
  for (const resource of resources) {
    const { kind, apiVersion } = idOf(resource.root);
    const rename = (fieldName: string, target: (map: YamlMap) => string) => (map: YamlMap) => {
      const node = entryOf(map, fieldName)?.value;
      const text = stringOf(node);
      const renamed = text === undefined ? undefined : names.get(`${target(map)}/${text}`);
      return node === undefined || renamed === undefined || renamed === text
        ? map
        : withField(map, fieldName, textAt(renamed, node));
    };
    const byKind = rename('name', (map) => stringOf(entryOf(map, 'kind')?.value) ?? '');
    if (kind === 'HorizontalPodAutoscaler')
      resource.root = changeMap(resource.root, ['spec', 'scaleTargetRef'], false, byKind);
    const template = nativeTemplate(groupOf(apiVersion), kind);
    if (template !== null)
      resource.root = changeMap(
        resource.root,
        [...template, 'spec'],
        false,
        rename('serviceAccountName', () => 'ServiceAccount'),
      );
  }
}
