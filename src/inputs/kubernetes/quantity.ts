const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;
const MAX_LENGTH = 64;

const FACTORS: Readonly<Record<string, number>> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};

/** Whether the text is a quantity of k8s.io/apimachinery/pkg/api/resource: `500m`, `4Gi`, `1e9`; not `4GB`. */
export function isQuantity(text: string): boolean {
  return text.length <= MAX_LENGTH && QUANTITY.test(text);
}

/** Bytes of a quantity, or null when it is none. */
export function bytesOf(text: string): number | null {
  if (!isQuantity(text)) return null;
  const suffix = /[A-Za-z]+$/.exec(text)?.[0] ?? '';
  const factor = FACTORS[suffix];
  return Math.ceil(factor === undefined ? Number(text) : Number(text.slice(0, -suffix.length)) * factor);
}
