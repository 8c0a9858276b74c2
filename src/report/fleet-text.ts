import type { Fleet, NodeGpu, NodeGroup } from '../compatibility/fleet.ts';
import { displayWidth, printable } from './wrap.ts';

const COLUMNS = ['group', 'nodes', 'GPUs', 'driver', 'CUDA', 'mode', 'arch'] as const;

/** One row a group; `?` for what is not known. */
export function renderFleet(fleet: Fleet): string {
  const rows = [COLUMNS, ...fleet.groups.map(cells)].map((row) => row.map(printable));
  const widths = COLUMNS.map((_, index) => Math.max(...rows.map((row) => displayWidth(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - displayWidth(cell))))
      .join('  ')
      .trimEnd();
  const nodes = fleet.groups.reduce((sum, group) => sum + (group.nodes ?? 1), 0);
  return [...rows.map(line), '', `${String(fleet.groups.length)} groups, ${String(nodes)} nodes`, ''].join(
    '\n',
  );
}

function cells(group: NodeGroup): readonly string[] {
  const gpus = group.gpus === undefined ? '?' : group.gpus.map(gpuText).join(', ') || 'none';
  return [
    group.name,
    String(group.nodes ?? '?'),
    gpus,
    group.driver ?? '?',
    group.driverCuda ?? '?',
    group.toolkit?.mode ?? '?',
    group.architecture ?? '?',
  ];
}

function gpuText({ product, computeCapability, count, mig }: NodeGpu): string {
  const name = product ?? `compute capability ${String(computeCapability)}`;
  return `${count === undefined ? '' : `${String(count)} x `}${name}${mig === undefined ? '' : ` (MIG ${mig})`}`;
}
