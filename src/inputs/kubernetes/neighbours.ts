import type { YamlNode } from '../../syntax/yaml/node.ts';
import { getNode, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import type { KubernetesObject } from './object.ts';
import { selects, textMap, type TextMap } from './text-map.ts';

/** What an account says for the pods that run under it and are silent themselves. */
export interface Account {
  readonly automount: YamlNode | undefined;
  readonly pullSecrets: readonly string[];
}

interface Selecting {
  readonly namespace: string | null;
  readonly selector: TextMap;
}

const isSame = (a: string | null, b: string | null): boolean => a === null || b === null || a === b;

/** Services and service accounts of the same file: they decide about pods that stand before or behind them. */
export class Neighbours {
  /** By the first pair of the selector: a file may hold thousands of services. */
  readonly #services = new Map<string, Selecting[]>();
  readonly #accounts = new Map<string, Account>();

  add(object: KubernetesObject): void {
    if (object.group !== '') return;
    if (object.kind === 'Service') {
      const selector = textMap(getNode(object.root, 'spec', 'selector'));
      this.#addService({ namespace: object.namespace, selector });
    } else if (object.kind === 'ServiceAccount') {
      this.#accounts.set(`${object.namespace ?? ''}/${object.name}`, accountOf(object));
    }
  }

  #addService(service: Selecting): void {
    const [first] = Object.entries(service.selector);
    if (first === undefined) return;
    const key = first.join('=');
    const others = this.#services.get(key);
    if (others === undefined) this.#services.set(key, [service]);
    else others.push(service);
  }

  /** A namespace that is not written is whichever the file is applied to. */
  isSelected(namespace: string | null, labels: TextMap): boolean {
    if (this.#services.size === 0) return false;
    for (const key in labels) {
      const services = this.#services.get(`${key}=${labels[key] ?? ''}`);
      if (
        services?.some(
          (service) => isSame(service.namespace, namespace) && selects(service.selector, labels),
        ) === true
      )
        return true;
    }
    return false;
  }

  account(namespace: string | null, name: string | null): Account | null {
    return this.#accounts.get(`${namespace ?? ''}/${name ?? 'default'}`) ?? null;
  }
}

export function accountOf({ root }: KubernetesObject): Account {
  return {
    automount: getNode(root, 'automountServiceAccountToken'),
    pullSecrets: secretNames(getNode(root, 'imagePullSecrets')),
  };
}

export function secretNames(list: YamlNode | undefined): readonly string[] {
  return itemsOf(list).flatMap((item) => textOf(getNode(item, 'name')) ?? []);
}
