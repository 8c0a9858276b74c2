import { observed, type Evidence, type Gap } from '../../facts/evidence.ts';
import type { DockerfileStages, GpuWheel, PipInstall, PipRequirement } from '../../facts/dockerfile.ts';
import { cudaOfUrl, isPyPI } from '../../reference/package-index.ts';
import { compareVersions, readVersion } from '../../reference/version.ts';
import { lastOnPyPI, wheelCuda } from '../../reference/wheels.ts';
import { cudaGap, cudaOfStage } from './cuda.ts';
import { baseName, baseOf, shippedInstalls } from './framework-wheel.ts';

/** `dockerfile.wheels` from what the reader already knows. Where the CUDA of a wheel cannot be told there is a gap. */
export function wheelEvidence(
  stages: DockerfileStages,
  packages: Evidence<'dockerfile.packages'>,
): Evidence<'dockerfile.wheels'> {
  if (packages.status === 'unavailable') return packages;
  const wheels = shippedInstalls(stages, packages.value).flatMap((install) =>
    install.requirements
      .filter(({ name }) => name === 'paddlepaddle-gpu')
      .map((requirement) => gpuWheel(requirement, install)),
  );
  const base = baseOf(stages);
  const image = base === null ? null : cudaOfStage(base);
  const gaps: Gap[] = [...packages.gaps, ...wheels.filter(isOpen).map(wheelGap)];
  if (base !== null && image?.known === false && wheels.length > 0) gaps.push(cudaGap(base, image.why));
  const imageCuda = image?.known === true ? image.cuda : null;
  return observed(
    { imageCuda, base: base === null ? '' : baseName(base), wheels },
    packages.provenance,
    gaps,
  );
}

const isOpen = ({ cuda, fault }: GpuWheel): boolean => cuda === null && fault === null;

const wheelGap = ({ written, version, index }: GpuWheel): Gap => ({
  what: `CUDA of ${written}`,
  why:
    version === null
      ? 'the version is not pinned, so nothing says which wheel is installed'
      : index === null
        ? 'from 3.0 on the index decides it, and none is written: the base image’s pip configuration does'
        : `neither the version nor the index ${index} says it`,
  advice:
    'pin the version and name the index of one CUDA, such as -i https://www.paddlepaddle.org.cn/packages/stable/cu126/',
});

function gpuWheel(requirement: PipRequirement, install: PipInstall): GpuWheel {
  const { written, place, url } = requirement;
  const pinned = url === null ? pinnedVersion(requirement.specifier) : versionOfFile(url);
  const wheel = { written, ...pinned, index: install.indexUrl, place, cuda: null, from: null, fault: null };
  const told = url === null ? cudaOfIndexes(install) : cudaOfUrl(url);
  if (told === 'cpu') return { ...wheel, fault: 'cpu-index' };
  if (told !== null) return { ...wheel, cuda: told, from: url === null ? 'index' : 'file' };
  return { ...wheel, ...byVersion(pinned, url === null ? install : null) };
}

type Told = Pick<GpuWheel, 'cuda' | 'from' | 'fault'>;

/** What the version says where no URL does; `install` is null for a file, which is where it is whatever PyPI holds. */
function byVersion({ version, suffix }: Pinned, install: PipInstall | null): Told {
  const nothing: Told = { cuda: null, from: null, fault: null };
  if (version === null) return nothing;
  const { cuda, from, published } = wheelCuda(version, suffix);
  if (published === false && install !== null) return { ...nothing, cuda, fault: 'no-such-suffix' };
  if (cuda !== null) return { ...nothing, cuda, from: from === 'suffix' ? 'suffix' : 'table' };
  const missing = install !== null && onlyPyPI(install) && isNewerThanPyPI(version);
  return missing ? { ...nothing, fault: 'not-on-pypi' } : nothing;
}

/** The CUDA that the indexes agree on; null when none says it, or two differ (then pip decides). */
function cudaOfIndexes({ indexUrl, extraIndexUrls, findLinks }: PipInstall): string | null {
  const said = new Set<string>();
  for (const url of [...(indexUrl === null ? [] : [indexUrl]), ...extraIndexUrls, ...findLinks]) {
    const cuda = cudaOfUrl(url);
    if (cuda !== null) said.add(cuda);
  }
  const [first = null, ...others] = said;
  return others.length === 0 ? first : null;
}

/** An index is written, and every one that is written is PyPI or a mirror of it. */
function onlyPyPI({ indexUrl, extraIndexUrls, findLinks }: PipInstall): boolean {
  return indexUrl !== null && findLinks.length === 0 && [indexUrl, ...extraIndexUrls].every(isPyPI);
}

function isNewerThanPyPI(version: string): boolean {
  const read = readVersion(version);
  return read !== null && compareVersions(read.text, lastOnPyPI) > 0;
}

interface Pinned {
  readonly version: string | null;
  readonly suffix: string | null;
}

const UNPINNED: Pinned = { version: null, suffix: null };

/** `==2.6.1.post117` → 2.6.1 and post117; anything but one exact clause is not pinned. */
function pinnedVersion(specifier: string): Pinned {
  const exact = /^\s*={2,3}\s*([^\s,;=*]{1,60})\s*$/.exec(specifier)?.[1];
  return exact === undefined ? UNPINNED : splitVersion(exact);
}

/** `paddlepaddle_gpu-2.6.1.post117-cp310-cp310-linux_x86_64.whl` at the end of a path or URL. */
function versionOfFile(url: string): Pinned {
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  const version = /^paddlepaddle_gpu-([^-]{1,60})-/.exec(path.slice(path.lastIndexOf('/') + 1))?.[1];
  return version === undefined ? UNPINNED : splitVersion(version);
}

function splitVersion(text: string): Pinned {
  const at = text.indexOf('.post');
  const release = at === -1 ? text : text.slice(0, at);
  const read = readVersion(release);
  if (read === null) return UNPINNED;
  // 2.6 is 2.6.0 to pip (PEP 440), and the tables write all three numbers.
  const version = read.parts === 2 && !read.prerelease ? `${read.text}.0` : read.text;
  return { version, suffix: at === -1 ? null : text.slice(at + 1) };
}
