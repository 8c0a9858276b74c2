import type { Reading, ReadContext, TextFile, UnreadPart } from '../port.ts';
import { findTemplateAction, type TemplateAction } from './template-actions.ts';

const VALUES = /(?:^|\/)values[^/]{0,80}\.ya?ml$/i;
const NAMES_IMAGE = /^[ \t-]*(?:[A-Za-z]*[iI]mage|repository)[ \t]*:/m;

/**
 * A file that only becomes a manifest once another tool has filled it in, recognised before YAML is parsed: half a
 * template read as YAML would be a manifest that nobody applies. Null when the file is no template.
 */
export function readTemplate(file: TextFile, context: ReadContext): Reading | null {
  const part = templatePart(file, context);
  if (part === null) return null;
  return {
    kind: 'helm-template',
    problems: [],
    subjects: [],
    supporting: [],
    unread: part === 'harmless' ? [] : [part],
  };
}

function templatePart(file: TextFile, context: ReadContext): UnreadPart | 'harmless' | null {
  const { path, text } = file;
  const chart = chartAbove(path, context);
  if (chart !== null) return chartPart(path, chart);
  if (VALUES.test(path) && !/^kind[ \t]*:/m.test(text))
    return NAMES_IMAGE.test(text) ? valuesPart(path, context) : 'harmless';
  const action = findTemplateAction(text);
  return action === null ? null : actionPart(path, action);
}

/** Folder of the chart whose `templates/` the file is in; '' for the root of the call. */
function chartAbove(path: string, context: ReadContext): string | null {
  const parts = path.split('/');
  for (let depth = parts.length - 2; depth >= 0; depth--) {
    if (parts[depth] !== 'templates') continue;
    const chart = parts.slice(0, depth).join('/');
    if (isChart(chart, context)) return chart;
  }
  return null;
}

function isChart(folder: string, context: ReadContext): boolean {
  return context.exists(folder === '' ? 'Chart.yaml' : `${folder}/Chart.yaml`);
}

/** One part for all files of a chart: the same words, so that a caller can say them once. */
function chartPart(path: string, chart: string): UnreadPart {
  const folder = chart === '' ? '.' : chart;
  return {
    what: `Helm chart ${folder}`,
    code: 'not-supported-here',
    detail: `the templates of the Helm chart ${folder} are manifests only once Helm has rendered them`,
    advice: `helm template ${nameOf(folder)} ${folder} | paddle-verify check -`,
    place: { path, line: 1, column: 1 },
  };
}

function valuesPart(path: string, context: ReadContext): UnreadPart {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  if (isChart(folder, context)) return chartPart(path, folder);
  return {
    what: `Helm values ${path}`,
    code: 'not-supported-here',
    detail: 'values name images, and only the chart says what becomes of them',
    advice: `helm template NAME CHART -f ${path} | paddle-verify check -`,
    place: { path, line: 1, column: 1 },
  };
}

const ENGINES: Readonly<Record<TemplateAction['engine'], readonly [name: string, command: string]>> = {
  go: ['a Go template', 'helm template NAME CHARTDIR'],
  jinja: ['a Jinja template', 'render it'],
  erb: ['an ERB template', 'erb FILE'],
  ytt: ['a ytt template', 'ytt -f FILE'],
};

function actionPart(path: string, { line, column, engine }: TemplateAction): UnreadPart {
  const [name, command] = ENGINES[engine];
  return {
    what: `template ${path}`,
    code: 'not-supported-here',
    detail: `line ${String(line)} holds an action of ${name}: the file is a manifest only once it is rendered`,
    advice: `${command.replace('FILE', path)} | paddle-verify check -`,
    place: { path, line, column },
  };
}

function nameOf(folder: string): string {
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return name === '.' || name === '' ? 'NAME' : name;
}
