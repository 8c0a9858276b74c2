// Writes rules/schemas/facts.schema.json from the types under src/facts: evidence that comes from outside (a bundle, a call of
// the library) is held against it before it is judged, as a field that is missing would read like one that is harmless.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import ts from 'typescript';

type Schema = Readonly<Record<string, unknown>>;

const root = fileURLToPath(new URL('..', import.meta.url));
/** Where types are looked for by name. */
const sources = ['facts/fact-map', 'facts/evidence', 'facts/subject', 'facts/workload', 'engine/waivers'].map(
  (name) => join(root, `src/${name}.ts`),
);
const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')) as {
  readonly config: { readonly compilerOptions: unknown };
};
const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
delete options.incremental;
delete options.tsBuildInfoFile;
const program = ts.createProgram(sources, options);
const checker = program.getTypeChecker();

/** Named types, each written once. */
const definitions = new Map<string, { readonly type: ts.Type; schema: Schema }>();

function declared(name: string): ts.Type {
  for (const source of sources) {
    const file = program.getSourceFile(source);
    const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
    const found = module && checker.getExportsOfModule(module).find((exported) => exported.name === name);
    if (found !== undefined) return checker.getDeclaredTypeOfSymbol(found);
  }
  throw new Error(`no source exports ${name}`);
}

/** Interfaces and aliases of our own become definitions; what is written in place stays there. */
function nameOf(type: ts.Type): string | null {
  const symbol = type.aliasSymbol ?? type.symbol;
  if ((symbol as ts.Symbol | undefined) === undefined || type.aliasTypeArguments !== undefined) return null;
  const own = symbol.declarations?.some((node) =>
    node.getSourceFile().fileName.startsWith(join(root, 'src')),
  );
  return own === true && /^[A-Z]/.test(symbol.name) ? symbol.name : null;
}

function schemaOf(type: ts.Type): Schema {
  const name = nameOf(type);
  if (name === null) return written(type);
  const known = definitions.get(name);
  if (known === undefined) {
    const definition = { type, schema: {} };
    definitions.set(name, definition);
    definition.schema = written(type);
  } else if (known.type !== type) throw new Error(`two types are called ${name}`);
  return { $ref: `#/$defs/${name}` };
}

function written(type: ts.Type): Schema {
  if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
  // `string & {}` leaves a union of known words open.
  if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String))
    return { type: 'string' };
  if (type.flags & ts.TypeFlags.String) return { type: 'string' };
  if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
  if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' };
  if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
  if (type.isUnion()) return unionOf(type.types);
  if (checker.isTupleType(type)) return tupleOf(type as ts.TypeReference);
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    if (item !== undefined) return { type: 'array', items: schemaOf(item) };
  }
  if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return objectOf(type);
  throw new Error(`no schema for ${checker.typeToString(type)}`);
}

function unionOf(types: readonly ts.Type[]): Schema {
  const schemas: readonly Schema[] = types
    .filter((type) => !(type.flags & ts.TypeFlags.Undefined))
    .map(schemaOf);
  const constants = schemas.filter((schema) => 'const' in schema).map((schema) => schema['const']);
  const nulls = schemas.filter((schema) => schema['type'] === 'null');
  const others = schemas.filter((schema) => !('const' in schema) && schema['type'] !== 'null');
  if (constants.length === 2 && constants.includes(true) && constants.includes(false))
    others.unshift({ type: 'boolean' });
  else if (constants.length > 0) {
    if (others.length === 0) return { enum: nulls.length > 0 ? [...constants, null] : constants };
    others.unshift({ enum: constants });
  }
  if (others.some((schema) => schema['type'] === 'string' && !('enum' in schema)))
    others.splice(0, others.length, ...others.filter((schema) => !('enum' in schema)));
  const [only] = others;
  if (others.length === 1 && only !== undefined) {
    if (nulls.length === 0) return only;
    if (typeof only['type'] === 'string' && Object.keys(only).length === 1)
      return { type: [only['type'], 'null'] };
  }
  return { anyOf: [...nulls, ...others] };
}

function tupleOf(type: ts.TypeReference): Schema {
  const items = checker.getTypeArguments(type).map(schemaOf);
  return { type: 'array', prefixItems: items, items: false, minItems: items.length };
}

function objectOf(type: ts.Type): Schema {
  const properties = checker.getPropertiesOfType(type);
  const index = checker.getIndexInfosOfType(type)[0];
  if (index !== undefined && properties.length === 0)
    return { type: 'object', additionalProperties: schemaOf(index.type) };
  return {
    type: 'object',
    additionalProperties: false,
    required: properties
      .filter((property) => !(property.flags & ts.SymbolFlags.Optional))
      .map(({ name }) => name),
    properties: Object.fromEntries(
      properties.map((property) => [property.name, schemaOf(checker.getTypeOfSymbol(property))]),
    ),
  };
}

const evidence = Object.fromEntries(
  checker.getPropertiesOfType(declared('FactMap')).map((property) => {
    const value = schemaOf(checker.getTypeOfSymbol(property));
    return [property.name, { anyOf: [observedAs(value), { $ref: '#/$defs/Unavailable' }] }] as const;
  }),
);

function observedAs(value: Schema): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['status', 'value', 'gaps', 'provenance'],
    properties: {
      status: { const: 'observed' },
      value,
      gaps: { type: 'array', items: { $ref: '#/$defs/Gap' } },
      provenance: { $ref: '#/$defs/Provenance' },
    },
  };
}

for (const name of ['Gap', 'Place', 'Provenance', 'Unavailable', 'SupportingObject', 'Waiver'])
  schemaOf(declared(name));

const schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://paddle-verify.dev/schemas/facts.schema.json',
  title: 'Evidence: every kind of fact that a rule can need',
  description: 'Generated from the types of src/facts by `npm run generate`. Do not edit.',
  $ref: '#/$defs/EvidenceSet',
  $defs: {
    EvidenceSet: { type: 'object', additionalProperties: false, properties: evidence },
    ...Object.fromEntries(
      [...definitions]
        .filter(([name]) => name !== 'EvidenceSet')
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, definition]) => [name, definition.schema]),
    ),
  },
};
const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 });
writeFileSync(join(root, 'rules/schemas/facts.schema.json'), text);
console.log(`${String(Object.keys(evidence).length)} kinds of facts, ${String(definitions.size)} types`);
