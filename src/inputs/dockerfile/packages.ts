import type { DockerfilePackages, PipInstall } from '../../facts/dockerfile.ts';
import { observed, type Evidence, type Gap } from '../../facts/evidence.ts';
import type { ReadContext, TextFile } from '../port.ts';
import { aptInstalls, type AptInstall } from './apt.ts';
import type { CopiedFiles } from './copied-files.ts';
import { baseName, type Invocation, type Invocations } from './invocations.ts';
import { pipInstall } from './pip-install.ts';
import { PipSettings } from './pip-settings.ts';
import { provenanceOf } from './provenance.ts';
import type { BuildStage } from './stages.ts';
import type { Step } from './walk.ts';

/** Installers whose lock files and environments are not read: by their first words. */
const OTHER_INSTALLERS: readonly (readonly [program: string, actions: RegExp])[] = [
  ['uv', /^(?:sync|add|run)$/],
  ['poetry', /^(?:install|add|sync)$/],
  ['pipenv', /^(?:install|sync)$/],
  ['pdm', /^(?:install|sync|add)$/],
  ['pipx', /^install$/],
];
const CONDA = /^(?:conda|mamba|micromamba)$/;
const MOST_GAPS = 100;

/** Gathers `dockerfile.packages` from the RUNs of all stages. */
export class Packages {
  private readonly pip: PipInstall[] = [];
  private readonly apt: AptInstall[] = [];
  private readonly gaps: Gap[] = [];
  private readonly file: TextFile;
  private readonly context: ReadContext;
  private readonly copied: CopiedFiles;
  private readonly settings: PipSettings;

  constructor(stages: readonly BuildStage[], copied: CopiedFiles, file: TextFile, context: ReadContext) {
    this.copied = copied;
    this.file = file;
    this.context = context;
    this.settings = new PipSettings(stages, copied);
  }

  take(step: Step, { invocations, unread, fetched = null }: Invocations): void {
    const { file, context, copied, settings } = this;
    const why = unread ?? fetched;
    if (why !== null) this.gaps.push(unreadGap(step, why));
    for (const invocation of invocations) {
      this.settings.take(invocation, step);
      const reading = pipInstall(invocation, step, { file, context, copied, settings });
      if (reading !== null) {
        this.pip.push(reading.install);
        this.gaps.push(...reading.gaps);
      }
      const gap = otherInstaller(invocation);
      if (gap !== null) this.gaps.push(gap);
    }
    this.apt.push(...aptInstalls(invocations, step.instruction, step.stage.index));
  }

  evidence(): Evidence<'dockerfile.packages'> {
    const value: DockerfilePackages = { pip: this.pip, apt: this.apt };
    return observed(value, provenanceOf(this.file), this.gaps.slice(0, MOST_GAPS));
  }
}

export const unreadGap = ({ instruction }: Step, why: string): Gap => ({
  what: `${instruction.keyword} on line ${instruction.line}`,
  why,
  advice: 'mend the command, or move it into a script that is checked on its own',
});

/** What another installer brings in is not known; conda counts where it is about Paddle or a whole environment. */
function otherInstaller({ program, words }: Invocation): Gap | null {
  const texts = words.slice(1).map(({ value }) => value ?? '');
  const action = texts.find((text) => !text.startsWith('-')) ?? '';
  const isOther = OTHER_INSTALLERS.some(
    ([name, actions]) => name === baseName(program) && actions.test(action),
  );
  const isConda =
    CONDA.test(program) &&
    (action === 'env' || texts.some((text) => text.includes('paddle') || text === '--file' || text === '-f'));
  if (!isOther && !isConda) return null;
  return {
    what: `${program} ${action}`,
    why: `what ${program} installs is not read`,
    advice: 'export it to a requirements file and install that with pip',
  };
}
