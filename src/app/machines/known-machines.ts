import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileNames } from '../../adapters/files/names.ts';
import { readTextIfThere } from '../../adapters/files/text.ts';
import { observed, type EvidenceSet } from '../../facts/evidence.ts';
import type { InputTables } from '../../facts/inputs.ts';
import type { Configuration } from '../policy/configuration.ts';
import { packageRoot } from '../package-root.ts';

/** Tables of libraries, which the tag of an image is held against wherever it runs. */
const OF_LIBRARIES: Readonly<Record<string, string>> = {
  'compat/cudnn-fits-cuda': 'cudnn',
  'compat/cuda-is-supported': 'cudnn',
  'compat/tensorrt-fits-stack': 'tensorrt',
};

/** The tables that a run rests on: all of them where a fleet is given, else those of the rules that are selected. */
function tablesInForce({ fleet, policy }: Configuration): InputTables['tables'] {
  const folder = join(packageRoot().folder, 'rules', 'matrices');
  const asked = policy.selected.flatMap(({ rule }) => OF_LIBRARIES[rule.check] ?? []);
  const names =
    fleet === null
      ? [...new Set(asked)].sort()
      : fileNames(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));
  return names.flatMap((name) => {
    const text = readTextIfThere(join(folder, `${name}.json`));
    if (text === null) return [];
    const { asOf } = JSON.parse(text) as { readonly asOf: string };
    return [{ name, asOf, digest: `sha256:${createHash('sha256').update(text).digest('hex')}` }];
  });
}

/** What a run knows of machines before it reads any file. */
export interface KnownMachines {
  readonly facts: EvidenceSet;
  /** The tables that its judgements rest on, for the report. */
  readonly tables: InputTables['tables'];
}

export async function knownMachines(configuration: Configuration): Promise<KnownMachines> {
  const own = configuration.matrices;
  const tables = [
    ...tablesInForce(configuration),
    ...(own === null ? [] : [{ name: own.path, asOf: own.asOf, digest: own.digest }]),
  ];
  const { fleet } = configuration;
  if (fleet === null) return { facts: {}, tables };
  // Loaded only where a fleet is given: the tables of drivers and GPUs are large.
  const { fleetFacts } = await import('../../inputs/machines/drivers.ts');
  const provenance = { collector: 'tables', source: 'rules/matrices', digest: null };
  return { facts: { ...fleetFacts(fleet), 'inputs.tables': observed({ tables }, provenance) }, tables };
}
