import type { InputKind } from '../facts/inputs.ts';

/** Kinds that nobody means to be anything but a manifest, even where the apiVersion was forgotten. */
const WORKLOAD =
  /^kind[ \t]*:[ \t]*["']?(?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|ReplicationController|Job|CronJob|List)["']?[ \t\r]*$/m;
const API_VERSION = /^( {0,40})["']?apiVersion["']?[ \t]{0,40}:/m;
const KIND = /^( {0,40})["']?kind["']?[ \t]{0,40}:/m;
const OBJECT = /^(?:metadata|spec|items)[ \t]*:/m;
const FLOW_START = /^\uFEFF?(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n|---[ \t]*\r?\n)*[ \t]*[{[]/;
const KUSTOMIZATION = /^apiVersion[ \t]*:[ \t]*["']?kustomize\.config\.k8s\.io\//m;
const VALUES = /^values[^/]*\.ya?ml$/i;
const NAMES_IMAGE = /^[ \t-]{0,60}(?:[A-Za-z]{0,40}[iI]mage|repository)[ \t]*:/m;
const INSTRUCTION =
  /^[ \t]*(?:FROM|ARG|RUN|COPY|ADD|CMD|ENTRYPOINT|ENV|EXPOSE|WORKDIR|USER|LABEL|VOLUME|HEALTHCHECK|SHELL|ONBUILD)[ \t]+\S/i;

const top = (text: string, key: string): boolean => new RegExp(`^["']?${key}["']?[ \\t]*:`, 'm').test(text);
/** Indented, or within the braces of a map on one line. */
const below = (text: string, key: string): boolean =>
  new RegExp(`(?:^[ \\t]{1,40}|[{,][ \\t]{0,40})["']?${key}["']?[ \\t]*:`, 'm').test(text);

/** What a YAML or JSON text is, by the keys at its top. Nothing is parsed: a broken file is recognised as well. */
export function yamlKind(path: string, text: string): InputKind | null {
  if (isTemplate(path, text)) return 'helm-template';
  if (KUSTOMIZATION.test(text)) return 'kustomization';
  if (isKubernetes(text)) return 'kubernetes';
  if (isWorkflow(path, text)) return 'github-workflow';
  if (isGitlab(text)) return 'gitlab-ci';
  if (isCompose(text)) return 'compose';
  const name = path.slice(path.lastIndexOf('/') + 1);
  return VALUES.test(name) && NAMES_IMAGE.test(text) ? 'helm-template' : null;
}

/** A chart's template without a line that would make it a manifest: an include, a loop over objects. */
function isTemplate(path: string, text: string): boolean {
  return /(?:^|\/)templates\//.test(path) && text.includes('{{');
}

function isKubernetes(text: string): boolean {
  if (WORKLOAD.test(text)) return true;
  if (FLOW_START.test(text))
    return /["']?apiVersion["']?[ \t]*:/.test(text) && /["']?kind["']?[ \t]*:/.test(text);
  const version = API_VERSION.exec(text);
  if (version === null) return false;
  // An apiVersion alone is also that of a chart or of a tool's own settings.
  return KIND.exec(text)?.[1] === version[1] || (OBJECT.test(text) && version[1] === '');
}

function isWorkflow(path: string, text: string): boolean {
  if (/(?:^|\/)action\.ya?ml$/i.test(path)) return top(text, 'runs');
  return top(text, 'jobs') && (top(text, 'on') || top(text, 'true'));
}

/** A key of a job, in a map of its own and in no list: steps of other systems are lists. */
const JOB_SCRIPT = /^[ \t]{1,8}(?:before_|after_)?script[ \t]*:/m;
const JOB_KEY =
  /^[ \t]{1,8}(?:image|extends|rules|needs|artifacts|only|except|tags|services|before_script|after_script)[ \t]*:/m;
const LIST_FIRST = /^\uFEFF?(?:[ \t]*#[^\n]*\n|[ \t]*\r?\n|---[ \t]*\r?\n)*-[ \t]/;

/** Jobs with a script, beside something that only GitLab has. */
function isGitlab(text: string): boolean {
  if (!below(text, 'script')) return false;
  if (JOB_SCRIPT.test(text) && JOB_KEY.test(text) && !LIST_FIRST.test(text) && !top(text, 'steps'))
    return true;
  return top(text, 'stages') || below(text, 'stage') || (top(text, 'image') && !top(text, 'services'));
}

/** Keys of a service that an overlay may hold alone, and that nothing else with `services` has. */
const OVERLAY =
  /^[ \t]{2,16}(?:deploy|privileged|cap_add|cap_drop|security_opt|network_mode|shm_size|runtime|gpus|env_file|depends_on|container_name|read_only|healthcheck)[ \t]*:/m;

function isCompose(text: string): boolean {
  if (FLOW_START.test(text))
    return /"services"[ \t]*:[ \t\r\n]*\{/.test(text) && /"(?:image|build)"[ \t]*:/.test(text);
  if (!top(text, 'services')) return false;
  return ['image', 'build', 'extends'].some((key) => below(text, key)) || OVERLAY.test(text);
}

/** A text without a telling name: its first instruction is FROM, or an ARG before one, and others follow. */
export function looksLikeDockerfile(text: string): boolean {
  const lines = text
    .slice(0, 16_384)
    .split('\n')
    .filter((line) => INSTRUCTION.test(line) && line.length < 2000);
  const [first] = lines;
  if (first === undefined || !/^[ \t]*(?:FROM|ARG)[ \t]/i.test(first)) return false;
  const rest = text
    .slice(0, 16_384)
    .split('\n')
    .find((line) => /\S/.test(line) && !/^[ \t]*#/.test(line));
  return rest === first && lines.some((line) => /^[ \t]*FROM[ \t]/i.test(line));
}
