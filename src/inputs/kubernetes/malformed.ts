import type { ReportMalformed } from './containers-of.ts';
import { placeOf } from './place.ts';
import type { Scope } from './scope.ts';

/** Containers that are no list of maps cannot be judged, and must not be passed by. */
export function reportMalformed(title: string, scope: Scope): ReportMalformed {
  return (node, field) => {
    scope.problem(
      'wrong-type',
      `${title}: ${field} is ${node.kind === 'scalar' ? 'a single value' : `a ${node.kind === 'map' ? 'map' : 'list'}`}`,
      field.endsWith(']')
        ? 'a container: {name: server, image: …}'
        : `a list: ${field}: [{name: server, image: …}]`,
      placeOf(node, scope.file.path),
    );
  };
}
