import type { NodeGroup } from '../../compatibility/fleet.ts';

/** What one source says of machines, and what it left open. */
export interface Sighting {
  readonly groups: readonly NodeGroup[];
  /** One line each: what could not be seen, and what would show it. */
  readonly notes: readonly string[];
}

export type ReadSighting =
  { readonly ok: true; readonly sighting: Sighting } | { readonly ok: false; readonly message: string };
