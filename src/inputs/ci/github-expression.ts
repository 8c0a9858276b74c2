import { textOf } from '../../syntax/yaml/access.ts';
import type { YamlNode } from '../../syntax/yaml/node.ts';
import type { VariableMap } from './variable-maps.ts';
import { knownValue, unknownValue, type CiValue, type Combination } from './value.ts';

/** What the expressions of one place may refer to. */
export interface ExpressionScope {
  /** `env:` maps, innermost first. */
  readonly environments: readonly VariableMap[];
  /** null when an expression makes the matrix. */
  readonly matrix: Combination | null;
  /** Inputs of the workflow or action by name, with their defaults. */
  readonly inputs: ReadonlyMap<string, YamlNode | null>;
  /** Names that steps write to $GITHUB_ENV. */
  readonly written: ReadonlySet<string>;
}

export interface Expression {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
  readonly inner: string;
}

/** Variables that rest on longer chains are not followed. */
const MAX_CHAIN = 5;
const MAX_EXPRESSION = 5_000;

/** The `${{ … }}` of a text, in order. One that is never closed runs to the end. */
export function expressionsIn(text: string): readonly Expression[] {
  const found: Expression[] = [];
  for (let start = text.indexOf('${{'); start >= 0; start = text.indexOf('${{', start)) {
    const close = text.indexOf('}}', start + 3);
    const end = close < 0 ? text.length : close + 2;
    const inner = text.slice(start + 3, close < 0 ? text.length : close).trim();
    found.push({ start, end, raw: text.slice(start, end), inner });
    start = end;
  }
  return found;
}

/** A text with its expressions filled in. */
export function fillExpressions(text: string, scope: ExpressionScope, depth = 0): CiValue {
  let out = '';
  let at = 0;
  const from: string[] = [];
  for (const { start, end, inner, raw } of expressionsIn(text)) {
    const found = evaluate(inner, scope, depth);
    if (found.value === null) return unknownValue(`${raw.slice(0, 120)}: ${found.reason}`);
    out += text.slice(at, start) + found.value;
    from.push(...found.from);
    at = end;
  }
  return knownValue(out + text.slice(at), from);
}

/** The value of one expression, as far as the file alone tells: names, texts in quotes, and `||` between them. */
export function evaluate(inner: string, scope: ExpressionScope, depth = 0): CiValue {
  if (inner.length > MAX_EXPRESSION) return unknownValue('the expression is too long');
  const alternatives = inner.split('||').map((part) => part.trim());
  const [first = '', ...others] = alternatives;
  const value = operand(first, scope, depth);
  if (others.length === 0) return value;
  if (value.value !== null && value.value !== '') return value;
  // `inputs.tag || '2.6.1'`: what stands behind is the default, where nobody gives the first.
  const isOptional = value.value === '' || /^(?:inputs|vars|github\.event\.inputs)\./.test(first);
  if (!isOptional) return value;
  const rest = evaluate(others.join(' || '), scope, depth);
  return rest.value === null ? rest : knownValue(rest.value, [`default of ${first}`, ...rest.from]);
}

const TEXT = /^'((?:[^']|'')*)'$/;
const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;
const NAME = /^([a-z]+)\.([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)$/;

function operand(text: string, scope: ExpressionScope, depth: number): CiValue {
  const quoted = TEXT.exec(text)?.[1];
  if (quoted !== undefined) return knownValue(quoted.replaceAll("''", "'"));
  if (NUMBER.test(text)) return knownValue(text);
  const [, context, name] = NAME.exec(text.replace(/^github\.event\.inputs\./, 'inputs.')) ?? [];
  if (context === undefined || name === undefined)
    return unknownValue('GitHub computes it when the workflow runs');
  if (context === 'env') return fromEnvironment(name, scope, depth);
  if (context === 'matrix') return fromMatrix(name, scope);
  if (context === 'inputs') return fromInputs(name, scope, depth);
  return unknownValue(`${context}.${name} is known only when the workflow runs`);
}

function fromEnvironment(name: string, scope: ExpressionScope, depth: number): CiValue {
  if (scope.written.has(name)) return unknownValue(`a step writes ${name} to $GITHUB_ENV`);
  for (const [index, environment] of scope.environments.entries()) {
    const node = environment.get(name);
    if (node === undefined) continue;
    const text = textOf(node) ?? '';
    if (depth >= MAX_CHAIN) return unknownValue(`env.${name} rests on too long a chain of variables`);
    // A variable may use those of the maps further out, not those beside it.
    const outer = { ...scope, environments: scope.environments.slice(index + 1) };
    const filled = fillExpressions(text, outer, depth + 1);
    if (filled.value === null) return unknownValue(`env.${name} (line ${node.line}): ${filled.reason}`);
    return knownValue(filled.value, [
      `env ${name}=${filled.value.slice(0, 200)} (line ${node.line})`,
      ...filled.from,
    ]);
  }
  return unknownValue(`env.${name} is not set in this file`);
}

function fromMatrix(name: string, { matrix }: ExpressionScope): CiValue {
  if (matrix === null) return unknownValue('an expression makes the matrix');
  const value = matrix.get(name);
  return value === undefined
    ? unknownValue(`matrix.${name} is not set for every job of the matrix`)
    : value.includes('${{')
      ? unknownValue(`matrix.${name} is an expression itself`)
      : knownValue(value, [`matrix ${name}=${value.slice(0, 200)}`]);
}

function fromInputs(name: string, scope: ExpressionScope, depth: number): CiValue {
  const preset = scope.inputs.get(name);
  const text = preset == null ? undefined : textOf(preset);
  if (preset == null || text === undefined || depth >= MAX_CHAIN)
    return unknownValue(`inputs.${name} is given by whoever starts it`);
  return knownValue(text, [`default of input ${name} (line ${preset.line})`]);
}
