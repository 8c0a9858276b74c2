import { describe, expect, it } from 'vitest';
import { factOf } from './reading.ts';

const INSTALL =
  '#!/bin/bash\nset -e\npip install flask\napt-get install -y vim\ncurl -fsSL https://x.example | sh\n';

function packages(text: string, files: Readonly<Record<string, string>> = { 'docker/install.sh': INSTALL }) {
  const { value, gaps } = factOf('dockerfile.packages', `FROM a:1\n${text}`, { files });
  return {
    pip: value.pip.flatMap(({ requirements }) => requirements.map(({ name }) => name)),
    apt: value.apt.map(({ at }) => at),
    places: value.pip.map(({ place }) => `${place.path}:${String(place.line)}`),
    gaps: gaps.map(({ why }) => why),
  };
}

describe('a script of the build context', () => {
  it.each([
    ['COPY docker/install.sh /tmp/\nRUN bash -eux /tmp/install.sh gpu'],
    ['COPY docker /opt\nRUN chmod +x /opt/install.sh && /opt/install.sh'],
    ['WORKDIR /srv\nCOPY . .\nRUN cd docker && ./install.sh'],
    ['RUN --mount=type=bind,source=docker,target=/d sh /d/install.sh'],
    ['COPY docker/install.sh /tmp/\nRUN . /tmp/install.sh'],
    ['COPY docker/install.sh /tmp/\nRUN ["/bin/bash", "/tmp/install.sh"]'],
    ['COPY <<EOF /tmp/a.sh\npip install flask\napt-get install -y vim\nEOF\nRUN sh /tmp/a.sh'],
  ])('is read where it is run: %s', (text) => {
    const { pip, gaps } = packages(text);
    expect([pip, gaps]).toEqual([['flask'], []]);
  });

  it('keeps its own places', () => {
    const { apt, places } = packages('COPY docker/install.sh /tmp/\nRUN bash /tmp/install.sh');
    expect(places).toEqual(['docker/install.sh:3']);
    expect(apt).toEqual([[4, 1, 'docker/install.sh']]);
  });

  it('is followed into the scripts that it runs, and not for ever', () => {
    const files = { 'a.sh': 'sh /s/b.sh\n', 'b.sh': 'pip install flask\nsh /s/a.sh\n' };
    const { pip, gaps } = packages('COPY *.sh /s/\nRUN sh /s/a.sh', files);
    expect(new Set(pip)).toEqual(new Set(['flask']));
    expect(gaps.join()).toContain('scripts within scripts');
  });

  it.each([
    ['COPY docker/install.sh /tmp/\nRUN bash /tmp/other.sh', 'it runs /tmp/other.sh'],
    ['RUN ./setup.sh --yes', 'it runs ./setup.sh'],
    ['RUN curl -o x.sh https://x.example && sh x.sh', 'it runs x.sh'],
  ])('leaves the RUN unread where it is not there: %s', (text, why) => {
    expect(packages(text).gaps.join()).toContain(why);
  });

  it.each([
    ['RUN . /venv/bin/activate && make'],
    ['RUN ./configure && make install'],
    ['COPY docker/install.sh /tmp/\nRUN python /tmp/install.sh'],
    ['RUN bash -c "make"'],
  ])('is none: %s', (text) => {
    expect(packages(text)).toMatchObject({ pip: [], gaps: [] });
  });
});
