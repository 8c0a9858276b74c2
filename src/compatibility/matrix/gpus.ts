import matrix from '../../../rules/matrices/gpus.json' with { type: 'json' };
import type { GpuClass } from '../types.ts';
import { onOtherRows, teamRows, teamSource } from './team-rows.ts';

export interface GpuProduct {
  readonly product: string;
  readonly computeCapability: string;
  readonly class: GpuClass;
  readonly source: string;
  /** The team's own table says something else of it. */
  readonly other?: GpuProduct;
}

const CLASSES: readonly GpuClass[] = ['datacenter', 'workstation', 'consumer', 'embedded'];
/** Words behind a product's name that change neither its capability nor its class. */
const FORM = /^(?:sxm\d?|pcie?|nvl|hbm\d[a-z]?|\d{1,3}gb|\d{1,3}c|mig|\d+g|\d+gb|generation|shared|me|fhfl)$/;
const MAKER = /^(?:nvidia|tesla)$/;

const products = new Map<string, GpuProduct>();
for (const row of matrix.rows) {
  const found = CLASSES.find((word) => word === row.class);
  if (found === undefined) continue;
  products.set(wordsOf(row.product).join(' '), {
    product: row.product,
    computeCapability: row.computeCapability,
    class: found,
    source: row.source,
  });
}

/**
 * The product behind a name as nvidia-smi or a node label prints it: `NVIDIA A100-SXM4-80GB`, `Tesla-T4`,
 * `NVIDIA-A100-SXM4-40GB-MIG-1g.5gb` (its parent). Null for a name that is not in the table: `A10G` is no `A10`, and of a
 * `SUPER` or `Laptop` variant nothing is concluded.
 */
export function gpuProduct(name: string): GpuProduct | null {
  if (name.length > 200) return null;
  const shipped = productIn(products, name);
  const own = productIn(ofTeam(), name);
  if (own === null || shipped === null) return own ?? shipped;
  return own.computeCapability === shipped.computeCapability ? shipped : { ...shipped, other: own };
}

function productIn(table: ReadonlyMap<string, GpuProduct>, name: string): GpuProduct | null {
  const words = wordsOf(name);
  for (let count = words.length; count > 0; count--) {
    const found = table.get(words.slice(0, count).join(' '));
    if (found !== undefined) return words.slice(count).every((word) => FORM.test(word)) ? found : null;
  }
  return null;
}

let team: ReadonlyMap<string, GpuProduct> | null = null;
onOtherRows(() => {
  team = null;
});

function ofTeam(): ReadonlyMap<string, GpuProduct> {
  team ??= new Map(
    (teamRows().gpus ?? []).map((row) => [
      wordsOf(row.product).join(' '),
      {
        product: row.product,
        computeCapability: row.computeCapability,
        class: row.class,
        source: teamSource(row),
      },
    ]),
  );
  return team;
}

function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[\s._-]+/)
    .filter((word) => word !== '' && !MAKER.test(word));
}
