import type { ContainerIdentity } from '../../facts/container.ts';
import { observed, unavailable, type Evidence, type Gap, type Provenance } from '../../facts/evidence.ts';
import { splitFields } from './operand.ts';
import type { Flag } from './flags.ts';
import { Settings } from './settings.ts';

const ADVICE = 'write --user 10001:10001';
const UNKNOWN_USER: Gap = {
  what: 'user',
  why: 'no --user is written, and nothing says which USER the image sets',
  advice: `${ADVICE}, or name the image’s Dockerfile under \`images:\` in paddle-verify.yaml`,
};

/** As which user it runs: `--user`, or else the image's USER. */
export function readIdentity(
  flags: readonly Flag[],
  imageUser: string | null,
  provenance: Provenance,
): Evidence<'container.identity'> {
  const settings = new Settings(flags);
  const user = settings.last('user');
  const base = { runAsNonRoot: null, from: {}, at: settings.at };
  if (user?.value === undefined || user.value === null || user.value.value === '')
    return byImage(settings, imageUser, provenance);
  settings.place('user', user);
  const [name, group] = splitFields(user.value, ':');
  if (name?.value === null || name === undefined)
    return unavailable(
      'dependency-unavailable',
      `--user ${user.value.raw.slice(0, 80)}: ${user.value.reason ?? 'it is computed'}`,
      ADVICE,
      provenance,
    );
  const runAsUser = asId(name.value);
  const value: ContainerIdentity = {
    ...base,
    runAsUser,
    userName: runAsUser === null ? name.value : null,
    runAsGroup: group?.value == null ? null : asId(group.value),
    imageUser,
  };
  return observed(value, provenance, settings.gaps);
}

function byImage(
  settings: Settings,
  imageUser: string | null,
  provenance: Provenance,
): Evidence<'container.identity'> {
  const keeps = settings.last('userns')?.value?.value?.startsWith('keep-id') === true;
  // podman: the user inside is the one who calls, who is not known here.
  if (keeps)
    return unavailable(
      'dependency-unavailable',
      '--userns=keep-id runs it as whoever calls podman',
      ADVICE,
      provenance,
    );
  const value: ContainerIdentity = {
    runAsUser: null, userName: null, runAsNonRoot: null, runAsGroup: null, imageUser, from: {}, at: settings.at,
  }; // prettier-ignore
  return observed(value, provenance, imageUser === null ? [UNKNOWN_USER] : []);
}

function asId(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}
