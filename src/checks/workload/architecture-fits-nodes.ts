import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

export const workloadArchitectureFitsNodes = defineCheck({
  id: 'workload/architecture-fits-nodes',
  subject: 'workload',
  needs: ['workload.architecture'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const { nodes, images, from } = facts['workload.architecture'];
    if (nodes.length === 0) return notApplicable('nodes are not selected by architecture');
    const wrong = images.filter(({ architecture }) => nodes.some((node) => node !== architecture));
    const [first, ...others] = wrong;
    if (first === undefined) return pass();
    const { line, column, path } = first.place;
    return fail('another', {
      at: [line, column, path],
      related: others.map(({ place }) => [place.line, place.column, place.path] as const),
      data: {
        images: wrong.map(({ container, written }) => `${container}: ${written}`),
        architecture: first.architecture,
        nodes,
        from,
      },
    });
  },
});
