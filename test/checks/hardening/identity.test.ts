import { describe, expect, it } from 'vitest';
import { runsAsNonRoot } from '../../../src/checks/hardening/runs-as-non-root.ts';
import type { ContainerEngine, ContainerIdentity } from '../../../src/facts/container.ts';
import { answer, ask } from '../ask.ts';
import { containerFacts } from '../facts.ts';

const judge = (engine: ContainerEngine, identity: Partial<ContainerIdentity>): string =>
  answer(runsAsNonRoot, containerFacts({ context: { engine }, identity }));

describe('hardening/runs-as-non-root in Kubernetes', () => {
  it.each<[string, Partial<ContainerIdentity>, string]>([
    ['a uid', { runAsUser: 10001 }, 'pass'],
    ['a uid and runAsNonRoot', { runAsUser: 10001, runAsNonRoot: true }, 'pass'],
    ['a uid, runAsNonRoot denied', { runAsUser: 10001, runAsNonRoot: false }, 'pass'],
    ['runAsNonRoot over an image of unknown user: the kubelet refuses root', { runAsNonRoot: true }, 'pass'],
    ['runAsNonRoot over an image with a number', { runAsNonRoot: true, imageUser: '1000:1000' }, 'pass'],
    ['uid 0', { runAsUser: 0 }, 'fail:root'],
    ['uid 0 beside runAsNonRoot', { runAsUser: 0, runAsNonRoot: true }, 'fail:contradiction'],
    ['nothing written', {}, 'fail:not-enforced'],
    ['nothing written over an image with a user', { imageUser: '1000' }, 'fail:not-enforced'],
    ['runAsNonRoot: false', { runAsNonRoot: false }, 'fail:not-enforced'],
    ['runAsNonRoot over a name', { runAsNonRoot: true, imageUser: 'app' }, 'fail:name-not-verifiable'],
    ['runAsNonRoot over root by name', { runAsNonRoot: true, imageUser: 'root' }, 'fail:refused'],
    ['runAsNonRoot over root by number', { runAsNonRoot: true, imageUser: '00' }, 'fail:refused'],
    ['runAsNonRoot over an empty USER', { runAsNonRoot: true, imageUser: '' }, 'fail:refused'],
  ])('%s', (_, identity, expected) => {
    expect(judge('kubernetes', identity)).toBe(expected);
  });
});

describe('hardening/runs-as-non-root under compose and docker run', () => {
  it.each<[string, Partial<ContainerIdentity>, string]>([
    ['a uid', { runAsUser: 10001 }, 'pass'],
    ['a name', { userName: 'app' }, 'pass'],
    ['root by name', { userName: 'root' }, 'fail:root'],
    ['root by number', { runAsUser: 0 }, 'fail:root'],
    ['the user of the image', { imageUser: 'app' }, 'pass'],
    ['an image that runs as root', { imageUser: 'root' }, 'fail:image-root'],
    ['an image without USER', { imageUser: '' }, 'fail:image-root'],
    // Stands only without a gap; the reader leaves one whenever it does not know the image's user.
    ['an image of unknown user', {}, 'pass'],
  ])('%s', (_, identity, expected) => {
    expect(judge('compose', identity)).toBe(expected);
    expect(judge('docker-run', identity)).toBe(expected);
  });

  it('gives the line to write for the engine', () => {
    const facts = containerFacts({ context: { engine: 'docker-run' }, identity: { imageUser: 'root' } });
    expect(ask(runsAsNonRoot, facts)).toMatchObject({ data: { fix: '--user 10001:10001' } });
  });

  it('points at the field that says root, and says who set it', () => {
    const identity = { runAsUser: 0, from: { runAsUser: 'pod' }, at: { runAsUser: [9, 7] } } as const;
    expect(ask(runsAsNonRoot, containerFacts({ identity }))).toMatchObject({
      at: [9, 7],
      data: { where: 'pod' },
    });
  });
});
