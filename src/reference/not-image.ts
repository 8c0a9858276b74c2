import type { Reference } from './types.ts';

/**
 * Things of the Paddle world that look like references and are none: entry points (`paddlex.command:main`), API groups
 * (`paddlepaddle.org:v1alpha1`), git branches (`PaddlePaddle/PaddleNLP:develop`), model ids, URLs.
 */

const packages = new Set([
  'paddle', 'paddlex', 'paddleocr', 'paddlenlp', 'paddlespeech', 'paddlehub', 'paddledet', 'paddleseg', 'paddleclas', 'paddleslim',
  'paddlelite', 'paddle_serving_server', 'paddle_serving_client', 'ppdet', 'ppocr', 'ppcls', 'ppdiffusers', 'fastdeploy', 'visualdl', 'parl', 'pgl',
]); // prettier-ignore

const apiVersion = /^v[0-9]{1,3}(?:(?:alpha|beta)[0-9]{1,3})?$/;
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/;
const apiGroups = /(?:^|\.)(?:paddlepaddle\.org|k8s\.io|kubeflow\.org|kserve\.io|volcano\.sh|knative\.dev)$/;

function isApiGroup(reference: Reference, onePart: string | null): boolean {
  if (onePart !== null)
    return apiGroups.test(onePart) && reference.tag !== null && apiVersion.test(reference.tag);
  return (
    reference.tag === null && apiGroups.test(reference.registry) && apiVersion.test(reference.repository)
  );
}

function isEntryPoint(reference: Reference, onePart: string | null): boolean {
  const dot = onePart === null ? -1 : onePart.indexOf('.');
  if (onePart === null || dot < 0 || reference.tag === null) return false;
  return packages.has(onePart.slice(0, dot)) && identifier.test(reference.tag);
}

const branches = /^(?:develop|main|master|dygraph|release\b.*)$/;

/** Why a reference that fits the grammar is none all the same, or null. */
export function notAnImage(reference: Reference): string | null {
  const onePart = reference.repository.startsWith('library/') ? reference.repository.slice(8) : null;
  if (isApiGroup(reference, onePart)) return 'an API group with its version, not an image';
  if (isEntryPoint(reference, onePart)) return 'a Python entry point (module:function), not an image';
  if (isOrganisation(reference.original) && reference.tag !== null && branches.test(reference.tag))
    return gitRef;
  return null;
}

const gitRef =
  'a repository or model of the PaddlePaddle organisation with a branch, not an image: image names are lower case';

const isOrganisation = (text: string): boolean => text.startsWith('PaddlePaddle/');

/** The same question for text that does not fit the grammar. */
export function notAnImageText(text: string): string | null {
  if (/^[a-z][a-z0-9+.-]{0,30}:\/\//i.test(text)) return 'a URL; a reference has no scheme';
  if (/^git@[a-z0-9.-]+:/i.test(text)) return 'a git remote, not an image';
  if (!isOrganisation(text)) return null;
  const name = text.slice('PaddlePaddle/'.length);
  const tag = name.includes(':') ? name.slice(name.indexOf(':') + 1) : '';
  if (!/^[a-z0-9._-]*[A-Z]/.test(name)) return branches.test(tag) ? gitRef : null;
  // A tag that is shaped like an image's says that the case is wrong, not that something else is meant.
  return /^(?:[0-9]|latest)/.test(tag) ? null : gitRef;
}
