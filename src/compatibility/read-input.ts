import type { CompatibilityGpu, CompatibilityHost, CompatibilityImage, CompatibilityInput } from './types.ts';

const OS = ['linux', 'windows'] as const;
const MODES = ['legacy', 'csv', 'cdi', 'jit-cdi'] as const;
const CLASSES = ['datacenter', 'workstation', 'consumer', 'embedded'] as const;

/** Takes what a caller without types may hand over; what is not of the right type is not known. */
export function readInput(input: unknown): CompatibilityInput {
  const root = record(input);
  return {
    image: readImage(record(root['image'])),
    host: readHost(record(root['host'])),
    gpu: readGpu(record(root['gpu'])),
  };
}

function readImage(image: Readonly<Record<string, unknown>>): CompatibilityImage {
  return {
    reference: text(image['reference']),
    framework: text(image['framework']),
    cuda: text(image['cuda']),
    cudnn: text(image['cudnn']),
    tensorrt: text(image['tensorrt']),
    sass: texts(image['sass']),
    ptx: texts(image['ptx']),
    env: isRecord(image['env']) ? environment(image['env']) : null,
    compat: isRecord(image['compat'])
      ? { package: text(image['compat']['package']), active: image['compat']['active'] === true }
      : null,
    architecture: text(image['architecture']),
    avx: flag(image['avx']),
  };
}

function readHost(host: Readonly<Record<string, unknown>>): CompatibilityHost {
  return {
    os: OS.find((word) => word === host['os']) ?? 'linux',
    driver: text(host['driver']) ?? '',
    driverCuda: text(host['driverCuda']),
    mode: MODES.find((word) => word === host['mode']) ?? null,
    wsl: host['wsl'] === true,
    architecture: text(host['architecture']),
    avx: flag(host['avx']),
  };
}

function readGpu(gpu: Readonly<Record<string, unknown>>): CompatibilityGpu {
  return {
    product: text(gpu['product']),
    computeCapability: text(gpu['computeCapability']),
    class: CLASSES.find((word) => word === gpu['class']) ?? null,
    brand: text(gpu['brand']),
    virtual: gpu['virtual'] === true,
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function flag(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function texts(value: unknown): readonly string[] | null {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : null;
}

function environment(value: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const entries = Object.entries(value).flatMap(([name, entry]) =>
    typeof entry === 'string' ? [[name, entry] as const] : [],
  );
  return Object.fromEntries(entries);
}
