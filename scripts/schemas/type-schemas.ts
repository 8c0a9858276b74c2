// JSON Schemas (2020-12) of TypeScript types: what data looks like is said in one place, the type.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import ts from 'typescript';

export type Schema = Readonly<Record<string, unknown>>;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Interfaces and aliases of our own become definitions, each written once; what is written in place stays there. */
export class TypeSchemas {
  private readonly definitions = new Map<string, { readonly type: ts.Type; schema: Schema }>();
  private readonly files: readonly ts.SourceFile[];
  private readonly checker: ts.TypeChecker;
  private readonly describes: boolean;

  /** `sources`: where types are looked for by name, paths below src. `describes`: comments become descriptions. */
  constructor(sources: readonly string[], describes = false) {
    const paths = sources.map((name) => join(root, 'src', name));
    const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) =>
      readFileSync(path, 'utf8'),
    ) as {
      readonly config: { readonly compilerOptions: unknown };
    };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
    delete options.incremental;
    delete options.tsBuildInfoFile;
    const program = ts.createProgram(paths, options);
    this.checker = program.getTypeChecker();
    this.files = paths.flatMap((path) => program.getSourceFile(path) ?? []);
    this.describes = describes;
  }

  /** The type that one of the sources declares under this name, exported or not. */
  declared(name: string): ts.Type {
    for (const file of this.files) {
      const found = file.statements.find(
        (statement): statement is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
          (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) &&
          statement.name.text === name,
      );
      if (found !== undefined) return this.checker.getTypeAtLocation(found.name);
    }
    throw new Error(`no source declares ${name}`);
  }

  typeOf(property: ts.Symbol): ts.Type {
    return this.checker.getTypeOfSymbol(property);
  }

  /** The definitions that were needed so far, by name. */
  get $defs(): Readonly<Record<string, Schema>> {
    const sorted = [...this.definitions].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, { schema }]) => [name, schema]));
  }

  /** Interfaces and aliases of our own become definitions; what is written in place stays there. */
  private nameOf(type: ts.Type): string | null {
    const symbol = type.aliasSymbol ?? type.symbol;
    if ((symbol as ts.Symbol | undefined) === undefined || type.aliasTypeArguments !== undefined) return null;
    const own = symbol.declarations?.some((node) =>
      node.getSourceFile().fileName.startsWith(join(root, 'src')),
    );
    return own === true && /^[A-Z]/.test(symbol.name) ? symbol.name : null;
  }

  schemaOf(type: ts.Type): Schema {
    const name = this.nameOf(type);
    if (name === null) return this.written(type);
    const known = this.definitions.get(name);
    if (known === undefined) {
      const definition = { type, schema: {} };
      this.definitions.set(name, definition);
      definition.schema = this.written(type);
    } else if (known.type !== type) throw new Error(`two types are called ${name}`);
    return { $ref: `#/$defs/${name}` };
  }

  private written(type: ts.Type): Schema {
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.flags & ts.TypeFlags.Unknown) return {};
    // `string & {}` leaves a union of known words open.
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String))
      return { type: 'string' };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return { const: this.checker.typeToString(type) === 'true' };
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if (type.isUnion()) return this.unionOf(type.types);
    if (this.checker.isTupleType(type)) return this.tupleOf(type as ts.TypeReference);
    if (this.checker.isArrayType(type)) {
      const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
      if (item !== undefined) return { type: 'array', items: this.schemaOf(item) };
    }
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) return this.objectOf(type);
    throw new Error(`no schema for ${this.checker.typeToString(type)}`);
  }

  private unionOf(types: readonly ts.Type[]): Schema {
    const schemas: readonly Schema[] = types
      .filter((type) => !(type.flags & ts.TypeFlags.Undefined))
      .map((part) => this.schemaOf(part));
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

  private tupleOf(type: ts.TypeReference): Schema {
    const items = this.checker.getTypeArguments(type).map((part) => this.schemaOf(part));
    return { type: 'array', prefixItems: items, items: false, minItems: items.length };
  }

  private objectOf(type: ts.Type): Schema {
    const properties = this.checker.getPropertiesOfType(type);
    const index = this.checker.getIndexInfosOfType(type)[0];
    if (index !== undefined && properties.length === 0)
      return { type: 'object', additionalProperties: this.schemaOf(index.type) };
    return {
      type: 'object',
      additionalProperties: false,
      required: properties
        .filter((property) => !(property.flags & ts.SymbolFlags.Optional))
        .map(({ name }) => name),
      properties: Object.fromEntries(
        properties.map((property) => [property.name, this.propertyOf(property)]),
      ),
    };
  }

  private propertyOf(property: ts.Symbol): Schema {
    const schema = this.schemaOf(this.typeOf(property));
    const comment = this.describes
      ? ts.displayPartsToString(property.getDocumentationComment(this.checker))
      : '';
    return comment === '' ? schema : { ...schema, description: comment.replace(/\s+/g, ' ') };
  }
}

/** Writes a schema of `rules/schemas`. */
export async function writeSchema(name: string, schema: Schema): Promise<void> {
  const whole = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://paddle-verify.dev/schemas/${name}.schema.json`,
    ...schema,
  };
  const text = await format(JSON.stringify(whole), { parser: 'json', printWidth: 110 });
  writeFileSync(join(root, `rules/schemas/${name}.schema.json`), text);
}
