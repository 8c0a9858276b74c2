import type { Gap } from '../facts/evidence.ts';
import type { FrameworkUse, InputFrameworks } from '../facts/inputs.ts';
import type { WorkloadImage, WorkloadSummary } from '../facts/workload.ts';

/** Phases that answer requests or read queues; what only prepares or debugs does not infer. */
const RUNNING: readonly string[] = ['main', 'sidecar'];

/** Which Paddle each long-running workload runs, and where that cannot be told. */
export function frameworksOf(workloads: readonly WorkloadSummary[]): {
  readonly value: InputFrameworks;
  readonly gaps: readonly Gap[];
} {
  const uses: FrameworkUse[] = [];
  const gaps: Gap[] = [];
  const builds = new Builds();
  for (const workload of workloads) {
    if (workload.runsToCompletion) continue;
    for (const image of workload.images) {
      if (!RUNNING.includes(image.phase) || image.make === 'other') continue;
      builds.add(image);
      const use = useOf(workload, image);
      if (use === null) gaps.push(gapOf(workload, image));
      else uses.push(use);
    }
  }
  return { value: { uses, unknown: gaps.length }, gaps: [...gaps, ...builds.gaps()] };
}

/** Releases of the images that a Dockerfile among the inputs builds. It stands in one version: it tells of one of them. */
class Builds {
  readonly #releases = new Map<string, Set<string>>();

  add({ builtBy, reference }: WorkloadImage): void {
    if (builtBy === null || reference === null) return;
    const key = `${reference.registry}/${reference.repository}`;
    const known = this.#releases.get(key) ?? new Set();
    this.#releases.set(key, known.add(reference.digest ?? reference.tag ?? 'latest'));
  }

  gaps(): readonly Gap[] {
    return [...this.#releases]
      .filter(([, releases]) => releases.size > 1)
      .map(([name, releases]) => ({
        what: `${name} runs in ${String(releases.size)} releases (${[...releases].join(', ')})`,
        why: 'its Dockerfile as it stands here tells which Paddle one of them holds, not the others',
        advice: 'run one release on all nodes',
      }));
  }
}

/** `Deployment/ocr`, and as a person writes it where there is no such notation: `docker run ocr`. */
const nameOf = ({ engine, kind, name }: WorkloadSummary): string =>
  engine === 'docker-run' ? `${kind} ${name}` : `${kind}/${name}`;

function useOf(workload: WorkloadSummary, image: WorkloadImage): FrameworkUse | null {
  const claims = image.claims ?? null;
  // `2.6` is whatever patch was pushed last: no version to hold others against.
  if (claims === null || claims.framework === null || claims.floating.floating) return null;
  const { container, written, builtBy, place } = image;
  const { framework, cuda } = claims;
  return {
    workload: nameOf(workload),
    container,
    image: written,
    framework,
    cuda,
    builtBy,
    place,
  };
}

function gapOf(workload: WorkloadSummary, { written, make }: WorkloadImage): Gap {
  const what = `${nameOf(workload)} runs ${written}`;
  return make === 'unknown'
    ? {
        what,
        why: 'nothing says what that image is built on',
        advice:
          'say it under `images:` in paddle-verify.yaml: { base: paddlepaddle/paddle:2.6.1 } or { other: "what it is" }',
      }
    : {
        what,
        why: "its tag does not give the framework's full version",
        advice: 'name a tag with the full version of the framework, such as paddlepaddle/paddle:2.6.1',
      };
}
