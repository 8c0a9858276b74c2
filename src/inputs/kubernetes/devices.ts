import type { DeviceResource } from '../../facts/container.ts';

type Vendor = DeviceResource['vendor'];

/** By the domain of the resource name. A scheduler's own domain (Volcano, Aliyun, HAMi) hands out NVIDIA devices unless its name says otherwise. */
const DOMAINS: ReadonlyMap<string, Vendor> = new Map<string, Vendor>([
  ['nvidia.com', 'nvidia'],
  ['aliyun.com', 'nvidia'],
  ['tencent.com', 'nvidia'],
  ['baidu.com', 'nvidia'],
  ['volcano.sh', 'nvidia'],
  ['elasticgpu.io', 'nvidia'],
  ['4paradigm.com', 'nvidia'],
  ['vke.volcengine.com', 'nvidia'],
  ['amd.com', 'amd'],
  ['huawei.com', 'huawei'],
  ['kunlunxin.com', 'kunlunxin'],
  ['hygon.com', 'hygon'],
  ['cambricon.com', 'cambricon'],
  ['enflame.com', 'enflame'],
  ['enflame-tech.com', 'enflame'],
  ['gpu.intel.com', 'intel'],
  ['habana.ai', 'intel'],
]);

/** Domains that name other things than accelerators too. */
const MIXED = new Set([
  'aliyun.com',
  'tencent.com',
  'baidu.com',
  'volcano.sh',
  'vke.volcengine.com',
  'huawei.com',
  'intel.com',
]);

/** Words in the name itself, for shared domains and for those that nobody listed. */
const WORDS: readonly (readonly [RegExp, Vendor])[] = [
  [/ascend|npu/, 'huawei'],
  [/xpu|kunlun/, 'kunlunxin'],
  [/dcu/, 'hygon'],
  [/mlu/, 'cambricon'],
  [/gcu/, 'enflame'],
];

/** Names that say accelerator, for domains that nobody listed (`iluvatar.ai/gpu`, `metax-tech.com/gpu`, `google.com/tpu`). */
const ACCELERATOR = /gpu|npu|xpu|dcu|mlu|gcu|tpu|gaudi|neuron|cuda|ascend/;

/** Parts of a device: MIG, time slicing, vGPU and vNPU templates, shares of memory or of cores. */
const SHARE =
  /\bmig-|shared|\bshare\b|vgpu|vcuda|vxpu|vmlu|vgcu|vdcu|vnpu|smlu|cgpu|mem|core|percentage|-[0-9]+c\b|fraction|slice/;

const NOT_DEVICES = new Set(['nvidia.com/hostdev', 'huawei.com/rdma', 'intel.com/qat']);

type Kind = Pick<DeviceResource, 'vendor' | 'shared'>;

/** What an extended resource is, or null when it is no accelerator (`rdma/hca`, `hugepages-2Mi`). */
export function deviceKind(resource: string): Kind | null {
  const slash = resource.indexOf('/');
  if (slash <= 0 || resource.length > 317 || NOT_DEVICES.has(resource)) return null;
  const domain = resource.slice(0, slash).toLowerCase();
  const name = resource.slice(slash + 1).toLowerCase();
  const listed = DOMAINS.get(domain);
  // Most vendors of a listed domain make nothing but accelerators; those that do are told by the name.
  const sells = listed === undefined || MIXED.has(domain) ? ACCELERATOR.test(name) : true;
  if (!sells) return null;
  return { vendor: vendorOf(domain, name, listed), shared: SHARE.test(name) };
}

function vendorOf(domain: string, name: string, listed: Vendor | undefined): Vendor {
  if (listed !== undefined && !MIXED.has(domain)) return listed;
  const word = WORDS.find(([pattern]) => pattern.test(name));
  if (word !== undefined) return word[1];
  if (domain === 'intel.com') return 'intel';
  return listed ?? 'other';
}
