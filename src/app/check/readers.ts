import type { InputKind } from '../../facts/inputs.ts';
import type { Reader } from '../../inputs/port.ts';

/** Readers are loaded when the first file of their kind turns up: a check of one Dockerfile loads no YAML. */
const LOADERS: Partial<Record<InputKind, () => Promise<Reader>>> = {
  dockerfile: async () => (await import('../../inputs/dockerfile/read.ts')).readDockerfile,
  kubernetes: async () => (await import('../../inputs/kubernetes/read.ts')).readKubernetes,
  'helm-template': async () => (await import('../../inputs/kubernetes/read.ts')).readKubernetes,
  kustomization: async () => (await import('../../inputs/kustomize/read.ts')).readKustomization,
  compose: async () => (await import('../../inputs/compose/read.ts')).readCompose,
  'gitlab-ci': async () => (await import('../../inputs/ci/gitlab.ts')).readGitlabCi,
  'github-workflow': async () => (await import('../../inputs/ci/github.ts')).readGithubWorkflow,
  'shell-script': async () => (await import('../../inputs/script/shell-script.ts')).readShellScript,
  makefile: async () => (await import('../../inputs/script/makefile.ts')).readMakefile,
};

const loaded = new Map<InputKind, Promise<Reader>>();

/** The reader of a kind, or null for kinds that are only read through others (requirements, .env). */
export async function readerOf(kind: InputKind): Promise<Reader | null> {
  const loader = LOADERS[kind];
  if (loader === undefined) return null;
  let reader = loaded.get(kind);
  if (reader === undefined) {
    reader = loader();
    loaded.set(kind, reader);
  }
  return reader;
}
