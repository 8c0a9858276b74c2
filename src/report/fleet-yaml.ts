import type { Fleet, NodeGroup } from '../compatibility/fleet.ts';

/** A fleet as the file that `--fleet` reads: one group a block, what is not known left out, what was not seen as comments. */
export function renderFleetYaml(fleet: Fleet, notes: readonly string[]): string {
  const head = fleet.name === undefined ? [] : [`name: ${quoted(fleet.name)}`];
  const comments = notes.map((note) => `# not seen: ${note.replaceAll(/\s+/g, ' ')}`);
  return [...comments, ...head, 'groups:', ...fleet.groups.flatMap(block), ''].join('\n');
}

function block(group: NodeGroup): readonly string[] {
  const { name, gpus, ...rest } = group;
  return [
    `  - name: ${quoted(name)}`,
    ...Object.entries(rest).map(([key, value]) => `    ${key}: ${quoted(value)}`),
    ...(gpus === undefined
      ? []
      : gpus.length === 0
        ? ['    gpus: []']
        : ['    gpus:', ...gpus.map((gpu) => `      - ${quoted(gpu)}`)]),
  ];
}

/** JSON is YAML, and quotes what YAML would take for something else (`3.10`, `yes`). */
function quoted(value: unknown): string {
  return JSON.stringify(value);
}
