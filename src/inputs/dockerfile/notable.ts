import type { DockerfileInstructions, DockerfilePipedScripts } from '../../facts/dockerfile.ts';
import { observed, type Evidence, type Gap } from '../../facts/evidence.ts';
import type { Instruction } from '../../syntax/dockerfile/instruction.ts';
import type { ReadContext, TextFile } from '../port.ts';
import type { Invocations } from './invocations.ts';
import { unreadGap } from './packages.ts';
import { pipedScript } from './piped-scripts.ts';
import { atIn, atOf, provenanceOf } from './provenance.ts';
import type { Assignment, Step } from './walk.ts';

type Listed<K extends keyof DockerfileInstructions> = DockerfileInstructions[K] extends readonly (infer T)[]
  ? T[]
  : never;

/** Stage number of the ARGs before the first FROM, which belong to none. */
const BEFORE_STAGES = -1;
const REMOTE = /^(?:https?:\/\/|ftp:\/\/|git:\/\/|ssh:\/\/|git@)/i;
const WHOLE: ReadonlySet<string> = new Set(['.', './', '/', '*', './*', '/.', '/*', '././', '**']);
/** Names of which an unknown value may be a secret; for all others it is of no matter. */
const MAY_BE_SECRET = /TOKEN|SECRET|PASS|PWD|CREDENTIAL|KEY|AUTH/i;

/** Gathers `dockerfile.instructions`. */
export class Notable {
  private readonly piped: DockerfilePipedScripts['scripts'][number][] = [];
  /** RUNs that could not be read whole: a script may hide there, and nothing else that is gathered here. */
  private readonly unread: Gap[] = [];
  private readonly remoteAdds: Listed<'remoteAdds'> = [];
  private readonly wholeContextCopies: Listed<'wholeContextCopies'> = [];
  private readonly variables: Listed<'variables'> = [];
  private readonly gaps: Gap[] = [];
  private readonly file: TextFile;
  private readonly context: ReadContext;

  constructor(file: TextFile, context: ReadContext) {
    this.file = file;
    this.context = context;
  }

  /** ARGs before the first FROM. */
  takeOuter(instructions: readonly Instruction[]): void {
    for (const { pairs } of instructions)
      for (const { name, value } of pairs)
        this.variables.push({
          stage: BEFORE_STAGES,
          kind: 'ARG',
          name: name.text,
          value: value?.text ?? null,
          at: atOf(name),
        });
  }

  take(step: Step, invocations: Invocations): void {
    for (const assignment of step.set) this.takeVariable(assignment, step);
    if (step.instruction.keyword === 'COPY' || step.instruction.keyword === 'ADD') this.takeCopy(step);
    if (invocations.unread !== null) this.unread.push(unreadGap(step, invocations.unread));
    for (const invocation of invocations.invocations) {
      const found = pipedScript(invocation);
      if (found !== null)
        this.piped.push({
          stage: step.stage.index,
          text: found.text,
          at: atIn(invocation.file, found),
        });
    }
  }

  evidence(): Evidence<'dockerfile.instructions'> {
    const { remoteAdds, wholeContextCopies, variables } = this;
    const hasDockerignore = ignoreFile(this.file, this.context);
    const gaps = [...this.gaps];
    if (hasDockerignore === null && wholeContextCopies.length > 0) gaps.push(NO_CONTEXT);
    const value = { remoteAdds, wholeContextCopies, variables, hasDockerignore };
    return observed(value, provenanceOf(this.file), gaps);
  }

  /** `dockerfile.piped-scripts`. */
  pipedScripts(): Evidence<'dockerfile.piped-scripts'> {
    return observed({ scripts: this.piped }, provenanceOf(this.file), this.unread);
  }

  private takeVariable({ kind, name, pair, resolved }: Assignment, { stage }: Step): void {
    const value = pair.value === null ? null : (resolved?.value ?? pair.value.text);
    this.variables.push({ stage: stage.index, kind, name, value, at: atOf(pair.name) });
    if (
      resolved === null ||
      resolved.value !== null ||
      resolved.missing.length === 0 ||
      !MAY_BE_SECRET.test(name)
    )
      return;
    const flags = resolved.missing.map((missing) => `--build-arg ${missing}=VALUE`).join(' ');
    const what = `${kind} ${name.slice(0, 80)}`;
    this.gaps.push({ what, why: resolved.reason ?? '', advice: `give it with ${flags}` });
  }

  private takeCopy({ instruction, stage, expand }: Step): void {
    const { keyword, words, flags } = instruction;
    const flag = (wanted: string) => flags.find(({ name }) => name.text === wanted)?.value ?? null;
    if (flag('from') !== null) return;
    const checksum = (flag('checksum')?.text ?? '') !== '';
    for (const word of words.slice(0, -1)) {
      const path = expand(word.text).value ?? word.text;
      const at = atOf(word);
      if (keyword === 'ADD' && (REMOTE.test(path) || isGitName(path)))
        this.remoteAdds.push({ stage: stage.index, url: path, checksum: checksum || hasChecksum(path), at });
      else if (WHOLE.has(path)) this.wholeContextCopies.push({ stage: stage.index, at });
    }
  }
}

/** `github.com/user/repo.git#v1`, which ADD takes for a repository too. */
const isGitName = (path: string): boolean => /^(?:github\.com|gitlab\.com)\//.test(path);

/** BuildKit also takes the checksum of a git source in its query. */
const hasChecksum = (url: string): boolean => /[?&]checksum=[0-9a-f]{7,64}/.test(url);

const NO_CONTEXT: Gap = {
  what: '.dockerignore',
  why: 'the folder in which the image is built is not known',
  advice: 'check the Dockerfile in its folder: paddle-verify check FOLDER',
};

/** `NAME.dockerignore` beside the file, or `.dockerignore` there or in a folder above it, which may be the context. */
function ignoreFile({ path }: TextFile, context: ReadContext): boolean | null {
  if (path === '-' || path === '<stdin>') return null;
  if (context.exists(`${path}.dockerignore`)) return true;
  let folder = path.split('/').slice(0, -1);
  for (;;) {
    if (context.exists([...folder, '.dockerignore'].join('/'))) return true;
    if (folder.length === 0) return false;
    folder = folder.slice(0, -1);
  }
}
