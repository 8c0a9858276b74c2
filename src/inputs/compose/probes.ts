import type { ContainerProbes, Probe } from '../../facts/container.ts';
import { unavailable, type Evidence, type Provenance } from '../../facts/evidence.ts';
import type { ImageHealthcheck } from '../image-healthcheck.ts';
import { field, type ContainerSpec } from './container-spec.ts';
import type { Fields } from './fields.ts';
import { secondsOf } from './sizes.ts';
import { itemsOf, type ComposeNode } from './tree.ts';

const DEFAULTS: Omit<Probe, 'handler'> = {
  initialDelaySeconds: 0,
  periodSeconds: 30,
  failureThreshold: 3,
  timeoutSeconds: 30,
};

/** `healthcheck`, with the engine's defaults; without one that of the image counts. */
export function probesOf(
  spec: ContainerSpec,
  fields: Fields,
  image: ImageHealthcheck,
  provenance: Provenance,
): Evidence<'container.probes'> {
  const check = field(spec, 'healthcheck');
  if (check !== undefined) fields.mark('liveness', check);
  const none = { liveness: null, readiness: null, startup: null, at: fields.at };
  if (isOff(spec, fields)) return fields.whole({ ...none, disabled: true });
  const test = field(spec, 'healthcheck', 'test');
  const asks = test !== undefined && !(test.kind === 'seq' && test.items.length === 0);
  if (!asks && image === 'unknown' && !fields.open)
    return unavailable(
      'dependency-unavailable',
      'no healthcheck is written, and nothing says whether the image has a HEALTHCHECK',
      'write healthcheck: {test: [CMD, curl, -f, "http://localhost:8080/ping"], interval: 30s}',
      provenance,
    );
  if (!asks && image !== 'present')
    return fields.whole({ ...none, disabled: false, leftToImage: image === 'left-out' });
  if (test !== undefined) fields.isUnknown(test, 'healthcheck.test');
  const value: ContainerProbes = { ...none, disabled: false, liveness: probe(spec, fields) };
  return fields.whole(value);
}

/** `disable: true`, or the test NONE. */
function isOff(spec: ContainerSpec, fields: Fields): boolean {
  const disable = field(spec, 'healthcheck', 'disable');
  if (disable !== undefined) fields.mark('disabled', disable);
  if (disable !== undefined && fields.boolean(disable, 'liveness', true) === true) return true;
  const test = field(spec, 'healthcheck', 'test');
  // Written as one text, NONE is a command of the shell.
  const [first] = itemsOf(test);
  if (first?.kind !== 'scalar' || first.text !== 'NONE') return false;
  fields.mark('disabled', first);
  return true;
}

function probe(spec: ContainerSpec, fields: Fields): Probe {
  const seconds = (key: string, preset: number): number => {
    const node: ComposeNode | undefined = field(spec, 'healthcheck', key);
    if (node?.kind !== 'scalar' || fields.isUnknown(node, `healthcheck.${key}`)) return preset;
    const read = secondsOf(node.text);
    if (read === null) fields.wrongType(node, `healthcheck.${key}`, 'a time', '30s');
    // The engine takes zero for "not written".
    return read === null || read === 0 ? preset : read;
  };
  const retries = fields.number(field(spec, 'healthcheck', 'retries'), 'liveness.retries') ?? 0;
  return {
    handler: 'exec',
    initialDelaySeconds: seconds('start_period', DEFAULTS.initialDelaySeconds),
    periodSeconds: seconds('interval', DEFAULTS.periodSeconds),
    failureThreshold: retries > 0 ? retries : DEFAULTS.failureThreshold,
    timeoutSeconds: seconds('timeout', DEFAULTS.timeoutSeconds),
  };
}
