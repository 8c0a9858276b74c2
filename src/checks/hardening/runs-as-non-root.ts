import type { ContainerEngine, ContainerIdentity } from '../../facts/container.ts';
import { fail, pass, type Judgement } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';
import { firstPlace } from './first-place.ts';
import { settingFor } from './settings.ts';
import { userKind } from './user.ts';

export const runsAsNonRoot = defineCheck({
  id: 'hardening/runs-as-non-root',
  subject: 'container',
  needs: ['container.engine', 'container.identity'],
  options: NO_OPTIONS,
  judge({ facts }) {
    const identity = facts['container.identity'];
    const { engine } = facts['container.engine'];
    if (identity.runAsUser === 0 || userKind(identity.userName) === 'root') return asRoot(identity, engine);
    if (identity.runAsUser !== null || userKind(identity.userName) === 'name') return pass();
    return engine === 'kubernetes' ? byKubelet(identity) : byImage(identity, engine);
  },
});

function asRoot(identity: ContainerIdentity, engine: ContainerEngine): Judgement {
  const data = {
    fix: settingFor('user', engine),
    home: settingFor('home', engine),
    where: identity.from['runAsUser'] ?? 'container',
  };
  const at = firstPlace(identity.at, 'runAsUser', 'user');
  return fail(identity.runAsNonRoot === true ? 'contradiction' : 'root', { data, at, key: 'root' });
}

/** runAsNonRoot makes the kubelet refuse what it cannot prove: uid 0, and any user that is a name. */
function byKubelet(identity: ContainerIdentity): Judgement {
  const data = {
    fix: settingFor('user', 'kubernetes'),
    home: settingFor('home', 'kubernetes'),
    user: identity.imageUser ?? '',
  };
  const at = firstPlace(identity.at, 'runAsNonRoot');
  if (identity.runAsNonRoot !== true) return fail('not-enforced', { data, at });
  const kind = userKind(identity.imageUser);
  if (kind === 'name') return fail('name-not-verifiable', { data, at });
  const root = kind === 'root' || (kind === 'none' && identity.imageUser !== null);
  return root ? fail('refused', { data, at }) : pass();
}

/** Nothing is written, so the image's USER decides. One that is not known is a gap of the identity: no pass of ours. */
function byImage(identity: ContainerIdentity, engine: ContainerEngine): Judgement {
  const kind = userKind(identity.imageUser);
  const root = kind === 'root' || (kind === 'none' && identity.imageUser !== null);
  const data = { fix: settingFor('user', engine), home: settingFor('home', engine) };
  return root ? fail('image-root', { data }) : pass();
}
