import type { YamlDialect } from './node.ts';
import { looksNumeric, resolveCoreNumber, resolveGoNumber } from './numbers.ts';

export type ScalarValue = string | number | boolean | null;

/** Words of go.yaml.in/yaml v2 `resolve.go`; v3 and later, and the core schema, dropped the second line of booleans. */
const COMMON: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...words(null, '', '~', 'null', 'Null', 'NULL'),
  ...words(true, 'true', 'True', 'TRUE'),
  ...words(false, 'false', 'False', 'FALSE'),
  ...words(Number.NaN, '.nan', '.NaN', '.NAN'),
  ...words(Number.POSITIVE_INFINITY, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'),
  ...words(Number.NEGATIVE_INFINITY, '-.inf', '-.Inf', '-.INF'),
]);
const YAML_1_1: ReadonlyMap<string, ScalarValue> = new Map<string, ScalarValue>([
  ...COMMON,
  ...words(true, 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'),
  ...words(false, 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'),
]);
const LONGEST_WORD = 5;

function words(value: ScalarValue, ...spellings: readonly string[]): [string, ScalarValue][] {
  return spellings.map((spelling) => [spelling, value]);
}

/** What a plain scalar means in a dialect. */
export function resolvePlain(text: string, dialect: YamlDialect): ScalarValue {
  if (text.length <= LONGEST_WORD) {
    const word = (dialect === 'kubernetes' ? YAML_1_1 : COMMON).get(text);
    if (word !== undefined) return word;
  }
  if (!looksNumeric(text)) return text;
  const number = dialect === 'core' ? resolveCoreNumber(text) : resolveGoNumber(text);
  return number ?? text;
}
