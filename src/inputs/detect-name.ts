import type { InputKind } from '../facts/inputs.ts';

/** `yaml`: the name alone does not decide, the content does. */
type Named = InputKind | 'yaml';

/** Names that say what a file is, whatever it holds. The first that fits wins. */
const NAMES: readonly (readonly [RegExp, Named])[] = [
  [
    /^(?:Dockerfile|Containerfile)(?:[._-](?!(?:.*\.)?(?:ya?ml|json|sh|txt|toml|cfg|ini)$).*)?$/i,
    'dockerfile',
  ],
  [/.\.(?:dockerfile|containerfile)$/i, 'dockerfile'],
  [/^kustomization\.ya?ml$|^Kustomization$/, 'kustomization'],
  [/^(?:docker-)?compose(?:[._-].*)?\.ya?ml$/i, 'compose'],
  [/(?:^|.)\.gitlab-ci\.ya?ml$/i, 'gitlab-ci'],
  [/.\.(?:sh|bash|ksh|zsh)$/i, 'shell-script'],
  [/^(?:GNU)?makefile(?:\..*)?$/i, 'makefile'],
  [/.\.mk$/i, 'makefile'],
  [/^(?:.*[-_.])?requirements(?:[-_.].*)?\.(?:txt|in)$/i, 'requirements'],
  [/^(?:.*[-_.])?constraints(?:[-_.].*)?\.txt$/i, 'requirements'],
  [/^\.env(?:\..*)?$|.\.env$/i, 'env-file'],
];

/** Files whose names only begin like those of an input. */
const NEVER = /\.(?:md|rst|html?|dockerignore|py|go|js|ts|java|patch|diff|orig|rej|swp|log|png|svg|lock)$/i;

export function namedKind(path: string, name: string): Named | null {
  if (NEVER.test(name)) return null;
  if (/(?:^|\/)requirements\/[^/]+\.(?:txt|in)$/i.test(path)) return 'requirements';
  if (/(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/i.test(path)) return 'github-workflow';
  if (/(?:^|\/)\.gitlab(?:-ci)?\/.*\.ya?ml$/i.test(path)) return 'gitlab-ci';
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
