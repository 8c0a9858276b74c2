import type { JSONSchemaType } from 'ajv';
import type { WorkloadSummary } from '../../facts/workload.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';

interface Options {
  /** What ships the logs although no file says so; empty when nothing does. */
  readonly declared: string;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['declared'],
  properties: { declared: { type: 'string' } },
};

/** Words in the repository of images that read the containers' output from the node and send it on. */
const SHIPPERS =
  /(?:^|[/._-])(?:fluentd|fluent-?bit|promtail|alloy|grafana-agent|vector|filebeat|elastic-agent|logstash|logtail|ilogtail|loongcollector|opentelemetry-collector(?:-contrib)?|otel|datadog|agent-datadog|splunk|loggie|log-?pilot)(?:$|[/._-])/;
/** Where a node keeps the output of its containers. */
const LOGS: readonly string[] = [
  '/var/log',
  '/var/lib/docker',
  '/run/log',
  '/run/containerd',
  '/var/lib/containerd',
];
const ROOT = '/';

export const workloadHasLogRoute = defineCheck({
  id: 'workload/has-log-route',
  subject: 'inputs',
  needs: ['inputs.inventory'],
  absence: ['inputs.inventory'],
  options,
  judge({ facts, options: { declared } }) {
    const running = facts['inputs.inventory'].workloads.filter(
      ({ engine, runsToCompletion }) => engine === 'kubernetes' && !runsToCompletion,
    );
    const served = running.filter(({ kind, images }) => kind !== 'DaemonSet' && images.length > 0);
    if (served.length === 0) return notApplicable('nothing runs in Kubernetes here');
    if (declared !== '') return pass();
    const shippers = running.filter(isShipper);
    if (shippers.some(readsLogs)) return pass();
    const [blind] = shippers;
    const { line, column, path } = (blind ?? served[0] ?? { place: { line: 1, column: 1, path: '' } }).place;
    const at = [line, column, path] as const;
    return blind === undefined
      ? fail('none', { at, data: { workloads: served.map(nameOf) } })
      : fail('reads-no-logs', { at, data: { shipper: nameOf(blind) } });
  },
});

const nameOf = ({ kind, name }: WorkloadSummary): string => `${kind}/${name}`;

const isShipper = ({ kind, images }: WorkloadSummary): boolean =>
  kind === 'DaemonSet' && images.some(({ reference }) => SHIPPERS.test(reference?.repository ?? ''));

const readsLogs = ({ hostPaths }: WorkloadSummary): boolean =>
  hostPaths.some(
    (path) => path === ROOT || LOGS.some((logs) => path === logs || path.startsWith(`${logs}/`)),
  );
