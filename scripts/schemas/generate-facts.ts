// Writes rules/schemas/facts.schema.json from the types under src/facts: evidence that comes from outside (a bundle, a call of
// the library) is held against it before it is judged, as a field that is missing would read like one that is harmless.
import { TypeSchemas, writeSchema, type Schema } from './type-schemas.ts';

const types = new TypeSchemas([
  'facts/fact-map.ts',
  'facts/evidence.ts',
  'facts/subject.ts',
  'facts/workload.ts',
  'engine/waivers.ts',
]);

const evidence = Object.fromEntries(
  types
    .declared('FactMap')
    .getProperties()
    .map((property) => {
      const value = types.schemaOf(types.typeOf(property));
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
  types.schemaOf(types.declared(name));

await writeSchema('facts', {
  title: 'Evidence: every kind of fact that a rule can need',
  description: 'Generated from the types of src/facts by `npm run generate`. Do not edit.',
  $ref: '#/$defs/EvidenceSet',
  $defs: {
    EvidenceSet: { type: 'object', additionalProperties: false, properties: evidence },
    ...Object.fromEntries(Object.entries(types.$defs).filter(([name]) => name !== 'EvidenceSet')),
  },
});
console.log(
  `${String(Object.keys(evidence).length)} kinds of facts, ${String(Object.keys(types.$defs).length)} types`,
);
