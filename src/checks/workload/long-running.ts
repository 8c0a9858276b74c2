import type { ContainerContext } from '../../facts/container.ts';

/** What keeps running and so has to be watched: no init or ephemeral container, no batch job. */
export const isLongRunning = ({ phase, runsToCompletion }: ContainerContext): boolean =>
  phase === 'main' && !runsToCompletion;

/** Containers that live as long as the pod and share its room: init containers hand theirs back, ephemeral ones get none. */
export const sharesTheNode = ({ phase }: ContainerContext): boolean =>
  phase === 'main' || phase === 'sidecar';
