import type { ContainerProbes, Probe } from '../../facts/container.ts';
import type { Evidence } from '../../facts/evidence.ts';
import type { YamlMap, YamlNode } from '../../syntax/yaml/node.ts';
import { entryOf } from '../../syntax/yaml/access.ts';
import { FieldReader, isUnset } from './fields.ts';
import { atOf } from './place.ts';
import type { Pod } from './pod.ts';

const HANDLERS = [
  ['httpGet', 'http'],
  ['tcpSocket', 'tcp'],
  ['exec', 'exec'],
  ['grpc', 'grpc'],
] as const;

/** The three probes, with the defaults of the API server (initial delay 0, period 10 s, timeout 1 s, 3 failures). */
export function readProbes(pod: Pod, container: YamlMap, owner: string): Evidence<'container.probes'> {
  const fields = new FieldReader(owner);
  const probe = (field: string, key: string): Probe | null =>
    probeOf(fields, entryOf(container, field)?.value, key);
  const value: ContainerProbes = {
    liveness: probe('livenessProbe', 'liveness'),
    readiness: probe('readinessProbe', 'readiness'),
    startup: probe('startupProbe', 'startup'),
    disabled: false,
    at: fields.at,
  };
  return fields.evidence(value, pod.scope.provenance);
}

function probeOf(fields: FieldReader, node: YamlNode | undefined, key: string): Probe | null {
  const probe = fields.map(node, key);
  if (probe === undefined) return null;
  fields.at[key] = atOf(probe);
  const seconds = (field: string, preset: number): number =>
    // Zero stands for "not written" in the API, and so takes the preset.
    (fields.integer(entryOf(probe, field)?.value, `${key}.${field}`) ?? 0) || preset;
  const handler = HANDLERS.find(([field]) => !isUnset(entryOf(probe, field)?.value))?.[1] ?? 'none';
  if (handler === 'none')
    fields.gap(
      key,
      `line ${String(probe.line)}: the probe asks nothing`,
      'give it httpGet, tcpSocket, grpc or exec',
    );
  return {
    handler,
    initialDelaySeconds: seconds('initialDelaySeconds', 0),
    periodSeconds: seconds('periodSeconds', 10),
    failureThreshold: seconds('failureThreshold', 3),
    timeoutSeconds: seconds('timeoutSeconds', 1),
  };
}
