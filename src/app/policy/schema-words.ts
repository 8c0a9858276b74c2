/** The part of JSON Schema that options of checks use. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

const WORDS = {
  en: {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    pattern: 'regular expression',
    listOf: (inner: string) => `list of ${inner}`,
    mapOf: (inner: string) => `map of name to ${inner}`,
    oneOf: (all: string) => `one of ${all}`,
    range: (low: string, high: string) => ` ${[low, high].filter((part) => part !== '').join(' ')}`,
    from: 'from',
    above: 'above',
    to: 'to',
    value: 'value',
  },
  zh: {
    string: '文本',
    integer: '整数',
    number: '数值',
    boolean: 'true 或 false',
    pattern: '正则表达式',
    listOf: (inner: string) => `${inner}列表`,
    mapOf: (inner: string) => `名称到${inner}的映射`,
    oneOf: (all: string) => `${all} 之一`,
    range: (low: string, high: string) => `（${[low, high].filter((part) => part !== '').join('，')}）`,
    from: '不小于',
    above: '大于',
    to: '不大于',
    value: '值',
  },
} as const;

/** What an option takes, in words: from the JSON Schema of its check. */
export function schemaWords(schema: Schema, language: 'en' | 'zh'): string {
  const words = WORDS[language];
  if (schema.enum !== undefined) return words.oneOf(schema.enum.map(String).join(', '));
  if (schema.format === 'linear-pattern') return words.pattern;
  if (schema.type === 'array') return words.listOf(schemaWords(schema.items ?? {}, language));
  if (schema.type === 'object') {
    const inner = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    return words.mapOf(schemaWords(inner, language));
  }
  if (schema.type === 'string' || schema.type === 'boolean') return words[schema.type];
  if (schema.type === 'integer' || schema.type === 'number')
    return `${words[schema.type]}${rangeOf(schema, language)}`;
  return words.value;
}

function rangeOf(schema: Schema, language: 'en' | 'zh'): string {
  const words = WORDS[language];
  const low =
    schema.minimum !== undefined
      ? `${words.from} ${String(schema.minimum)}`
      : schema.exclusiveMinimum !== undefined
        ? `${words.above} ${String(schema.exclusiveMinimum)}`
        : '';
  const high = schema.maximum === undefined ? '' : `${words.to} ${String(schema.maximum)}`;
  return low === '' && high === '' ? '' : words.range(low, high);
}
