import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { distance } from './distance.ts';
import { compilePattern } from './pattern/match.ts';

/** One complaint about a piece of data, in words that a person can act on. */
export interface DataProblem {
  /** Where in the data: `rules.tag/is-pinned.severity`. Empty for the whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What was expected, with a right example where the schema gives one. */
  readonly expected: string;
}

/** `verbose`: an error brings the schema that it is about, from which the keys that are known are told. */
const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
});
/** Options that are regular expressions say `format: 'linear-pattern'`. */
ajv.addFormat('linear-pattern', (text: string) => compilePattern(text).ok);
const compiled = new WeakMap<object, ValidateFunction>();

/** Makes a schema known by its `$id`, so that others can refer to it. */
export function register(schema: { readonly $id: string }): void {
  if (ajv.getSchema(schema.$id) === undefined) ajv.addSchema(schema);
}

/** Validates data against a JSON Schema (2020-12). Returns the problems, the most telling ones first. */
export function validate(schema: object, data: unknown): readonly DataProblem[] {
  let check = compiled.get(schema);
  if (check === undefined) {
    const id = (schema as { $id?: unknown }).$id;
    check = (typeof id === 'string' ? ajv.getSchema(id) : undefined) ?? ajv.compile(schema);
    compiled.set(schema, check);
  }
  if (check(data)) return [];
  return tellingFirst(check.errors ?? []).map((error) => problemOf(error, data));
}

/** `anyOf` reports each branch and itself: keep the branch errors that reach deepest, drop the rest. */
function tellingFirst(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const groups = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const kept = errors.filter((error) => {
    const group = groups.find((g) => g !== error && isWithin(error.schemaPath, g.schemaPath));
    if (group === undefined) return !groups.includes(error) || !errors.some((e) => deeper(e, error));
    return error.instancePath.length > group.instancePath.length;
  });
  return kept.length > 0 ? kept : errors;
}

function isWithin(schemaPath: string, groupPath: string): boolean {
  return schemaPath.startsWith(groupPath + '/');
}

function deeper(candidate: ErrorObject, group: ErrorObject): boolean {
  return (
    isWithin(candidate.schemaPath, group.schemaPath) &&
    candidate.instancePath.length > group.instancePath.length
  );
}

function problemOf(error: ErrorObject, data: unknown): DataProblem {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      return {
        path: [...path, name],
        message: `"${name}" is not a key that is known here`,
        expected: keysHint(name, known),
      };
    }
    case 'required':
      return { path, ...missingProblem(String(params['missingProperty'])) };
    case 'enum':
      return {
        path,
        message: `${shown(at(data, path))} is not one of the words that are known here`,
        expected: `one of ${(params['allowedValues'] as unknown[]).map(shown).join(', ')}`,
      };
    case 'type':
      return {
        path,
        message: `${shown(at(data, path))} has the wrong type`,
        expected: `a value of type ${String(params['type'])}`,
      };
    case 'pattern':
      return {
        path,
        message: `${shown(at(data, path))} has the wrong form`,
        expected: `text that matches ${String(params['pattern'])}`,
      };
    default:
      return { path, ...otherProblem(error, at(data, path)) };
  }
}

function missingProblem(name: string): Pick<DataProblem, 'message' | 'expected'> {
  return { message: `"${name}" is missing`, expected: `a key "${name}"` };
}

function otherProblem(error: ErrorObject, value: unknown): Pick<DataProblem, 'message' | 'expected'> {
  if (error.keyword === 'format') return formatProblem(value);
  const { message } = error;
  return {
    message: `${shown(value)} ${message ?? 'is not right'}`,
    expected: message ?? 'a value that the schema allows',
  };
}

/** The one format that we use: a pattern that can be matched in linear time. */
function formatProblem(value: unknown): Pick<DataProblem, 'message' | 'expected'> {
  const compiled = compilePattern(String(value));
  if (compiled.ok) return { message: `${shown(value)} has the wrong form`, expected: 'another form' };
  const { at: offset, message, example } = compiled.problem;
  return {
    message: `the pattern ${shown(value)} cannot be used, at character ${String(offset + 1)}: ${message}`,
    expected: `a pattern such as ${example}`,
  };
}

function at(data: unknown, path: readonly (string | number)[]): unknown {
  let current = data;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return current;
    current = (current as Record<string, unknown>)[step];
  }
  return current;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) return 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function keysHint(name: string, known: readonly string[]): string {
  const near = known.find((key) => distance(key.toLowerCase(), name.toLowerCase()) <= 2);
  if (near !== undefined) return `did you mean "${near}"?`;
  return known.length > 0 ? `one of ${known.join(', ')}` : 'no further key';
}
