import type { Place } from '../../facts/subject.ts';
import {
  entriesOf,
  itemsOf,
  nodeAt,
  unknownsIn,
  type ComposeMap,
  type ComposeNode,
  type Unknown,
} from './tree.ts';
import { UNREAD } from './unread-base.ts';

/** What runs a container: a service, a job, or a hook of a service that runs before it starts. */
export interface ContainerSpec {
  readonly kind: 'service' | 'job' | 'pre_start';
  /** Name of the service or job. */
  readonly name: string;
  /** Of a hook: which one, from 0. */
  readonly index: number | null;
  /** The merged definition, without tags. */
  readonly node: ComposeMap;
  readonly place: Place;
  /** What lies below it and could not be read. */
  readonly unread: readonly Unknown[];
  readonly project: Project;
}

/** The whole model, for what one service takes from others and from the top level. */
export interface Project {
  readonly model: ComposeMap;
  /** Services whose successful end another service waits for. */
  readonly awaited: ReadonlySet<string>;
}

/** Attributes that a hook takes from its service (`types.ContainerSpecAttributes` of compose-go, without volumes). */
const NOT_INHERITED = new Set([
  'attach',
  'build',
  'container_name',
  'depends_on',
  'deploy',
  'develop',
  'expose',
  'extends',
  'external_links',
  'healthcheck',
  'links',
  'ports',
  'post_start',
  'pre_start',
  'pre_stop',
  'profiles',
  'provider',
  'restart',
  'scale',
  'stdin_open',
  'tty',
  'volumes',
]);

/** Every service and job of a project, each followed by its hooks. */
export function specsOf(
  project: Project,
  merge: (base: ComposeMap, over: ComposeMap) => ComposeMap,
): ContainerSpec[] {
  const { model } = project;
  return (['services', 'jobs'] as const).flatMap((section) =>
    [...entriesOf(model.entries.get(section))].flatMap(([name, node]) => {
      if (node.kind !== 'map' || nodeAt(node, 'provider') !== undefined) return [];
      const kind = section === 'services' ? 'service' : 'job';
      const spec = specOf(kind, name, node, project);
      return [spec, ...hooksOf(spec, merge)];
    }),
  );
}

export function specOf(
  kind: ContainerSpec['kind'],
  name: string,
  node: ComposeMap,
  project: Project,
  index: number | null = null,
): ContainerSpec {
  const unread = unknownsIn(node.entries.get(UNREAD));
  return { kind, name, index, node, place: node.keyAt ?? node.at, unread, project };
}

function hooksOf(
  service: ContainerSpec,
  merge: (base: ComposeMap, over: ComposeMap) => ComposeMap,
): readonly ContainerSpec[] {
  const inherited = new Map(
    [...service.node.entries].filter(([key]) => !NOT_INHERITED.has(key) && !key.startsWith('x-')),
  );
  return itemsOf(nodeAt(service.node, 'pre_start')).flatMap((hook, index) => {
    if (hook.kind !== 'map') return [];
    const base: ComposeMap = { kind: 'map', entries: inherited, at: hook.at };
    const node = { ...merge(base, hook), at: hook.at };
    return [specOf('pre_start', service.name, node, service.project, index)];
  });
}

/** `service/ocr`, with the profiles that switch it on: services that are off by default are judged like the others. */
export function titleOf({ kind, name, index, node }: ContainerSpec): string {
  const profiles = itemsOf(nodeAt(node, 'profiles')).flatMap((item) =>
    item.kind === 'scalar' ? [item.text] : [],
  );
  const when = profiles.length === 0 ? '' : ` (profile ${profiles.join(', ')})`;
  return index === null ? `${kind}/${name}${when}` : `service/${name} pre_start ${String(index)}`;
}

/** Stable against line shifts; the file is the one that defines the service. */
export function idOf({ kind, name, index, place }: ContainerSpec): string {
  const owner = `${place.path}#${kind === 'job' ? 'job' : 'service'}/${name}`;
  return index === null ? owner : `${owner}/pre_start/${String(index)}`;
}

export function field(spec: ContainerSpec, ...path: readonly string[]): ComposeNode | undefined {
  return nodeAt(spec.node, ...path);
}
