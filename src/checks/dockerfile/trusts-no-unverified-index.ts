import type { DockerfileInstructions, PipInstall } from '../../facts/dockerfile.ts';
import type { At } from '../../facts/subject.ts';
import { fail, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { isShipped, shippedPip } from './shipped.ts';

export const trustsNoUnverifiedIndex = defineCheck({
  id: 'dockerfile/trusts-no-unverified-index',
  subject: 'dockerfile',
  needs: ['dockerfile.stages', 'dockerfile.packages', 'dockerfile.instructions'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const stages = facts['dockerfile.stages'];
    const installs = shippedPip(stages, facts['dockerfile.packages']);
    const set = facts['dockerfile.instructions'].variables.filter(({ stage }) => isShipped(stages, stage));
    const trusted = [...installs.flatMap(trustedOf), ...set.flatMap(trustedByVariable)];
    const [first] = trusted;
    if (first !== undefined) {
      const hosts = [...new Set(trusted.map(({ what }) => what))];
      return fail('trusted-host', { data: { hosts }, at: first.at, key: 'unverified' });
    }
    const plain = [...installs.flatMap(plainOf), ...set.flatMap(plainByVariable)];
    const [one] = plain;
    if (one === undefined) return pass();
    const urls = [...new Set(plain.map(({ what }) => what))];
    return fail('plain-http', { data: { urls }, at: one.at, key: 'unverified' });
  },
});

interface Found {
  readonly what: string;
  readonly at: At;
}

const isPlain = (url: string): boolean => url.toLowerCase().startsWith('http://');

function atInstall({ place }: PipInstall): At {
  return [place.line, place.column, place.path];
}

function trustedOf(install: PipInstall): readonly Found[] {
  return install.trustedHosts.map((what) => ({ what, at: atInstall(install) }));
}

function plainOf(install: PipInstall): readonly Found[] {
  return [
    ...(install.indexUrl === null ? [] : [install.indexUrl]),
    ...install.extraIndexUrls,
    ...install.findLinks,
  ]
    .filter(isPlain)
    .map((what) => ({ what: withoutUser(what), at: atInstall(install) }));
}

type Variable = DockerfileInstructions['variables'][number];

function trustedByVariable({ name, value, at }: Variable): readonly Found[] {
  return name === 'PIP_TRUSTED_HOST' && value !== null && value !== '' ? [{ what: value, at }] : [];
}

function plainByVariable({ name, value, at }: Variable): readonly Found[] {
  const url = value ?? '';
  const names = ['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'UV_INDEX_URL', 'UV_DEFAULT_INDEX'];
  return names.includes(name) && isPlain(url) ? [{ what: withoutUser(url), at }] : [];
}

/** `http://user:password@host/` must not be printed with its password. */
function withoutUser(url: string): string {
  const at = url.indexOf('@');
  const slash = url.indexOf('/', 7);
  return at === -1 || (slash !== -1 && at > slash) ? url : `http://${url.slice(at + 1)}`;
}
