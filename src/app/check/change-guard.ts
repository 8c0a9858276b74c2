import type { FileSource } from '../../facts/file-source.ts';
import type { Severity } from '../../findings/severity.ts';
import type { Policy } from '../../rules/policy.ts';
import { loadConfiguration, type Configuration } from '../policy/configuration.ts';
import type { TreeRequest } from './judge-tree.ts';
import { UsageError } from '../call/usage-error.ts';

/** The rule that finds fault with a change of the judge, and what held for it before the change. */
export const GUARD = 'policy/is-unchanged';

export interface Guard {
  /** The configuration under test, but for what it says of the guard itself. */
  readonly configuration: Configuration;
  /** The threshold of the guard's findings. */
  readonly failOn: Severity | 'never';
}

/**
 * The guard is judged by what held before the change: else a change could switch it off, waive it, or extend a policy that
 * fails nothing.
 */
export async function guarded(
  configuration: Configuration,
  request: TreeRequest,
  before: FileSource,
): Promise<Guard> {
  const prior = await priorPolicy(request, before);
  const own = prior.selected.filter(({ rule }) => rule.id === GUARD);
  const { policy } = configuration;
  const selected = [...policy.selected.filter(({ rule }) => rule.id !== GUARD), ...own];
  const notSelected = policy.notSelected.filter(({ id }) => own.length === 0 || id !== GUARD);
  const notWaivable = [...policy.notWaivable, GUARD];
  return {
    configuration: { ...configuration, policy: { ...policy, selected, notSelected, notWaivable } },
    failOn: prior.failOn,
  };
}

async function priorPolicy(request: TreeRequest, before: FileSource): Promise<Policy> {
  const { cwd, policy, failOn } = request;
  const call = { cwd, policy, failOn, fleet: null, ruleFolders: [] };
  try {
    const config = request.config !== null && before.exists(request.config) ? request.config : null;
    return (await loadConfiguration({ ...call, config, source: before })).policy;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    // What stood there before could not be used, so nothing of it held.
    return (await loadConfiguration({ ...call, policy: shipped(policy), config: null, source: NOTHING }))
      .policy;
  }
}

/** A policy of the call's own file may be what could not be used. */
function shipped(policy: string | null): string | null {
  return policy !== null && ['baseline', 'production', 'audit'].includes(policy) ? policy : null;
}

const NOTHING: FileSource = {
  read: (path) => ({ ok: false, reason: 'missing', detail: `${path} is not there` }),
  exists: () => false,
  isFolder: () => false,
  list: () => [],
};
