import type { Provenance } from '../../facts/evidence.ts';
import type { FileProblem } from '../../facts/inputs.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { entryOf, stringOf } from '../../syntax/yaml/access.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { Collector } from '../container-command/collector.ts';
import type { ReadContext, Reader, Reading, TextFile, UnreadPart } from '../port.ts';
import { Budget } from './budget.ts';
import { awaitedServices } from './command.ts';
import { readContainer, type ContainerScope } from './container.ts';
import { field, specsOf, titleOf, type ContainerSpec } from './container-spec.ts';
import { imageNameOf } from './images.ts';
import { interpolate } from './interpolate.ts';
import { loadFile } from './load.ts';
import { ProjectLoader } from './loader.ts';
import { mergeServices } from './merge.ts';
import { NestedCommands } from './nested-commands.ts';
import { folderOf } from './paths.ts';
import { defaultMain, projectOf } from './project-files.ts';
import { mapAt, nodeAt, type ComposeMap } from './tree.ts';
import { withoutTags } from './unread-base.ts';
import { envFileOf, withEnvFiles } from './env-files.ts';
import { givenVariables, withProjectName, type Variables } from './variables.ts';
import { workloadSubject } from './workload.ts';

/** What a Compose file means, together with the files that Docker Compose reads along with it. */
export const readCompose: Reader = (file, context) => {
  const variables = variablesOf(file, context);
  const project = projectOf(file.path, variables, context);
  const [main = file.path] = project.paths;
  // A further file of a project is judged where the project is.
  if (project.role === 'part' && context.isInput?.(main) === true)
    return { ...nothing(), problems: loadFile(file.path, file.text, variables).problems, judgedIn: main };
  const loaded = load(project.paths, file, context, variables);
  const below = project.role === 'alone' ? fileBelow(loaded, file, context, variables) : null;
  return below ?? readingOf(loaded, file, context, project.role === 'alone');
};

function nothing(): Reading {
  return { kind: 'compose', problems: [], subjects: [], supporting: [], unread: [] };
}

interface Loaded {
  readonly model: ComposeMap;
  readonly loader: ProjectLoader;
  readonly variables: Variables;
}

function variablesOf(file: TextFile, context: ReadContext): Variables {
  const folder = folderOf(file.path);
  const variables = withEnvFiles(givenVariables(context), envFileOf(folder, context), context);
  return file.text.includes('COMPOSE_PROJECT_NAME')
    ? withProjectName(variables, projectName(file.text, variables))
    : variables;
}

/** `name` at the top of the file. */
function projectName(text: string, variables: Variables): string | null {
  const name = stringOf(entryOf(parseYaml(text, 'compose')[0]?.root, 'name')?.value);
  if (name === undefined) return null;
  const { text: known, unknown } = interpolate(name, variables);
  return unknown.length > 0 ? null : known;
}

function load(paths: readonly string[], file: TextFile, context: ReadContext, variables: Variables): Loaded {
  const loader = new ProjectLoader(file, context);
  const folder = folderOf(paths[0] ?? file.path);
  const model = withoutTags(loader.model({ paths, folder, variables, chain: [] }));
  return { model: model.kind === 'map' ? model : mapAt(model.at), loader, variables };
}

/**
 * A file whose services have neither image nor build is meant to lie over another one (`-f compose.yaml -f THIS`). Where
 * the main file of its folder has those services, they are judged as the two together make them.
 */
function fileBelow(
  alone: Loaded,
  file: TextFile,
  context: ReadContext,
  variables: Variables,
): Reading | null {
  const main = defaultMain(folderOf(file.path), file.path, context);
  if (main === null || main === file.path || !isFragment(alone.model)) return null;
  const both = load([main, file.path], file, context, variables);
  const own = nodeAt(alone.model, 'services');
  const specs = readingSpecs(both).filter(({ name }) => nodeAt(own, name) !== undefined);
  // They are this file's services: what it says is what makes them differ from those of the main file.
  const placed = specs.map((spec) => ({ ...spec, place: placeOf(spec, own) }));
  return besideAbstract(both, placed, file, context);
}

function placeOf(spec: ContainerSpec, own: ReturnType<typeof nodeAt>): ContainerSpec['place'] {
  const node = nodeAt(own, spec.name);
  return node?.keyAt ?? node?.at ?? spec.place;
}

function isFragment(model: ComposeMap): boolean {
  const services = nodeAt(model, 'services');
  if (services?.kind !== 'map') return false;
  return [...services.entries.values()].some(
    (service) =>
      service.kind === 'map' &&
      ['image', 'build', 'provider'].every((key) => nodeAt(service, key) === undefined),
  );
}

function readingSpecs({ model }: Loaded): readonly ContainerSpec[] {
  return specsOf({ model, awaited: awaitedServices(model) }, (base, over) =>
    mergeServices(base, over, () => undefined),
  );
}

