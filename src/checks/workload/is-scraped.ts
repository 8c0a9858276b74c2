import type { JSONSchemaType } from 'ajv';
import type { Inventory } from '../../facts/inputs.ts';
import type { WorkloadSummary } from '../../facts/workload.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { monitorsService, ofKind, selectsPods, servicesOf } from './selection.ts';

interface Options {
  /** What scrapes the pods although no file says so; empty when nothing does. */
  readonly declared: string;
}

const options: JSONSchemaType<Options> = {
  type: 'object',
  additionalProperties: false,
  required: ['declared'],
  properties: { declared: { type: 'string' } },
};

const ANNOTATION = 'prometheus.io/scrape';

export const workloadIsScraped = defineCheck({
  id: 'workload/is-scraped',
  subject: 'workload',
  needs: ['workload.summary', 'inputs.inventory'],
  absence: ['inputs.inventory'],
  options,
  judge({ facts, options: { declared } }) {
    const workload = facts['workload.summary'];
    if (workload.engine !== 'kubernetes' || !workload.serving || workload.runsToCompletion)
      return notApplicable('it answers no requests in Kubernetes');
    if (workload.images.length > 0 && workload.images.every(({ make }) => make === 'other'))
      return notApplicable('not the inference service');
    if (declared !== '') return pass();
    if (isScraped(workload, facts['inputs.inventory'])) return pass();
    return fail('unscraped', { data: { workload: `${workload.kind}/${workload.name}` } });
  },
});

function isScraped(workload: WorkloadSummary, inventory: Inventory): boolean {
  if (workload.podAnnotations[ANNOTATION] === 'true') return true;
  const services = servicesOf(inventory, workload);
  return (
    services.some(({ annotations }) => annotations[ANNOTATION] === 'true') ||
    monitorsService(ofKind(inventory, 'ServiceMonitor'), services) ||
    selectsPods(ofKind(inventory, 'PodMonitor'), workload, true)
  );
}
