import { observed, unavailable, type Evidence, type EvidenceSet } from '../facts/evidence.ts';
import { holdsPlaceholder } from './placeholder.ts';

/** What envsubst, Helm and their like fill in before a manifest reaches a cluster. */
const RENDER = 'check the manifest after its placeholders are filled in: … | paddle-verify check -';

/** How the image of a container gets to its node. */
export function pullOf(evidence: EvidenceSet): Evidence<'container.pull'> {
  const image = evidence['container.image'];
  if (image === undefined) throw new TypeError('a container without an image fact is pulled from nowhere');
  if (image.status === 'unavailable') return image;
  const { provenance, gaps, value } = image;
  const { reference, written, pullPolicy, pullSecrets, at } = value;
  if (reference === null && written !== null)
    return unavailable(
      'dependency-unavailable',
      `${written.slice(0, 120)} ${holdsPlaceholder(written) ? 'is filled in later' : 'cannot be read as an image'}`,
      RENDER,
      provenance,
    );
  if (pullPolicy !== null && holdsPlaceholder(pullPolicy))
    return unavailable(
      'dependency-unavailable',
      `the pull policy ${pullPolicy.slice(0, 60)} is filled in later`,
      RENDER,
      provenance,
    );
  const registry = reference?.registry ?? null;
  return observed({ registry, policy: pullPolicy, secrets: pullSecrets, at }, provenance, gaps);
}
