import { describeTag } from '../../src/reference/describe.ts';
import { makeOf, place, reference, type Changes, type Facts } from './facts.ts';

/** A Dockerfile of one stage on `base` in which nothing else is written. */
export function dockerfileFacts(
  changes: Changes<'dockerfile'> = {},
  base = 'paddlepaddle/paddle:2.6.1',
): Facts {
  const name = reference(base);
  const stage = {
    index: 0,
    name: null,
    written: base,
    baseStage: null,
    reference: name,
    tag: describeTag(name),
    make: makeOf(name),
    platform: null,
    final: true,
    feedsFinal: false,
    place: place('Dockerfile', 1, 6),
  };
  return {
    'dockerfile.stages': { stages: [stage], ...changes.stages },
    'dockerfile.user': { user: null, rootBase: null, at: {}, ...changes.user },
    'dockerfile.final': {
      exposes: [],
      healthcheck: 'absent',
      environment: {},
      entrypoint: [],
      command: [],
      serving: false,
      at: {},
      ...changes.final,
    },
    'dockerfile.packages': { pip: [], apt: [], ...changes.packages },
    'dockerfile.instructions': {
      remoteAdds: [],
      wholeContextCopies: [],
      variables: [],
      hasDockerignore: null,
      ...changes.instructions,
    },
    'dockerfile.piped-scripts': { scripts: [], ...changes['piped-scripts'] },
    'dockerfile.frameworks': { base: { wheel: null, written: base }, wheels: [], ...changes.frameworks },
    'dockerfile.wheels': { imageCuda: null, base, wheels: [], ...changes.wheels },
    'dockerfile.cuda': { bases: [], ...changes.cuda },
  };
}
