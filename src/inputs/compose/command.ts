import type { ImageKnowledge } from './build.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import { shellWords } from './shell-words.ts';
import { targetPorts } from './specifications.ts';
import { entriesOf, isNull, itemsOf, knownText, nodeAt, type ComposeNode } from './tree.ts';

/**
 * Words of the process: `entrypoint` and `command`, else those of the image. An entrypoint that is written takes the
 * image's command away.
 */
export function commandOf(spec: ContainerSpec, fields: Fields, image: ImageKnowledge): readonly string[] {
  const entrypoint = field(spec, 'entrypoint');
  const command = field(spec, 'command');
  const own = command === undefined ? null : wordsOf(command, fields);
  if (entrypoint !== undefined) return [...wordsOf(entrypoint, fields), ...(own ?? [])];
  return [...image.entrypoint, ...(own ?? image.command)];
}

function wordsOf(node: ComposeNode, fields: Fields): readonly string[] {
  if (node.kind === 'scalar') {
    const words = shellWords(node.text);
    if (words === null) fields.wrongType(node, 'command', 'words that can be split', '[python, serve.py]');
    return words ?? [node.text];
  }
  return itemsOf(node).flatMap((item) => (item.kind === 'scalar' && !isNull(item) ? [item.text] : []));
}

/** Ports of the container that are known by number. */
export function portsOf(spec: ContainerSpec): readonly number[] {
  const found = new Set<number>();
  for (const node of [...itemsOf(field(spec, 'ports')), ...itemsOf(field(spec, 'expose'))]) {
    const target = node.kind === 'map' ? nodeAt(node, 'target') : node;
    if (target?.kind === 'scalar') for (const port of targetPorts(target.text)) found.add(port);
  }
  return [...found];
}

/** Something is meant to reach it, whether or not the port is known. */
export function publishes(spec: ContainerSpec): boolean {
  return itemsOf(field(spec, 'ports')).length > 0 || itemsOf(field(spec, 'expose')).length > 0;
}

/** It runs to its end: a job, a hook, a task of Swarm jobs, or a service whose end another one waits for. */
export function completes(spec: ContainerSpec): boolean {
  if (spec.kind !== 'service') return true;
  const mode = knownText(field(spec, 'deploy', 'mode'));
  if (mode === 'replicated-job' || mode === 'global-job') return true;
  const { awaited } = spec.project;
  return awaited.has(spec.name);
}

/** Services whose successful end another service waits for. */
export function awaitedServices(model: ComposeNode): ReadonlySet<string> {
  const found = new Set<string>();
  for (const section of ['services', 'jobs'])
    for (const node of entriesOf(nodeAt(model, section)).values())
      for (const [name, condition] of entriesOf(nodeAt(node, 'depends_on')))
        if (knownText(nodeAt(condition, 'condition')) === 'service_completed_successfully') found.add(name);
  return found;
}
