import { atLeast } from '../dotted-version.ts';
import {
  branchOfToolkit,
  familyFloor,
  neverReleased,
  newestToolkit,
  toolkitDriver,
  type ToolkitDriver,
} from '../matrix/toolkits.ts';
import type { CompatibilityImage, CudaPath } from '../types.ts';
import { majorMinor } from '../dotted-version.ts';
import { judgeForwardCompat } from './forward-path.ts';
import type { Machine } from './machine.ts';
import { hinders, passes, unknown, warned, type Step } from './step.ts';

export interface PathStep extends Step {
  readonly path: CudaPath;
}

/** By which of NVIDIA's rules the image's CUDA runs on the host's driver. */
export function judgeCudaPath(image: CompatibilityImage, machine: Machine): PathStep {
  const { cuda } = image;
  if (cuda === null || majorMinor(cuda) === null)
    return { ...unknown('the CUDA of the image is not known'), path: 'unknown' };
  // The driver stack has said why.
  if (machine.tegra) return { ...unknown(), path: 'unknown' };
  if (machine.driver === null) return { ...unknown('the driver is not known'), path: 'unknown' };
  if (neverReleased(cuda))
    return { ...unknown(`CUDA ${cuda} was never released as a toolkit`), path: 'unknown' };
  const trap = forcedLibrary(image, cuda, machine);
  return trap ?? byHostLibrary(image, cuda, machine.driver, machine);
}

/** With the host's own libcuda: native, by the family's floor, or only with a compat library. */
function byHostLibrary(image: CompatibilityImage, cuda: string, driver: string, machine: Machine): PathStep {
  const row = toolkitDriver(cuda, machine.driverOs);
  const native = row?.driver == null ? null : byRow(row, row.driver, driver);
  if (native?.path === 'native') return native;
  const below = native?.reasons ?? [
    `CUDA ${cuda} has no row in the table (newest: ${newestToolkit()}): only the family's floor can tell`,
  ];
  const byFamily = byFloor(cuda, driver, machine, native !== null);
  const found =
    byFamily.path === 'none' ? judgeForwardCompat(image, cuda, machine) : withHook(byFamily, image, machine);
  const why = byFamily.path === 'none' ? byFamily.reasons : [];
  return { ...found, reasons: [...below, ...why, ...found.reasons] };
}

function byRow(row: ToolkitDriver, figure: string, driver: string): PathStep {
  const figures = `${figure}, the row of CUDA ${row.release} [source: ${row.source}]`;
  if (atLeast(driver, figure) !== true)
    return { ...unknown(`driver ${driver} < ${figures}`), path: 'unknown' };
  const step = passes(`native: driver ${driver} >= ${figures}`);
  return { ...withLater(step, row.later, driver), path: 'native' };
}

/** `none`: below the floor, or a family that has none. */
function byFloor(cuda: string, driver: string, { driverOs }: Machine, hasRow: boolean): PathStep {
  const floor = familyFloor(cuda, driverOs);
  if (floor === 'none')
    return hasRow
      ? { ...passes('CUDA 10 and older have no minor-version rule'), path: 'none' }
      : { ...unknown('CUDA 10 and older have no minor-version rule'), path: 'unknown' };
  const figure = floor?.driver ?? null;
  if (floor === null || figure === null)
    return { ...unknown(`no floor is known for the family of CUDA ${cuda}`), path: 'unknown' };
  const figures = `${figure}, the floor of the family [source: ${floor.source}]`;
  if (atLeast(driver, figure) !== true) return { ...passes(`driver ${driver} < ${figures}`), path: 'none' };
  return { ...passes(`minor-version: driver ${driver} >= ${figures}`, PTX_LIMIT), path: 'minor-version' };
}

/** The toolkit looks at the driver's branch when it chooses a compat library, never at the GPU. */
function withHook(step: PathStep, { compat }: CompatibilityImage, machine: Machine): PathStep {
  const mayCarry = compat === null || compat.package !== null;
  if (step.path !== 'minor-version' || machine.class !== 'consumer' || !mayCarry) return step;
  return { ...warned(step, HOOK), path: step.path };
}

const HOOK =
  'a cuda-compat package in the image, if the container toolkit loads it, ends with 804 on this GPU: it is for data-centre GPUs';

const PTX_LIMIT =
  'minor-version: PTX of this toolkit cannot be compiled by the older driver (222), and some calls need a newer one';

function withLater(step: Step, later: { release: string; driver: string } | null, driver: string): Step {
  if (later === null || atLeast(driver, later.driver) === true) return step;
  return { ...step, reasons: [...step.reasons, `the update ${later.release} asks for ${later.driver}`] };
}

/** A compat library that the image itself makes the loader take: older than the driver 803, newer on the wrong GPU 804. */
function forcedLibrary(image: CompatibilityImage, cuda: string, machine: Machine): PathStep | null {
  if (image.compat?.active !== true) return null;
  const carried = image.compat.package?.replace('-', '.') ?? cuda;
  const library = branchOfToolkit(carried);
  const { branch } = machine;
  if (library === null || branch === null)
    return {
      ...unknown(`the image loads the compat library of CUDA ${carried}, whose driver version is not known`),
      path: 'unknown',
    };
  const figures = `compat library of CUDA ${carried} (R${String(library)}), driver R${String(branch)}`;
  if (library < branch)
    return {
      ...hinders(
        '803: the compat library is older than the driver; take it out of LD_LIBRARY_PATH',
        `forced ${figures}: older than the driver`,
      ),
      path: 'none',
    };
  if (library === branch)
    return {
      ...warned(
        unknown(`forced ${figures}: the same branch; which of the two is newer is not known`),
        'a compat library of the driver’s own branch is loaded: 803 when it is the older one',
      ),
      path: 'unknown',
    };
  const forward = judgeForwardCompat(image, cuda, machine);
  return { ...forward, reasons: [`forced ${figures}`, ...forward.reasons] };
}
