import { parseDotted } from '../../compatibility/dotted-version.ts';
import type { NodeGpu } from '../../compatibility/fleet.ts';
import { parseXml, type XmlElement } from '../../syntax/xml/parse.ts';
import type { ReadSighting } from './sighting.ts';

/** `nvidia-smi -q -x` of one machine. */
export function readNvidiaSmi(text: string, name: string): ReadSighting {
  const parsed = parseXml(text);
  if (!parsed.ok) return { ok: false, message: `no XML that can be read: ${parsed.message}` };
  if (parsed.root.name !== 'nvidia_smi_log')
    return {
      ok: false,
      message: `<${parsed.root.name}> is not what nvidia-smi -q -x prints (<nvidia_smi_log>)`,
    };
  const written = value(parsed.root, 'driver_version');
  const driver = version(parsed.root, 'driver_version');
  const driverCuda = version(parsed.root, 'cuda_version');
  const gpus = alike(parsed.root.children.filter((child) => child.name === 'gpu').map(gpuOf));
  const notes = [
    ...(driver === null
      ? [
          written === null
            ? `${name}: nvidia-smi names no driver version`
            : `${name}: the driver "${written.slice(0, 80)}" of nvidia-smi is no version`,
        ]
      : []),
    ...(driverCuda === null ? [`${name}: nvidia-smi names no CUDA version (older than R410, or N/A)`] : []),
    `${name}: the mode of the container toolkit is not in nvidia-smi: write toolkit: { mode: legacy } or cdi`,
  ];
  const group = {
    name,
    nodes: 1,
    ...(driver === null ? {} : { driver }),
    ...(driverCuda === null ? {} : { driverCuda }),
    gpus,
  };
  return { ok: true, sighting: { groups: [group], notes } };
}

function gpuOf(element: XmlElement): NodeGpu {
  const product = value(element, 'product_name');
  const brand = value(element, 'product_brand');
  const mode = element.children.find((child) => child.name === 'mig_mode');
  const mig = mode === undefined ? null : value(mode, 'current_mig');
  return {
    product: product ?? 'unknown',
    ...(brand === null ? {} : { brand }),
    ...(isVirtual(element) ? { virtual: true } : {}),
    ...(mig === 'Enabled' ? { mig: 'enabled' } : {}),
  };
}

/** In the guest of a hypervisor with vGPU software; `Pass-Through` is a whole GPU. */
function isVirtual(element: XmlElement): boolean {
  const mode = element.children.find(({ name }) => name === 'gpu_virtualization_mode');
  return mode !== undefined && value(mode, 'virtualization_mode') === 'VGPU';
}

/** GPUs of one kind with their count. */
function alike(gpus: readonly NodeGpu[]): readonly NodeGpu[] {
  const kinds = new Map<string, { readonly gpu: NodeGpu; count: number }>();
  for (const gpu of gpus) {
    const key = JSON.stringify(gpu);
    const kind = kinds.get(key) ?? { gpu, count: 0 };
    kind.count++;
    kinds.set(key, kind);
  }
  return [...kinds.values()].map(({ gpu, count }) => ({ ...gpu, count }));
}

function version(element: XmlElement, name: string): string | null {
  const found = value(element, name);
  return found === null || parseDotted(found) === null ? null : found;
}

function value(element: XmlElement, name: string): string | null {
  const text = element.children.find((child) => child.name === name)?.text ?? '';
  return text === '' || text === 'N/A' ? null : text;
}
