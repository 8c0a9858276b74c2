import type { JSONSchemaType } from 'ajv';
import type { Inventory } from '../../facts/inputs.ts';
import type { WorkloadSummary } from '../../facts/workload.ts';
import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck } from '../define.ts';
import { monitorsService, ofKind, selectsPods, servicesOf, type Selection } from './selection.ts';

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
  options,
  judge({ facts, options: { declared } }) {
    const workload = facts['workload.summary'];
    if (workload.engine !== 'kubernetes' || !workload.serving || workload.runsToCompletion)
      return notApplicable('it answers no requests in Kubernetes');
    if (workload.images.length > 0 && workload.images.every(({ make }) => make === 'other'))
      return notApplicable('not the inference service');
    if (declared !== '') return pass();
    switch (isScraped(workload, facts['inputs.inventory'])) {
      case 'yes':
        return pass();
      case 'no':
        return fail('unscraped', { data: { workload: `${workload.kind}/${workload.name}` } });
      case 'unknown':
        return notApplicable('a monitor selects by expressions');
    }
  },
});

function isScraped(workload: WorkloadSummary, inventory: Inventory): Selection {
  if (workload.podAnnotations[ANNOTATION] === 'true') return 'yes';
  const services = servicesOf(inventory, workload);
  if (services.some(({ annotations }) => annotations[ANNOTATION] === 'true')) return 'yes';
  const byService = monitorsService(ofKind(inventory, 'ServiceMonitor'), services);
  const byPod = selectsPods(ofKind(inventory, 'PodMonitor'), workload, true);
  if (byService === 'yes' || byPod === 'yes') return 'yes';
  return byService === 'unknown' || byPod === 'unknown' ? 'unknown' : 'no';
}
