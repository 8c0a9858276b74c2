import type { DeviceResource } from '../../facts/container.ts';

type Vendor = DeviceResource['vendor'];

/** Whose device plugin serves the device that a Paddle tag names. Devices without a settled resource name are left out. */
const vendors: ReadonlyMap<string, Vendor> = new Map([
  ['gpu', 'nvidia'],
  ['npu', 'huawei'],
  ['xpu', 'kunlunxin'],
  ['dcu', 'hygon'],
  ['mlu', 'cambricon'],
  ['gcu', 'enflame'],
  ['rocm', 'amd'],
  ['amd-gpu', 'amd'],
  ['intel-gpu', 'intel'],
]);

export const vendorOf = (device: string | null): Vendor | null =>
  device === null ? null : (vendors.get(device) ?? null);

/** Resource name to write where none is granted. */
const resources: Partial<Record<Vendor, string>> = {
  nvidia: 'nvidia.com/gpu',
  huawei: 'huawei.com/Ascend910',
  kunlunxin: 'kunlunxin.com/xpu',
  hygon: 'hygon.com/dcu',
  cambricon: 'cambricon.com/mlu',
  enflame: 'enflame.com/gcu',
  amd: 'amd.com/gpu',
  intel: 'gpu.intel.com/i915',
};

export const resourceOf = (vendor: Vendor): string => resources[vendor] ?? `${vendor}.com/…`;

/** Third-party schedulers share NVIDIA GPUs under names of their own: `aliyun.com/gpu-mem`, `volcano.sh/vgpu-number`. */
const sharesNvidia = ({ vendor, name }: DeviceResource): boolean =>
  vendor === 'other' && /gpu|cuda/i.test(name);

/** Whether a device resource serves images of a vendor: MIG slices and shares count as much as whole devices. */
export function serves(device: DeviceResource, vendor: Vendor): boolean {
  return device.vendor === vendor || (vendor === 'nvidia' && sharesNvidia(device));
}
