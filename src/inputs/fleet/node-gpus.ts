import type { NodeGpu } from '../../compatibility/fleet.ts';
import { gpuProduct } from '../../compatibility/matrix/gpus.ts';
import { capabilityOf, type Labels, type Say } from './node-labels.ts';

/**
 * The GPUs that a node offers. Null: it has some, and no label says which, or its labels contradict each other. Of a node that
 * advertises whole GPUs and MIG slices both are named; a slice has the capability of its parent.
 */
export function nodeGpus(labels: Labels, capacity: Labels, say: Say): readonly NodeGpu[] | null {
  const product = labels.get('nvidia.com/gpu.product') ?? null;
  const computeCapability = capabilityOf(labels, say);
  const slices = slicesOf(labels, capacity, product, computeCapability);
  const offers = [...capacity].some(
    ([name, count]) => /^nvidia\.com\/(?:gpu|mig-)/.test(name) && count !== '0',
  );
  const present = labels.get('nvidia.com/gpu.present');
  if (product === null && computeCapability === null) {
    if (slices.length > 0) return withWhole(slices, capacity, say);
    if (!offers && present !== 'true') return [];
    say('it has GPUs, and no label says which (GPU feature discovery is not running)');
    return null;
  }
  if (present === 'false') {
    say(`labels say gpu.present=false and name ${product ?? String(computeCapability)}: neither is taken`);
    return null;
  }
  contradictions(product, computeCapability, say);
  const whole = wholeOf(labels, capacity, product, computeCapability, slices.length > 0, say);
  return [...whole, ...slices];
}

/** Of mixed MIG only: the profiles are resources, `nvidia.com/mig-1g.5gb`. */
function slicesOf(
  labels: Labels,
  capacity: Labels,
  product: string | null,
  computeCapability: string | null,
): readonly NodeGpu[] {
  const profiles = [...capacity].flatMap(([name, count]) => {
    const profile = /^nvidia\.com\/mig-(\d+g\.\d+gb[\w.]{0,20})$/.exec(name)?.[1];
    return profile === undefined || count === '0' ? [] : [{ profile, count }];
  });
  return profiles.flatMap(({ profile, count }) => {
    const name = labels.get(`nvidia.com/mig-${profile}.product`) ?? product;
    if (name === null && computeCapability === null) return [];
    return [
      {
        ...(name === null ? {} : { product: name }),
        ...(computeCapability === null ? {} : { computeCapability }),
        ...countOf(count),
        mig: profile,
      },
    ];
  });
}

/** Without a product label the whole GPUs of the node are of the slices' parent, or not known: they are not left out. */
function withWhole(slices: readonly NodeGpu[], capacity: Labels, say: Say): readonly NodeGpu[] | null {
  const whole = capacity.get('nvidia.com/gpu') ?? '0';
  if (whole === '0') return slices;
  say(`it offers ${whole} whole GPUs beside MIG slices, and no label says which: none is taken`);
  return null;
}

function wholeOf(
  labels: Labels,
  capacity: Labels,
  product: string | null,
  computeCapability: string | null,
  sliced: boolean,
  say: Say,
): readonly NodeGpu[] {
  const offered = capacity.get('nvidia.com/gpu');
  if (sliced && (offered === undefined || offered === '0')) return [];
  const mig = profileOf(product, say);
  return [
    {
      ...(product === null ? {} : { product }),
      ...(computeCapability === null ? {} : { computeCapability }),
      ...countOf(sliced ? offered : labels.get('nvidia.com/gpu.count')),
      ...(mig === null ? {} : { mig }),
      ...(labels.get('nvidia.com/vgpu.present') === 'true' ? { virtual: true } : {}),
    },
  ];
}

/** Of MIG strategy single: the profile stands in the product, before what sharing appends. */
function profileOf(product: string | null, say: Say): string | null {
  const written = /-MIG-([^-]{1,40})/.exec(product ?? '')?.[1] ?? null;
  if (written !== 'INVALID') return written;
  say('MIG is on and its slices are not alike: strategy "single" cannot name them (MIG-INVALID)');
  return null;
}

function contradictions(product: string | null, computeCapability: string | null, say: Say): void {
  const known = product === null ? null : gpuProduct(product);
  if (known === null && computeCapability === null)
    say(`${String(product)} is not in the table of GPUs, and no label names its compute capability`);
  if (known === null || computeCapability === null || known.computeCapability === computeCapability) return;
  say(
    `labels name ${String(product)}, which has compute capability ${known.computeCapability}, and ${computeCapability}: both are kept, neither is judged by`,
  );
}

function countOf(text: string | undefined): { readonly count?: number } {
  const count = /^\d{1,4}$/.test(text ?? '') ? Number(text) : 0;
  return count > 0 && count <= 1024 ? { count } : {};
}
