/**
 * How a plain scalar is read. `kubernetes`: as sigs.k8s.io/yaml does (YAML 1.1: `yes`, `on`, `0777`, `<<`).
 * `compose`: as compose-go does (yes and on stay strings until the schema asks for a boolean; merge keys apply).
 * `core`: YAML 1.2 core schema (GitHub and GitLab, our own files).
 */
export type YamlDialect = 'kubernetes' | 'compose' | 'core';

/** Line and column from 1, of the first character of the node (for quoted scalars: of the first character inside the quotes). */
interface At {
  readonly line: number;
  readonly column: number;
  /** A local tag as written (`!reset`, `!reference`); absent where there is none. */
  readonly tag?: string;
}

export interface YamlScalar extends At {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The text of the scalar: as written for a plain one (`3.10`), decoded for a quoted or block one. */
  readonly source: string;
  readonly plain: boolean;
}

export interface YamlEntry {
  readonly key: string;
  readonly keyLine: number;
  readonly keyColumn: number;
  readonly value: YamlNode;
}

/** Merge keys are already applied; later keys of the same name cannot occur (duplicates are a problem). */
export interface YamlMap extends At {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

export interface YamlSeq extends At {
  readonly kind: 'seq';
  readonly items: readonly YamlNode[];
}

export type YamlNode = YamlScalar | YamlMap | YamlSeq;

export interface YamlProblem {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

export interface YamlDocument {
  /** null for an empty document, or one with problems. A document with problems is never half used. */
  readonly root: YamlNode | null;
  readonly problems: readonly YamlProblem[];
  readonly line: number;
  readonly comments: readonly YamlComment[];
}

export interface YamlComment {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}
