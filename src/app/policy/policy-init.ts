import { resolve } from 'node:path';
import { diskSource } from '../../adapters/files/disk-source.ts';
import { createFile, setAside } from '../../adapters/files/create.ts';
import type { ExitCode } from '../../findings/exit-code.ts';
import { CONFIG_NAMES } from './configuration.ts';
import type { Streams } from '../call/deliver.ts';
import { didYouMean } from '../call/did-you-mean.ts';
import { shippedName, SHIPPED_POLICIES } from './policy-chain.ts';
import { policyTemplate } from './policy-template.ts';
import { UsageError } from '../call/usage-error.ts';

export interface PolicyInitCall {
  readonly cwd: string;
  /** Name of a shipped policy, or path of a file. */
  readonly extends: string;
  /** Put a file that is there aside under another name; never overwrite it. */
  readonly force: boolean;
  readonly streams: Streams;
}

const NAME = 'paddle-verify.yaml';

/** `paddle-verify policy init`: writes a commented file. What is there already is never lost. */
export function runPolicyInit({ cwd, extends: extended, force, streams }: PolicyInitCall): ExitCode {
  assertPolicy(extended, cwd);
  const there = CONFIG_NAMES.filter((name) => diskSource(cwd, [cwd]).exists(name));
  if (there.length > 0 && !force)
    throw new UsageError(`${there.join(' and ')} is here already; nothing was written`, [
      'to start anew and keep the old file under another name: paddle-verify policy init --force',
    ]);
  const said: string[] = [];
  for (const name of there) {
    const aside = setAside(resolve(cwd, name));
    if (!aside.ok) throw new UsageError(`${name} cannot be put aside`, [aside.detail]);
    said.push(`${name} is now ${aside.name}\n`);
  }
  const failed = createFile(resolve(cwd, NAME), policyTemplate(extended));
  if (failed !== null) throw new UsageError(`${NAME} cannot be written`, [failed]);
  streams.stdout.write(
    `${said.join('')}${NAME} written, extends ${extended}\nnext: paddle-verify policy show, then paddle-verify check .\n`,
  );
  return 0;
}

function assertPolicy(name: string, cwd: string): void {
  if (shippedName(name) !== undefined) return;
  // The name goes into a YAML file: a path that YAML would read as something else is refused.
  if (/^[\w./@-]+$/.test(name) && diskSource(cwd, ['/']).exists(name)) return;
  throw new UsageError(`there is no policy "${name}"`, [
    ...didYouMean(name, SHIPPED_POLICIES),
    `expected: one of ${SHIPPED_POLICIES.join(', ')}, or the path of a policy file`,
  ]);
}
