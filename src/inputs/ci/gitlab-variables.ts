import { entriesOf, entryOf, itemsOf, textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import type { VariableMap } from './variable-maps.ts';
import { knownValue, product, unknownValue, type CiValue, type Combination } from './value.ts';

/** What the variables of one place may be. */
export interface VariableScope {
  /** `variables:` maps, innermost first. */
  readonly maps: readonly VariableMap[];
  readonly combination: Combination;
  /** Names that rules, or jobs that extend this one, may set to something else: name → why. */
  readonly changing: readonly ReadonlyMap<string, string>[];
  /** Defaults of `spec: inputs`. */
  readonly inputs: ReadonlyMap<string, YamlNode | null>;
}

const MAX_CHAIN = 5;
const MAX_VALUE = 20_000;
const MAX_FROM = 12;
const REFERENCE = /\$\[\[([^\]]{0,300})\]\]|\$(\$)|\$([A-Za-z_]\w{0,200})|\$\{([A-Za-z_]\w{0,200})\}/g;

/** A text as GitLab expands it before a job starts: `$NAME`, `${NAME}`, `$$`, `$[[ inputs.name ]]`. */
export function fillVariables(text: string, scope: VariableScope, depth = 0): CiValue {
  const reasons: string[] = [];
  const from: string[] = [];
  const filled = text.replace(
    REFERENCE,
    (written: string, input?: string, dollar?: string, bare?: string, braced?: string) => {
      if (dollar !== undefined) return '$';
      const found =
        input === undefined ? variable(bare ?? braced ?? '', scope, depth) : inputValue(input.trim(), scope);
      if (found.value === null && reasons.length === 0) reasons.push(found.reason);
      if (from.length < MAX_FROM) from.push(...found.from);
      return found.value ?? written;
    },
  );
  const [reason] = reasons;
  if (reason !== undefined) return unknownValue(reason);
  return filled.length > MAX_VALUE + text.length
    ? unknownValue('the value is too long')
    : knownValue(filled, from);
}

/** One variable: from the matrix, else from the innermost `variables:` that has it. */
export function variable(name: string, scope: VariableScope, depth = 0): CiValue {
  const why = scope.changing.map((names) => names.get(name)).find((found) => found !== undefined);
  if (why !== undefined) return unknownValue(`$${name}: ${why}`);
  const picked = scope.combination.get(name);
  if (picked !== undefined) return knownValue(picked, [`matrix ${name}=${picked.slice(0, 200)}`]);
  const node = scope.maps.map((map) => map.get(name)).find((found) => found !== undefined);
  if (node !== undefined) return written(name, node, scope, depth);
  return unknownValue(
    /^(?:CI|GITLAB)_/.test(name)
      ? `GitLab sets $${name} when the job runs`
      : `$${name} is not set in this file`,
  );
}

/** `NAME: text` or `NAME: {value: text, expand: false}`. */
function written(name: string, node: YamlNode, scope: VariableScope, depth: number): CiValue {
  const text = textOf(node.kind === 'map' ? entryOf(node, 'value')?.value : node);
  if (text === undefined) return unknownValue(`$${name} (line ${node.line}) has no value of its own`);
  if (depth >= MAX_CHAIN) return unknownValue(`$${name} rests on too long a chain of variables`);
  const expands = textOf(entryOf(node, 'expand')?.value) !== 'false';
  const filled = expands ? fillVariables(text, scope, depth + 1) : knownValue(text);
  if (filled.value === null) return unknownValue(`$${name} (line ${node.line}): ${filled.reason}`);
  return knownValue(filled.value, [
    `${name}=${filled.value.slice(0, 200)} (line ${node.line})`,
    ...filled.from,
  ]);
}

function inputValue(text: string, { inputs }: VariableScope): CiValue {
  const name = /^inputs\.([\w-]{1,200})$/.exec(text)?.[1];
  const preset = name === undefined ? null : inputs.get(name);
  const value = textOf(preset);
  if (name === undefined || preset == null || value === undefined)
    return unknownValue(`$[[ ${text.slice(0, 100)} ]] is given where this file is included`);
  return knownValue(value, [`default of input ${name} (line ${preset.line})`]);
}

/** `parallel: {matrix: [{NAME: value or list}, …]}`. */
export function matrixOf(job: YamlNode): readonly Combination[] {
  const matrix = entryOf(entryOf(job, 'parallel')?.value, 'matrix')?.value;
  const all = itemsOf(matrix).flatMap((entry) => {
    const lists = new Map<string, readonly string[]>();
    for (const { key, value } of entriesOf(entry)) {
      const nodes = value.kind === 'seq' ? value.items : [value];
      lists.set(
        key,
        nodes.map((node) => textOf(node)).filter((text) => text !== undefined),
      );
    }
    return product(lists);
  });
  return all.length === 0 ? [new Map()] : all.slice(0, 256);
}

/** Names that `rules: variables` may change. */
export function changedByRules(node: YamlNode | undefined): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const rule of itemsOf(entryOf(node, 'rules')?.value))
    for (const { key, keyLine } of entriesOf(entryOf(rule, 'variables')?.value))
      names.set(key, `a rule may change it (line ${keyLine})`);
  return names;
}
