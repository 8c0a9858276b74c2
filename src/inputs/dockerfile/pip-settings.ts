import type { ShellAssignment } from '../../syntax/shell/types.ts';
import type { CopiedFiles } from './copied-files.ts';
import type { Invocation } from './invocations.ts';
import { pipCall, textOf } from './pip-call.ts';
import { takeOption, type PipOptions } from './requirements-file.ts';
import { chainOf, type BuildStage } from './stages.ts';
import type { Step } from './walk.ts';

type Setting = readonly [option: string, value: string];

/** Variables that set the index for every install. Further indexes and trusted hosts stay with ENV, where rules read them. */
const INDEX_VARIABLES = { pip: ['PIP_INDEX_URL'], uv: ['UV_INDEX_URL', 'UV_DEFAULT_INDEX'] } as const;

const ASSIGNED: ReadonlyMap<string, string> = new Map([
  ['PIP_INDEX_URL', '--index-url'],
  ['PIP_EXTRA_INDEX_URL', '--extra-index-url'],
  ['PIP_FIND_LINKS', '--find-links'],
  ['PIP_TRUSTED_HOST', '--trusted-host'],
  ['PIP_REQUIRE_HASHES', '--require-hashes'],
  ['UV_INDEX_URL', '--index-url'],
  ['UV_DEFAULT_INDEX', '--index-url'],
  ['UV_EXTRA_INDEX_URL', '--extra-index-url'],
  ['UV_INDEX', '--extra-index-url'],
]);

const CONFIG_FILES = [
  '/etc/pip.conf',
  '/root/.pip/pip.conf',
  '/root/.config/pip/pip.conf',
  '/etc/xdg/pip/pip.conf',
];
const CONFIG_KEYS: ReadonlySet<string> = new Set([
  'index-url',
  'extra-index-url',
  'find-links',
  'trusted-host',
  'require-hashes',
]);
const MOST_SETTINGS = 1000;

/** What pip is told outside its command line: `pip config set`, a pip.conf that is copied in, variables. */
export class PipSettings {
  private readonly byStage = new Map<number, Setting[]>();
  private readonly stages: readonly BuildStage[];
  private readonly copied: CopiedFiles;

  constructor(stages: readonly BuildStage[], copied: CopiedFiles) {
    this.stages = stages;
    this.copied = copied;
  }

  /** Notes `pip config set global.index-url URL`. */
  take({ words }: Invocation, { stage }: Step): void {
    const call = pipCall(words);
    if (call?.action !== 'config') return;
    const [set, name, value] = call.words.map(textOf).filter((text) => !text.startsWith('--'));
    const key = name?.slice(name.lastIndexOf('.') + 1).replaceAll('_', '-');
    if (set !== 'set' || key === undefined || value === undefined || !CONFIG_KEYS.has(key)) return;
    const settings = this.byStage.get(stage.index) ?? [];
    if (settings.length < MOST_SETTINGS) settings.push([`--${key}`, value]);
    this.byStage.set(stage.index, settings);
  }

  /** The options of an install before its own, and why one of them is not known. */
  before(
    invocation: Invocation,
    step: Step,
    tool: 'pip' | 'uv',
  ): { options: PipOptions; unknown: string | null } {
    const options: PipOptions = {
      indexUrl: null,
      extraIndexUrls: [],
      findLinks: [],
      trustedHosts: [],
      requireHashes: false,
    };
    if (tool === 'pip') for (const [name, value] of this.configured(step)) takeOption(name, value, options);
    let unknown: string | null = null;
    for (const name of INDEX_VARIABLES[tool]) {
      const variable = step.variables.get(name);
      if (variable === undefined || variable.unset === true) continue;
      options.indexUrl = variable.value ?? `\${${name}}`;
      if (variable.value === null) unknown = variable.why;
    }
    for (const { name, value, reason } of assignmentsBefore(invocation)) {
      const option = ASSIGNED.get(name);
      if (option === undefined) continue;
      takeOption(option, value ?? `\${${name}}`, options);
      if (value === null) unknown = reason;
    }
    return { options, unknown };
  }

  private configured(step: Step): readonly Setting[] {
    const settings: Setting[] = [];
    for (const path of CONFIG_FILES) {
      const found = this.copied.find(path, step);
      if (found.ok) settings.push(...readConfig(found.file.text));
    }
    for (const { index } of chainOf(this.stages, step.stage.index))
      settings.push(...(this.byStage.get(index) ?? []));
    return settings;
  }
}

/** `PIP_INDEX_URL=… pip install`, and `export` earlier in the same RUN. */
function assignmentsBefore({ assignments, script, index }: Invocation): readonly ShellAssignment[] {
  const exported = script
    .slice(Math.max(0, index - 200), index)
    .filter(({ words }) => words[0]?.value === 'export')
    .flatMap((command) => command.assignments);
  return [...exported, ...assignments];
}

/** `key = value` lines of a pip.conf; further values of a key stand on lines of their own, further in. */
function readConfig(text: string): readonly Setting[] {
  const settings: Setting[] = [];
  let key = '';
  for (const line of text.split('\n').slice(0, MOST_SETTINGS)) {
    const equals = line.indexOf('=');
    const isMore = /^\s/.test(line) && key !== '';
    if (!isMore) key = equals < 0 ? '' : line.slice(0, equals).trim().replaceAll('_', '-');
    const value = (isMore ? line : line.slice(equals + 1)).trim();
    if (CONFIG_KEYS.has(key) && value !== '' && !/^[#;]/.test(value)) settings.push([`--${key}`, value]);
  }
  return settings;
}
