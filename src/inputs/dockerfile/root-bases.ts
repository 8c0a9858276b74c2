import type { Gap } from '../../facts/evidence.ts';
import type { ReadContext } from '../port.ts';
import { chainOf, type BuildStage } from './stages.ts';

/** Docker Hub repositories whose images are known to set no USER: without one in the file, root it is. */
const SET_NO_USER: ReadonlySet<string> = new Set([
  'ubuntu',
  'debian',
  'python',
  'alpine',
  'centos',
  'almalinux',
  'rockylinux',
  'fedora',
  'amazonlinux',
  'golang',
  'rust',
  'gcc',
  'openjdk',
  'eclipse-temurin',
  'buildpack-deps',
  'busybox',
  'node',
  'nginx',
  'nvidia/cuda',
  'openeuler/openeuler',
]);

/** Without USER the base decides; a base of which that is not known leaves the user of the image open. */
export function baseUserGap(stages: readonly BuildStage[], context: ReadContext): Gap | null {
  const root = chainOf(stages, stages.length - 1)[0];
  if (root === undefined || root.base.kind === 'scratch') return null;
  if (root.base.kind === 'image') {
    const { make, upstream } = context.originOf(root.base.reference);
    if (make === 'paddle' || SET_NO_USER.has(upstream.repository.replace(/^library\//, ''))) return null;
  }
  return {
    what: 'the user of the image',
    why: `no USER is written, and which one ${root.word.text.slice(0, 200)} sets is not known`,
    advice: 'end the Dockerfile with USER and a number, such as USER 10001',
  };
}
