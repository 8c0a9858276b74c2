import type { ImageRole } from '../../facts/image.ts';
import type { Position } from '../../syntax/position.ts';
import type { YamlDialect, YamlDocument, YamlNode, YamlScalar } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { ScalarPlaces } from '../../syntax/yaml/scalar-places.ts';
import { Collector } from '../container-command/collector.ts';
import { readImage } from '../container-command/image.ts';
import type { ReadContext, TextFile } from '../port.ts';
import type { CiValue } from './value.ts';

export interface CiImage {
  /** Below the file: `job/test/image`. */
  readonly id: string;
  readonly scalar: YamlScalar;
  readonly role: ImageRole;
  readonly platform?: string | null;
  readonly pullPolicy?: string | null;
  /** Its text after variables and expressions; several from a matrix. */
  readonly values: readonly CiValue[];
}

/** One CI file while it is read: its documents, places within them, and what was gathered. */
export class CiFile {
  readonly collector: Collector;
  readonly documents: readonly YamlDocument[];
  readonly #places: ScalarPlaces;

  constructor(file: TextFile, context: ReadContext, collector: string, dialect: YamlDialect) {
    this.collector = new Collector(file, context, collector);
    this.documents = parseYaml(file.text, dialect);
    this.#places = new ScalarPlaces(file.text);
    for (const { problems } of this.documents)
      for (const { code, message, line, column } of problems)
        this.collector.problems.push({
          code,
          message,
          expected: 'YAML that the CI server reads',
          place: this.collector.place({ line, column }),
        });
  }

  placesOf(scalar: YamlScalar): (offset: number) => Position {
    return this.#places.of(scalar);
  }

  image({ id, scalar, role, platform = null, pullPolicy = null, values }: CiImage): void {
    const leading = /^\s*(?:docker:\/\/)?/.exec(scalar.source)?.[0].length ?? 0;
    const place = this.placesOf(scalar)(leading);
    const raw = scalar.source.trim();
    for (const { value, reason, from: resolvedFrom } of values) {
      if (!this.collector.once(place, role, value ?? reason, platform)) continue;
      const word = { ...place, raw, value: value?.trim() ?? null, reason, resolvedFrom };
      const request = { id: this.collector.unique(id), word, role, platform, pullPolicy };
      this.collector.subjects.push(readImage(request, this.collector).subject);
    }
  }

  /** Something that should be a text is not. */
  wrongType(node: YamlNode, what: string, expected: string): void {
    this.collector.problems.push({
      code: 'wrong-type',
      message: `${what} is ${node.kind === 'map' ? 'a map' : node.kind === 'seq' ? 'a list' : 'no text'}`,
      expected,
      place: this.collector.place(node),
    });
  }
}
