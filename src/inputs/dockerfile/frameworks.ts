import { observed, type Evidence, type Gap } from '../../facts/evidence.ts';
import type { DockerfileFrameworks, DockerfileStages, Stage } from '../../facts/dockerfile.ts';
import type { TagFacts } from '../../reference/types.ts';
import { baseName, baseOf, frameworkWheel, shippedInstalls } from './framework-wheel.ts';

/** Wheel that Paddle's release images of a device come with. Images of the other devices are taken apart by no list. */
const WHEELS: ReadonlyMap<string, string> = new Map([
  ['cpu', 'paddlepaddle'],
  ['gpu', 'paddlepaddle-gpu'],
  ['xpu', 'paddlepaddle-xpu'],
]);

type Held = { readonly wheel: string | null } | { readonly why: string };

/** `dockerfile.frameworks` from what the reader already knows. */
export function frameworkEvidence(
  stages: DockerfileStages,
  packages: Evidence<'dockerfile.packages'>,
): Evidence<'dockerfile.frameworks'> {
  if (packages.status === 'unavailable') return packages;
  const base = baseOf(stages);
  const held = base === null ? { wheel: null } : heldWheel(base);
  const wheels = shippedInstalls(stages, packages.value).flatMap(({ requirements }) =>
    requirements.flatMap((requirement) => {
      const name = frameworkWheel(requirement);
      return name === null ? [] : [{ name, written: requirement.written, place: requirement.place }];
    }),
  );
  const value: DockerfileFrameworks = {
    base: { wheel: 'wheel' in held ? held.wheel : null, written: base === null ? '' : baseName(base) },
    wheels,
  };
  const gaps = 'why' in held && wheels.length > 0 ? [...packages.gaps, baseGap(held.why)] : packages.gaps;
  return observed(value, packages.provenance, gaps);
}

const baseGap = (why: string): Gap => ({
  what: 'framework wheel of the base image',
  why,
  advice:
    'say what the base is under `images:` in paddle-verify.yaml, or build on a release image by its full tag',
});

function heldWheel(stage: Stage): Held {
  const { make, tag } = stage;
  const written = baseName(stage);
  if (make === 'other') return { wheel: null };
  if (make !== 'paddle' || tag === null)
    return { why: `nothing says whether ${written} holds a paddle wheel` };
  if (isForDevelopment(tag)) return { wheel: null };
  const wheel = holdsFramework(tag) ? WHEELS.get(tag.device ?? '') : undefined;
  return wheel === undefined
    ? { why: `the tag of ${written} does not say which paddle wheel it holds` }
    : { wheel };
}

/** Development images hold the tools to build the framework, not the framework. */
function isForDevelopment({ family, flavours }: TagFacts): boolean {
  return family === 'manylinux' || flavours.includes('dev') || flavours.includes('devel');
}

function holdsFramework({ family, framework }: TagFacts): boolean {
  return family === 'paddle' || family === 'ngc' || framework !== null;
}
