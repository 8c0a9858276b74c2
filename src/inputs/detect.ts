import type { InputKind } from '../facts/inputs.ts';
import { namedKind } from './detect-name.ts';
import { looksLikeDockerfile, yamlKind } from './detect-content.ts';

/** Endings of templates: what they hold is a manifest only once it is rendered. */
const TEMPLATE = /\.(?:j2|jinja2?|tmpl|tpl|gotmpl|template|erb|mustache|hbs)$/i;
const YAML = /\.(?:ya?ml|json)$/i;
const SHEBANG = /^#![^\n]{0,200}?\b(?:ba|da|k|z|a)?sh\b/;
const NAMED = /\.[A-Za-z0-9_-]{1,12}$/;

/**
 * What kind of input a file is, or null when it is none of ours. What the file holds decides before what it is called;
 * a name that promises an input is believed all the same when the content is broken or missing, so that the file fails
 * instead of being passed by.
 */
export function detectKind(path: string, text: string): InputKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const byName = namedKind(path, name);
  if (byName !== null && byName !== 'yaml') return byName;
  if (TEMPLATE.test(name)) return yamlKind(path, text) === null ? null : 'helm-template';
  if (byName === 'yaml' || YAML.test(name)) return yamlKind(path, text);
  if (SHEBANG.test(text)) return 'shell-script';
  if (NAMED.test(name)) return null;
  return yamlKind(path, text) ?? (looksLikeDockerfile(text) ? 'dockerfile' : null);
}

/** Whether a name by itself promises an input of ours. */
export function promisesInput(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return namedKind(path, name) !== null || YAML.test(name) || TEMPLATE.test(name);
}

/** Whether a file that cannot be read may be an input of ours, for all that its name says. */
export function mayBeInput(path: string): boolean {
  return promisesInput(path) || !NAMED.test(path.slice(path.lastIndexOf('/') + 1));
}
