import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerfile } from './dockerfiles.ts';
import { image } from './images.ts';
import { manifest } from './manifests.ts';
import { seeded } from './random.ts';

/** Folders and files of the sets, all made from one seed. */
export interface Sets {
  readonly oneDockerfile: string;
  readonly dockerfiles: string;
  readonly fewDockerfiles: string;
  readonly manifests: string;
  readonly manifestsTwice: string;
  readonly bigManifest: string;
  readonly smallManifest: string;
  readonly references: (lines: number) => string;
}

/** Raised whenever a generator changes, so that an old cache is not measured. */
const VERSION = 2;

export function makeSets(cache: string): Sets {
  const root = join(cache, `sets-${String(VERSION)}`);
  const sets: Sets = {
    oneDockerfile: join(root, 'one/Dockerfile'),
    dockerfiles: join(root, 'dockerfiles'),
    fewDockerfiles: join(root, 'dockerfiles-100'),
    manifests: join(root, 'manifests'),
    manifestsTwice: join(root, 'manifests-mixed'),
    bigManifest: join(root, 'big/all.yaml'),
    smallManifest: join(root, 'small/all.yaml'),
    references: (lines) => join(root, `references-${String(lines)}.txt`),
  };
  const done = join(root, 'complete');
  if (existsSync(done)) return sets;
  rmSync(root, { recursive: true, force: true });
  for (const folder of [
    'one',
    'dockerfiles',
    'dockerfiles-100',
    'manifests',
    'manifests-mixed',
    'big',
    'small',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(sets.oneDockerfile, dockerfile(seeded(1), 1));
  writeDockerfiles(sets.dockerfiles, 1_000);
  writeDockerfiles(sets.fewDockerfiles, 100);
  writeManifests(sets.manifests, 1_000, 826);
  writeManifests(sets.manifestsTwice, 500, 400);
  writeDockerfiles(sets.manifestsTwice, 500);
  writeFileSync(sets.bigManifest, documents(10_000));
  writeFileSync(sets.smallManifest, documents(1_000));
  for (const lines of [10_000, 100_000, 1_000_000]) writeFileSync(sets.references(lines), references(lines));
  writeFileSync(done, '');
  return sets;
}

function writeDockerfiles(folder: string, count: number): void {
  const random = seeded(2);
  for (let at = 0; at < count; at++)
    writeFileSync(join(folder, `Dockerfile.${String(at)}`), dockerfile(random, at));
}

/** `files` files, of which `twins` hold a second document. */
function writeManifests(folder: string, files: number, twins: number): void {
  const random = seeded(3);
  for (let at = 0; at < files; at++) {
    const first = manifest(random, at);
    const text = at < twins ? `${first}---\n${manifest(random, files + at)}` : first;
    writeFileSync(join(folder, `manifest-${String(at)}.yaml`), text);
  }
}

function documents(count: number): string {
  const random = seeded(4);
  return Array.from({ length: count }, (_, at) => manifest(random, at)).join('---\n');
}

function references(lines: number): string {
  const random = seeded(5);
  return Array.from({ length: lines }, () => `${image(random)}\n`).join('');
}
