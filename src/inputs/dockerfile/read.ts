import { observed, type Evidence } from '../../facts/evidence.ts';
import type { FileProblem } from '../../facts/inputs.ts';
import type { SubjectEvidence } from '../../facts/subject.ts';
import { parseDockerfile } from '../../syntax/dockerfile/parse.ts';
import type { DockerfileTree } from '../../syntax/dockerfile/instruction.ts';
import type { Reader, ReadContext, TextFile, UnreadPart } from '../port.ts';
import { CopiedFiles, type CopyTargets } from './copied-files.ts';
import { cudaEvidence } from './cuda.ts';
import { driverEvidence } from './driver-settings.ts';
import { Configurations, finalFact, userFact, type Configuration } from './final.ts';
import { frameworkEvidence } from './frameworks.ts';
import { imageSubjects } from './images.ts';
import { invocationsOf, type Invocations } from './invocations.ts';
import { Notable } from './notable.ts';
import { Packages } from './packages.ts';
import { placeIn, provenanceOf } from './provenance.ts';
import { baseUser, openBase } from './root-bases.ts';
import { withScripts } from './run-scripts.ts';
import { fileSources, stageNames } from './sources.ts';
import { stagesEvidence } from './stage-facts.ts';
import { readStages, type Build } from './stages.ts';
import { walk, type Step } from './walk.ts';
import { wheelEvidence } from './wheels.ts';

/** What a Dockerfile means: one `dockerfile` subject, and one `image` subject for each place that names an image. */
export const readDockerfile: Reader = (file, context) => {
  const tree = parseDockerfile(file.text);
  const build = readStages(tree, context.buildArgs);
  return {
    kind: 'dockerfile',
    problems: problemsOf(tree, file),
    subjects: build.stages.length === 0 ? [] : subjectsOf(build, file, context),
    supporting: [],
    unread: unreadOf(build, file),
  };
};

function problemsOf({ problems }: DockerfileTree, file: TextFile): readonly FileProblem[] {
  return problems.map((problem) => ({
    code: problem.code,
    message: problem.message,
    expected: problem.expected,
    place: placeIn(file, problem),
  }));
}

const DOCKER_FRONTEND = /^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/;

function unreadOf({ tree, cut, stages }: Build, file: TextFile): readonly UnreadPart[] {
  const parts: UnreadPart[] = [];
  const { syntax } = tree;
  if (syntax !== null && !DOCKER_FRONTEND.test(syntax.text))
    parts.push({
      what: `the language of ${syntax.text.slice(0, 200)}`,
      code: 'not-supported-here',
      detail: `another frontend than Docker's reads this file: ${syntax.text.slice(0, 200)}`,
      advice: 'check what it means by hand; it was read as a Dockerfile',
      place: placeIn(file, syntax),
    });
  if (cut)
    parts.push({
      what: `stages after number ${stages.length}`,
      code: 'not-supported-here',
      detail: `more than ${stages.length} stages are not read`,
      advice: 'cut the file into several',
      place: { path: file.path, line: 1, column: 1 },
    });
  return parts;
}

/** RUN is only taken apart where its text names something that is looked for. */
const OF_INTEREST =
  /pip|\bapt|aptitude|curl|wget|aria2c|fetch|\buv\b|conda|mamba|poetry|pipenv|pdm|\.(?:ba)?sh\b|\b(?:ba|da|z)?sh\s/;
const NO_TARGETS: CopyTargets = new Map();
const NOTHING: Invocations = { invocations: [], unread: null };

function invocationsIn(step: Step): Invocations {
  const { keyword, script, json, words, heredocs } = step.instruction;
  if (keyword !== 'RUN') return NOTHING;
  const text = json ? words.map((word) => word.text).join(' ') : (script?.text ?? '');
  return OF_INTEREST.test(text) || heredocs.some(({ content }) => OF_INTEREST.test(content))
    ? invocationsOf(step)
    : NOTHING;
}

function subjectsOf(build: Build, file: TextFile, context: ReadContext): readonly SubjectEvidence[] {
  const { stages } = build;
  const names = stageNames(stages);
  const sources = stages.map((stage) => fileSources(stage, stages, names));
  const targets = sources.map((list) => new Map(list.map(({ word, target }) => [word, target])));
  const copied = new CopiedFiles(stages, file, context);
  const packages = new Packages(stages, copied, file, context);
  const notable = new Notable(file, context);
  const configurations = new Configurations(stages);
  const scripts = { characters: 2_000_000 };
  notable.takeOuter(build.outerArguments);
  walk(build, context.buildArgs, (step) => {
    copied.take(step, targets[step.stage.index] ?? NO_TARGETS);
    const invocations = withScripts(invocationsIn(step), step, copied, scripts);
    packages.take(step, invocations);
    notable.take(step, invocations);
    configurations.take(step);
  });
  const stageFacts = stagesEvidence(build, sources, file, context);
  const installed = packages.evidence();
  const rest = derived(stageFacts, installed, file);
  const last = configurations.of(stages.length - 1);
  const evidence = {
    'dockerfile.stages': stageFacts,
    ...finalEvidence(last, build, file, context),
    'dockerfile.driver': driverEvidence(
      last.driver,
      stageFacts,
      rest['dockerfile.frameworks'],
      provenanceOf(file),
    ),
    'dockerfile.packages': installed,
    'dockerfile.instructions': notable.evidence(),
    'dockerfile.piped-scripts': notable.pipedScripts(),
    ...rest,
  };
  const id = `${file.path}#dockerfile`;
  const subject = { id, kind: 'dockerfile', name: file.path, location: firstPlace(build, file) } as const;
  return [{ subject, evidence }, ...imageSubjects(build, sources, file, context)];
}

/** Facts that follow from the stages and what is installed in them. */
function derived(
  stages: Evidence<'dockerfile.stages'>,
  installed: Evidence<'dockerfile.packages'>,
  file: TextFile,
): SubjectEvidence['evidence'] {
  if (stages.status === 'unavailable') return {};
  return {
    'dockerfile.frameworks': frameworkEvidence(stages.value, installed),
    'dockerfile.wheels': wheelEvidence(stages.value, installed),
    'dockerfile.cuda': cudaEvidence(stages.value, provenanceOf(file)),
  };
}

function finalEvidence(
  last: Configuration,
  build: Build,
  file: TextFile,
  context: ReadContext,
): SubjectEvidence['evidence'] {
  const provenance = provenanceOf(file);
  const final = finalFact(last, openBase(build.stages, context));
  const user = userFact(last, () => baseUser(build.stages, context));
  return {
    'dockerfile.user': observed(user.value, provenance, user.gaps),
    'dockerfile.final': observed(final.value, provenance, final.gaps),
  };
}

/** The last FROM: what the file makes begins there. */
function firstPlace({ stages }: Build, file: TextFile) {
  const last = stages.at(-1);
  return last === undefined ? { path: file.path, line: 1, column: 1 } : placeIn(file, last.word);
}
