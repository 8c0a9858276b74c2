import { runProcess } from '../../adapters/process/run.ts';
import { readNodeObjects } from '../../inputs/fleet/node-objects.ts';
import type { Sighting } from '../../inputs/fleet/sighting.ts';
import { UsageError } from '../call/usage-error.ts';

/** Milliseconds: a large cluster answers page by page. */
const PATIENCE = 120_000;
/** Bytes: what one text of the runtime can hold. */
export const LONGEST = 500_000_000;

/** The nodes of the cluster that the user's kubectl context names, through the user's own kubectl; nothing is written to it. */
export function askCluster(cwd: string): Sighting {
  const answer = runProcess('kubectl', ['get', 'nodes', '-o', 'json'], { cwd, timeout: PATIENCE });
  if (!answer.ok) throw refused(answer.code, answer.detail);
  if (answer.stdout.length >= LONGEST)
    throw new UsageError('kubectl get nodes -o json prints more than can be read at once', [
      'right: the nodes in parts: kubectl get nodes -l POOL=a -o json > a.json, and the files: paddle-verify fleet detect a.json',
    ]);
  const read = readNodeObjects(answer.stdout.toString());
  if (!read.ok) throw new UsageError('kubectl get nodes -o json says nothing of nodes', [read.message]);
  return read.sighting;
}

function refused(code: 'tool-missing' | 'timed-out' | 'failed', detail: string): UsageError {
  // What was tried stands first, what came of it last.
  const said = detail
    .split('\n')
    .slice(-2)
    .map((line) => line.slice(0, 300));
  if (code === 'tool-missing')
    return new UsageError('kubectl is not installed, or not on PATH', [
      'right: run it where kubectl is, kubectl get nodes -o json > nodes.json, and give it the file: paddle-verify fleet detect nodes.json',
    ]);
  if (code === 'timed-out')
    return new UsageError('kubectl did not answer in 120 seconds', [
      'right: kubectl config current-context names the cluster that is asked; kubectl get nodes has to answer',
    ]);
  return new UsageError('kubectl get nodes was refused', [
    ...said,
    'right: a context that may list nodes: kubectl auth can-i list nodes',
  ]);
}
