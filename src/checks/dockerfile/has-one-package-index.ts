import type { PipInstall } from '../../facts/dockerfile.ts';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { atPlace, isShipped, shippedPip } from './shipped.ts';

export const hasOnePackageIndex = defineCheck({
  id: 'dockerfile/has-one-package-index',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.packages', 'dockerfile.instructions'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const stages = facts['dockerfile.stages'];
    const installs = shippedPip(stages, facts['dockerfile.packages']).filter(isOpenToConfusion);
    const [first, ...others] = installs;
    if (first !== undefined) {
      return fail('extra-index', {
        data: { indexes: indexesOf(first), packages: first.requirements.map(({ name }) => name) },
        at: atPlace(first.place),
        related: others.map(({ place }) => atPlace(place)),
      });
    }
    const variable = facts['dockerfile.instructions'].variables.find(
      ({ name, value, stage }) =>
        isShipped(stages, stage) && name === 'PIP_EXTRA_INDEX_URL' && value !== null && value !== '',
    );
    return variable === undefined ? pass() : fail('extra-index-variable', { at: variable.at });
  },
});

/** pip asks all indexes and takes the highest version, whoever published it; hashes are the one thing that stops it. */
function isOpenToConfusion(install: PipInstall): boolean {
  if (indexesOf(install).length < 2 || install.requireHashes) return false;
  return install.requirements.some(({ hashes, url }) => hashes === 0 && url === null);
}

/** Each index once; PyPI is asked too when only extra ones are written. */
function indexesOf({ indexUrl, extraIndexUrls }: PipInstall): readonly string[] {
  const all = [indexUrl ?? 'https://pypi.org/simple', ...extraIndexUrls];
  return [...new Set(all.map(plainUrl))];
}

/** Without credentials and without the last slash. */
function plainUrl(url: string): string {
  return url.replace(/^([a-z+]{3,10}:\/\/)[^/@]{0,500}@/, '$1').replace(/\/$/, '');
}
