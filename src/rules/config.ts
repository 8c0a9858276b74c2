import type { Severity } from '../findings/severity.ts';
import type { Localized } from './rule.ts';

/** One entry of `rules:` in a policy. */
export type RuleSetting =
  | 'off'
  | Severity
  | { readonly severity?: Severity; readonly required?: boolean; readonly options?: Readonly<Record<string, unknown>> };

export interface WaiverEntry {
  readonly rule: string;
  /** Glob over the subject's id and name; `*` stands for any run of characters. */
  readonly subject: string;
  readonly reason: string;
  readonly owner: string;
  /** Last day on which it holds, YYYY-MM-DD (UTC). */
  readonly until: string;
}

/** What a team says of one of its own repositories. */
export interface ImageMapping {
  readonly dockerfile?: string;
  readonly base?: string;
  /** What it is, when it has nothing to do with Paddle. */
  readonly other?: string;
}

/** paddle-verify.yaml; the shipped policies have the same form. */
export interface Config {
  readonly name?: string;
  readonly description?: Partial<Localized>;
  readonly extends?: string;
  readonly failOn?: Severity | 'never';
  readonly incomplete?: 'deny' | 'allow';
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly ruleFolders?: readonly string[];
  readonly exclude?: readonly string[];
  readonly mirrors?: Readonly<Record<string, string>>;
  readonly images?: Readonly<Record<string, ImageMapping>>;
  /** Path of the fleet file: the machines that workloads are meant for. */
  readonly fleet?: string;
  /** Path of a file with the team's own rows beside the compatibility tables. */
  readonly matrices?: string;
  readonly waivers?: readonly WaiverEntry[] | { readonly inline?: 'allow' | 'deny'; readonly list?: readonly WaiverEntry[] };
  readonly notWaivable?: readonly string[];
  readonly bundles?: { readonly unsigned?: 'allow' | 'deny' };
}

export function waiversOf(config: Config): readonly WaiverEntry[] {
  if (config.waivers === undefined) return [];
  return 'length' in config.waivers ? config.waivers : (config.waivers.list ?? []);
}

export function inlineWaiversDenied(config: Config): boolean {
  return config.waivers !== undefined && !('length' in config.waivers) && config.waivers.inline === 'deny';
}