function readingOf(loaded: Loaded, file: TextFile, context: ReadContext, alone: boolean): Reading {
  const specs = readingSpecs(loaded);
  // Services of a file that is included are judged there, when it is read on its own.
  const own = specs.filter(({ place }) => place.path === file.path || context.isInput?.(place.path) !== true);
  return alone ? besideAbstract(loaded, own, file, context) : judged(loaded, own, file, context);
}

/** Services without image and build in a file that no one starts as it is: bases for `extends`, or a layer over another file. */
function besideAbstract(
  loaded: Loaded,
  specs: readonly ContainerSpec[],
  file: TextFile,
  context: ReadContext,
): Reading {
  const abstract = specs.filter((spec) => spec.kind !== 'pre_start' && isAbstract(spec));
  const names = new Set(abstract.map(({ name }) => name));
  const reading = judged(
    loaded,
    specs.filter(({ name }) => !names.has(name)),
    file,
    context,
  );
  return { ...reading, unread: [...reading.unread, ...abstract.map(abstractPart)] };
}

function isAbstract(spec: ContainerSpec): boolean {
  if (spec.unread.length > 0) return false;
  return field(spec, 'image') === undefined && field(spec, 'build') === undefined;
}

function abstractPart(spec: ContainerSpec): UnreadPart {
  return {
    what: titleOf(spec),
    code: 'dependency-unavailable',
    detail: 'it has neither image nor build: it means something only below or above another service',
    advice: 'docker compose -f BASE -f THIS config | paddle-verify check --stdin-name compose.yaml -',
    place: spec.place,
  };
}

function judged(
  loaded: Loaded,
  specs: readonly ContainerSpec[],
  file: TextFile,
  context: ReadContext,
): Reading {
  const { loader, variables } = loaded;
  const provenance: Provenance = { collector: 'compose', source: file.path, digest: file.digest };
  const scope: ContainerScope = {
    context,
    variables,
    provenance,
    budget: new Budget(),
    folderOf: (path) => loader.folderOf(path),
  };
  const subjects: SubjectEvidence[] = [];
  const collector = new Collector(file, context, 'compose');
  const nested = new NestedCommands(collector, file.text);
  for (const group of grouped(specs)) {
    const containers = group.map((spec) => {
      const container = readContainer(spec, scope);
      nested.scan(spec, container.environment);
      return container;
    });
    const [main] = group;
    if (main !== undefined) subjects.push(workloadSubject(main, containers, provenance));
    for (const container of containers) for (const subject of container.subjects) subjects.push(subject);
  }
  return {
    kind: 'compose',
    problems: [
      ...loader.problems,
      ...collector.problems,
      ...specs.flatMap((spec) => imageProblems(spec, file)),
    ],
    subjects: [...subjects, ...collector.subjects],
    supporting: [],
    unread: [...loader.unread, ...collector.unread, ...specs.flatMap(inlineDockerfile)],
  };
}

/** A service with its hooks. */
function grouped(specs: readonly ContainerSpec[]): readonly (readonly ContainerSpec[])[] {
  const groups: ContainerSpec[][] = [];
  for (const spec of specs) {
    if (spec.kind === 'pre_start') groups.at(-1)?.push(spec);
    else groups.push([spec]);
  }
  return groups;
}

/** A service without image and build is refused by Docker Compose, an image that is no reference by the engine. */
function imageProblems(spec: ContainerSpec, file: TextFile): readonly FileProblem[] {
  const { unresolved, node } = imageNameOf(spec);
  const place = node?.at ?? spec.place;
  if (unresolved?.code !== 'failed' || place.path !== file.path) return [];
  if (node === undefined && (spec.kind === 'pre_start' || field(spec, 'build') !== undefined)) return [];
  return [
    {
      code: node === undefined ? 'no-image' : 'malformed-image',
      message: `${titleOf(spec)}: ${unresolved.detail}`,
      expected: node === undefined ? EXPECTED_IMAGE : 'image: registry.example.com/team/app:1.4.2@sha256:…',
      place,
    },
  ];
}

const EXPECTED_IMAGE = 'image: registry.example.com/team/app:1.4.2, or build: .';

function inlineDockerfile(spec: ContainerSpec): readonly UnreadPart[] {
  const node = spec.kind === 'pre_start' ? undefined : field(spec, 'build', 'dockerfile_inline');
  if (node === undefined) return [];
  return [
    {
      what: `dockerfile_inline of ${titleOf(spec)}`,
      code: 'not-supported-here',
      detail: 'its base and USER are looked at, the rules on Dockerfiles are not applied to it',
      advice: 'move it into a Dockerfile and name that under build.dockerfile',
      place: node.at,
    },
  ];
}
