import { plainText } from './forms.ts';
import { eachContainer, nodeAt, textFrom, type ComposeMap, type ComposeNode } from './tree.ts';
import { uniqueEntries } from './unique.ts';
import type { Variables } from './variables.ts';

/** What compose-go does to a model before anything is laid over it, as far as it changes what a merge gives. */
export function settled(model: ComposeMap): ComposeMap {
  return eachContainer(uniqueEntries(model), (service) => {
    const gpus = nodeAt(service, 'gpus');
    if (gpus?.kind !== 'scalar') return service;
    return {
      ...service,
      entries: new Map(service.entries).set('gpus', { kind: 'seq', items: [gpus], at: gpus.at }),
    };
  });
}

/** Names without a value in lists of variables take theirs from the variables of the file that includes them so. */
export function withPassedVariables(model: ComposeMap, variables: Variables): ComposeMap {
  return eachContainer(model, (service) => {
    const list = nodeAt(service, 'environment');
    if (list?.kind !== 'seq') return service;
    const items = list.items.map((item) => passed(item, variables));
    return { ...service, entries: new Map(service.entries).set('environment', { ...list, items }) };
  });
}

function passed(item: ComposeNode, variables: Variables): ComposeNode {
  if (item.kind !== 'scalar' || item.value === null) return item;
  const name = plainText(item);
  const value = name.includes('=') ? undefined : variables.lookup(name);
  if (value === undefined) return item;
  return { ...textFrom(item, `${name}=${value.text}`), unknown: value.unknown };
}
