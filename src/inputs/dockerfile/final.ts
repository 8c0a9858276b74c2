import type { DockerfileFinal, DockerfileUser } from '../../facts/dockerfile.ts';
import type { Gap } from '../../facts/evidence.ts';
import type { At } from '../../facts/subject.ts';
import type { Instruction } from '../../syntax/dockerfile/instruction.ts';
import { takeDriverSetting, type DriverSettings } from './driver-settings.ts';
import type { BaseUser } from './root-bases.ts';
import { startsServer } from './servers.ts';
import { chainOf, type BuildStage } from './stages.ts';
import { inheritedStart, startGap, withEnvironment } from './started.ts';
import type { Step } from './walk.ts';

/** What a stage's image is configured to, as far as the file says. */
export interface Configuration {
  user: string | null;
  userGap: Gap | null;
  exposes: string[];
  healthcheck: DockerfileFinal['healthcheck'];
  environment: Map<string, string>;
  driver: DriverSettings;
  entrypoint: readonly string[];
  command: readonly string[];
  /** The stage itself has a CMD: a later ENTRYPOINT does not take it away. */
  ownCommand: boolean;
  at: Map<string, At>;
}

const empty = (): Configuration => ({
  user: null,
  userGap: null,
  exposes: [],
  healthcheck: 'absent',
  environment: new Map(),
  driver: new Map(),
  entrypoint: [],
  command: [],
  ownCommand: false,
  at: new Map(),
});

const MOST_PORTS = 1000;

/** Follows USER, EXPOSE, ENV, HEALTHCHECK, CMD and ENTRYPOINT from stage to stage. */
export class Configurations {
  private readonly known = new Map<number, Configuration>();
  private readonly stages: readonly BuildStage[];

  constructor(stages: readonly BuildStage[]) {
    this.stages = stages;
  }

  take(step: Step): void {
    const { stage } = step;
    let configuration = this.known.get(stage.index);
    if (configuration === undefined) {
      configuration = stage.base.kind === 'stage' ? inherited(this.of(stage.base.index)) : empty();
      this.known.set(stage.index, configuration);
    }
    apply(configuration, step);
  }

  /** The configuration of a stage; one without instructions has that of its base. */
  of(index: number): Configuration {
    const chain = chainOf(this.stages, index);
    for (const stage of chain.toReversed()) {
      const found = this.known.get(stage.index);
      if (found !== undefined) return found;
    }
    return empty();
  }
}

const inherited = (base: Configuration): Configuration => ({
  ...base,
  exposes: [...base.exposes],
  environment: new Map(base.environment),
  driver: new Map(base.driver),
  ownCommand: false,
  at: new Map(base.at),
});

type Apply = (configuration: Configuration, step: Step, at: At) => void;

const APPLY: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['USER', applyUser],
  ['EXPOSE', applyExpose],
  ['ENV', applyEnvironment],
  ['HEALTHCHECK', applyHealthcheck],
  ['CMD', applyCommand],
  ['ENTRYPOINT', applyEntrypoint],
]);

function apply(configuration: Configuration, step: Step): void {
  const { instruction } = step;
  const first = instruction.words[0] ?? instruction;
  APPLY.get(instruction.keyword)?.(configuration, step, [first.line, first.column]);
}

function applyUser(configuration: Configuration, { instruction, expand }: Step, at: At): void {
  const written = instruction.words[0]?.text ?? '';
  const { value, reason, missing } = expand(written);
  configuration.user = value ?? written;
  configuration.at.set('user', at);
  const flags = missing.map((name) => `--build-arg ${name}=VALUE`).join(' ');
  configuration.userGap =
    value === null
      ? {
          what: `USER ${written}`,
          why: reason ?? '',
          advice: flags === '' ? 'write the user out' : `give it with ${flags}`,
        }
      : null;
}

function applyExpose(configuration: Configuration, { instruction, expand }: Step, at: At): void {
  for (const { text } of instruction.words) {
    const port = expand(text).value ?? text;
    if (!configuration.exposes.includes(port) && configuration.exposes.length < MOST_PORTS)
      configuration.exposes.push(port);
  }
  if (!configuration.at.has('exposes')) configuration.at.set('exposes', at);
}

/** A value that rests on the base image (`$PATH`) stands as it is written. */
function applyEnvironment({ environment, driver }: Configuration, { set }: Step): void {
  for (const { name, pair, resolved } of set) {
    environment.set(name, resolved?.value ?? pair.value?.text ?? '');
    takeDriverSetting(driver, name, pair, resolved);
  }
}

function applyHealthcheck(configuration: Configuration, { instruction }: Step, at: At): void {
  configuration.healthcheck = instruction.words[0]?.text.toUpperCase() === 'NONE' ? 'none' : 'present';
  configuration.at.set('healthcheck', at);
}

function applyCommand(configuration: Configuration, { instruction, shell }: Step, at: At): void {
  configuration.command = commandOf(instruction, shell);
  configuration.ownCommand = true;
  configuration.at.set('command', at);
}

/** ENTRYPOINT takes away a CMD that comes from the base. */
function applyEntrypoint(configuration: Configuration, { instruction, shell }: Step, at: At): void {
  configuration.entrypoint = commandOf(instruction, shell);
  configuration.at.set('entrypoint', at);
  if (configuration.ownCommand) return;
  configuration.command = [];
  configuration.at.delete('command');
}

function commandOf({ json, words }: Instruction, shell: readonly string[]): readonly string[] {
  const texts = words.map((word) => word.text);
  if (json) return texts;
  return texts.length === 0 ? [] : [...shell, ...texts];
}

interface Known<T> {
  readonly value: T;
  readonly gaps: readonly Gap[];
}

/** `openBase` names the base image when nothing is known of it: without CMD and ENTRYPOINT the image starts what that one starts. */
export function finalFact(configuration: Configuration, openBase: string | null): Known<DockerfileFinal> {
  const { exposes, healthcheck, environment, at } = configuration;
  const entrypoint = withEnvironment(configuration.entrypoint, environment);
  const command = withEnvironment(configuration.command, environment);
  const starts = [...entrypoint, ...command];
  const serving = exposes.length > 0 || startsServer(starts);
  const inherits = starts.length === 0 && !serving && healthcheck === 'absent';
  const gap = inherits && openBase !== null ? inheritedStart(openBase) : startGap(starts);
  return {
    value: {
      exposes,
      healthcheck,
      environment: recordOf(environment),
      entrypoint,
      command,
      serving: gap === null || serving ? serving : null,
      at: Object.fromEntries(at),
    },
    gaps: gap === null ? [] : [gap],
  };
}

/** `base` is asked only when no USER is written. */
export function userFact({ user, userGap, at }: Configuration, base: () => BaseUser): Known<DockerfileUser> {
  const place = at.get('user');
  const value = { user, rootBase: null, at: place === undefined ? {} : { user: place } };
  if (user !== null) return { value, gaps: userGap === null ? [] : [userGap] };
  const found = base();
  return 'gap' in found
    ? { value, gaps: [found.gap] }
    : { value: { ...value, rootBase: found.rootBase }, gaps: [] };
}

/** Without a prototype, so that a variable called __proto__ is one name among others. */
function recordOf(environment: ReadonlyMap<string, string>): Record<string, string> {
  const record = Object.create(null) as Record<string, string>;
  for (const [name, value] of environment) record[name] = value;
  return record;
}
