import type { Position } from '../../syntax/position.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import type { ShellVariable } from '../../syntax/shell/types.ts';
import { scanScript } from '../container-command/scan-script.ts';
import type { CiFile } from './ci-file.ts';

/** Lists within lists (anchors) that are followed. */
const MAX_DEPTH = 10;

/** The texts of a `script:`, in order. `!reference` stands for lines of another job, which are read there. */
function linesOf(node: YamlNode | undefined, into: YamlScalar[], depth = 0): void {
  if (node === undefined || node.tag === '!reference') return;
  if (node.kind === 'scalar') into.push(node);
  else if (node.kind === 'seq' && depth < MAX_DEPTH)
    for (const item of node.items) linesOf(item, into, depth + 1);
}

/** Names with what is known of them. */
export type ShellVariables = readonly (readonly [string, ShellVariable])[];

/** A script that many jobs share is read for each of them, as long as there is room. */
export interface ScriptBudget {
  characters: number;
}

function spend(text: string, first: YamlScalar | undefined, budget: ScriptBudget, ci: CiFile): boolean {
  budget.characters -= text.length;
  if (budget.characters >= 0 || first === undefined) return first !== undefined;
  const advice = 'split the file';
  ci.collector.leaveUnread('script', 'the scripts of all jobs together are too long', advice, first);
  return false;
}

/** The sections of a job that one shell runs one after the other, as one script. */
export function scanJobScript(
  sections: readonly (YamlNode | undefined)[],
  section: string,
  variants: (text: string) => readonly ShellVariables[],
  budget: ScriptBudget,
  ci: CiFile,
): void {
  const lines: YamlScalar[] = [];
  for (const node of sections) linesOf(node, lines);
  const { text, place } = join(lines, ci);
  if (!spend(text, lines[0], budget, ci)) return;
  for (const variables of variants(text))
    scanScript(text, place, ci.collector, { section, variables: new Map(variables) });
}

function join(
  lines: readonly YamlScalar[],
  ci: CiFile,
): { readonly text: string; readonly place: (offset: number) => Position } {
  const starts: number[] = [];
  const places = lines.map((line) => ci.placesOf(line));
  let text = '';
  for (const { source } of lines) {
    starts.push(text.length);
    text += `${source}\n`;
  }
  const place = (offset: number): Position => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return places[low]?.(offset - (starts[low] ?? 0)) ?? { line: 1, column: 1 };
  };
  return { text, place };
}
