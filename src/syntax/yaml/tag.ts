import type { YamlNode, YamlScalar } from './node.ts';
import { resolvePlain, type ScalarValue } from './resolve.ts';
import type { Source } from './source.ts';

const LOCAL = /^!\w[\w.-]*$/;

/**
 * Applies an explicit tag. Tags of the core schema change how a scalar is read; a local one (`!reset`, `!reference`)
 * leaves a scalar its text and is kept on the node; any other makes the document unread.
 */
export function withTag(s: Source, tag: string, node: YamlNode, offset: number): YamlNode {
  if (LOCAL.test(tag)) return node.kind === 'scalar' ? { ...asText(node), tag } : { ...node, tag };
  if (node.kind === 'map' && tag === '!!map') return node;
  if (node.kind === 'seq' && tag === '!!seq') return node;
  if (node.kind !== 'scalar') return s.fail('unsupported-tag', `The tag ${tag} is not read here`, offset);
  if (tag === '!!str') return asText(node);
  const value = resolvePlain(node.source, s.dialect);
  if (!fits(tag, value, node.source)) {
    s.fail(
      'unsupported-tag',
      `${tag} cannot be read from ${JSON.stringify(node.source.slice(0, 40))}`,
      offset,
    );
  }
  return { ...node, value, plain: true };
}

function fits(tag: string, value: ScalarValue, source: string): boolean {
  switch (tag) {
    case '!!float':
      return typeof value === 'number';
    case '!!int':
      return typeof value === 'number' && Number.isInteger(value) && !/[.eE]/.test(source);
    case '!!bool':
      return typeof value === 'boolean';
    case '!!null':
      return value === null;
    default:
      return false;
  }
}

function asText(node: YamlScalar): YamlScalar {
  return { ...node, value: node.source, plain: false };
}
