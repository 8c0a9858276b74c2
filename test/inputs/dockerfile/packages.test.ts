import { describe, expect, it } from 'vitest';
import { isForOtherSystem, readRequirement } from '../../../src/inputs/dockerfile/requirement.ts';
import { factOf, type Surroundings } from './reading.ts';

const BASE = 'FROM paddlepaddle/paddle:2.6.1\n';
const packages = (text: string, surroundings: Surroundings = {}) =>
  factOf('dockerfile.packages', BASE + text, surroundings);
const names = (text: string, surroundings: Surroundings = {}) =>
  packages(text, surroundings).value.pip.flatMap(({ requirements }) =>
    requirements.map(({ name, specifier }) => name + specifier),
  );

describe('pip in RUN', () => {
  it.each([
    ['pip install flask==3.0.3 gunicorn', ['flask==3.0.3', 'gunicorn']],
    ['pip3 --no-cache-dir install -U "numpy<2" --target /x scipy', ['numpy<2', 'scipy']],
    ['python3.10 -m pip install --upgrade a', ['a']],
    ['python -I -m pip install a', ['a']],
    ['uv pip install --system a==1', ['a==1']],
    ['apt-get update && pip install a && pip install b || true', ['a', 'b']],
    ['cd /x; sudo -H pip install a', ['a']],
    ['bash -c "pip install a==1"', ['a==1']],
    ['if true; then PIP_NO_CACHE_DIR=1 pip install a; fi', ['a']],
    ['conda run -n x pip install a', ['a']],
    ['pip \\\n  install \\\n  # why\n  a \\\n  b', ['a', 'b']],
    ['<<EOF\nset -e\npip install a\npip install b\nEOF', ['a', 'b']],
    ['["pip", "install", "a==1"]', ['a==1']],
    ['["/bin/sh", "-c", "pip install a"]', ['a']],
    ['pip download a && pip wheel b && pip uninstall -y c', []],
    ['echo pip install a', []],
    ['python -m venv pip install', []],
    ['<<EOF\n#!/usr/bin/env python3\nprint("pip install a")\nEOF', []],
    ['pip install PaddleOCR[all]==2.7.3 Paddle.Serving_app', ['paddleocr==2.7.3', 'paddle-serving-app']],
    [
      'pip install https://x/y/paddlepaddle_gpu-2.6.1.post117-cp310-cp310-linux_x86_64.whl',
      ['paddlepaddle-gpu==2.6.1.post117'],
    ],
    ['pip install \'a ; sys_platform == "win32"\' b', ['b']],
  ])('%s', (command, expected) => {
    expect(names(`RUN ${command}`)).toEqual(expected);
  });

  it('keeps the place of each package, and of the command', () => {
    const [install] = packages('RUN a && \\\n  pip install x \\\n    y==1').value.pip;
    expect(install?.place).toMatchObject({ line: 3, column: 3 });
    expect(install?.requirements.map(({ place }) => [place.line, place.column])).toEqual([
      [3, 15],
      [4, 5],
    ]);
  });

  it('fills in ARG and ENV where the file gives them', () => {
    expect(names('ARG V=2.6.1\nENV S=post117\nRUN pip install paddlepaddle-gpu==${V}.${S}')).toEqual([
      'paddlepaddle-gpu==2.6.1.post117',
    ]);
    expect(names('RUN V=1.0 && pip install a==$V')).toEqual(['a==1.0']);
    expect(names('ARG V\nRUN pip install a==$V', { buildArgs: { V: '3' } })).toEqual(['a==3']);
  });

  it.each([
    ['an ARG without a default', 'ARG V\nRUN pip install a==$V'],
    ['a default that a build argument may replace', 'ARG V\nRUN pip install a==${V:-1}'],
    ['a variable of the base image', 'RUN pip install a==$V'],
    ['a computation', 'RUN pip install a==$(cat version)'],
    ['an index that is not known', 'ARG I\nRUN pip install -i $I a'],
    ['an unclosed quote', 'RUN pip install "a'],
    ['a lock file of another installer', 'RUN poetry install'],
    ['a conda package of Paddle', 'RUN conda install -y paddlepaddle-gpu==2.6.1'],
    ['a project of its own', 'COPY . /src\nRUN pip install /src'],
    ['a requirements file from the net', 'RUN pip install -r https://example.com/r.txt'],
    ['PowerShell', 'SHELL ["powershell", "-Command"]\nRUN pip install a'],
  ])('leaves a gap for %s', (_, text) => {
    expect(packages(text).gaps.length).toBeGreaterThan(0);
  });

  it('takes the indexes of the command, the variables and the configuration', () => {
    const [first, second, third, fourth] = packages(
      [
        'RUN pip install -i https://a/simple --extra-index-url=https://b --trusted-host c -f https://d x',
        'RUN PIP_INDEX_URL=https://e pip install x',
        'RUN pip config set global.index-url https://f && pip install x',
        'ENV PIP_INDEX_URL=https://g',
        'RUN pip install --require-hashes x',
      ].join('\n'),
    ).value.pip;
    expect(first).toMatchObject({
      indexUrl: 'https://a/simple',
      extraIndexUrls: ['https://b'],
      trustedHosts: ['c'],
      findLinks: ['https://d'],
    });
    expect([second?.indexUrl, third?.indexUrl, fourth?.indexUrl]).toEqual([
      'https://e',
      'https://f',
      'https://g',
    ]);
    expect(fourth?.requireHashes).toBe(true);
  });

  it('reads a pip.conf that is copied in', () => {
    const files = { 'pip.conf': '[global]\nindex-url = http://x/simple\ntrusted-host = x\n' };
    const [install] = packages('COPY pip.conf /etc/pip.conf\nRUN pip install a', { files }).value.pip;
    expect(install).toMatchObject({ indexUrl: 'http://x/simple', trustedHosts: ['x'] });
  });
});

describe('requirements files', () => {
  const files = {
    'requirements.txt': 'flask==3.0.3  # web\n-r more/extra.txt\n--extra-index-url https://x\n',
    'more/extra.txt':
      '-c constraints.txt\nnumpy\nredis==5.0.1 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb\n',
    'more/constraints.txt': 'numpy==1.26.4\n',
  };
  const expected = ['flask==3.0.3', 'numpy==1.26.4', 'redis==5.0.1'];

  it.each([
    ['COPY requirements.txt .\nRUN pip install -r requirements.txt'],
    ['COPY requirements.txt /tmp/r.txt\nRUN pip install -r /tmp/r.txt'],
    ['WORKDIR /app\nCOPY . .\nRUN pip install -r requirements.txt'],
    ['WORKDIR /app\nCOPY ./ ./src/\nRUN cd src && pip install --requirement=requirements.txt'],
    ['COPY require*.txt /tmp/\nRUN pip install -r/tmp/requirements.txt'],
    ['COPY ["requirements.txt", "/tmp/"]\nRUN ["pip", "install", "-r", "/tmp/requirements.txt"]'],
    ['ARG R=requirements.txt\nCOPY ${R} /tmp/\nRUN pip install -r /tmp/${R}'],
    ['RUN --mount=type=bind,source=requirements.txt,target=/r.txt pip install -r /r.txt'],
    ['RUN --mount=target=/src pip install -r /src/requirements.txt'],
    ['COPY . /a\nFROM b:1\nCOPY --from=0 /a/requirements.txt /r.txt\nRUN pip install -r /r.txt'],
    ['ADD requirements.txt /tmp/\nWORKDIR tmp\nRUN pip install -r ./requirements.txt'],
  ])('are found after %j', (text) => {
    expect(names(text, { files })).toEqual(expected);
    expect(packages(text, { files }).gaps).toEqual([]);
  });

  it('give each package its place in its own file, with hashes and constraints counted', () => {
    const [install] = packages('COPY . /a\nRUN pip install -r /a/requirements.txt', { files }).value.pip;
    expect(
      install?.requirements.map(({ place, pinned, hashes }) => [place.path, place.line, pinned, hashes]),
    ).toEqual([
      ['requirements.txt', 1, true, 0],
      ['more/extra.txt', 2, true, 0],
      ['more/extra.txt', 3, true, 2],
    ]);
    expect(install?.extraIndexUrls).toEqual(['https://x']);
  });

  it('may lie in the Dockerfile itself', () => {
    const [install] = packages('COPY <<E /r.txt\nflask==1\nredis\nE\nRUN pip install -r /r.txt').value.pip;
    expect(install?.requirements.map(({ name, place }) => [name, place.line])).toEqual([
      ['flask', 3],
      ['redis', 4],
    ]);
  });

  it('are looked for above the folder of the Dockerfile, which may not be the context', () => {
    const text = 'COPY requirements.txt /\nRUN pip install -r /requirements.txt';
    expect(names(text, { path: 'docker/gpu/Dockerfile', files })).toEqual(expected);
  });

  it.each([
    ['is not there', 'COPY r.txt /\nRUN pip install -r /r.txt'],
    ['nobody copied', 'RUN pip install -r requirements.txt'],
    ['comes from an image', 'COPY --from=x:1 /requirements.txt /\nRUN pip install -r /requirements.txt'],
    ['has a name that is computed', 'COPY . /\nRUN pip install -r $(ls /*.txt)'],
  ])('leave a gap when the file %s', (_, text) => {
    expect(packages(text, { files }).gaps).toHaveLength(1);
  });

  it('leave a gap for a line that cannot be read, and go on behind it', () => {
    const odd = { 'r.txt': 'flask==${V}x ~\nredis\n<<<<<<< HEAD\n' };
    const { value, gaps } = packages('COPY r.txt /\nRUN pip install -r /r.txt', { files: odd });
    expect(value.pip[0]?.requirements.at(-1)?.name).toBe('redis');
    expect(gaps.length).toBeGreaterThan(0);
  });

  it('that name one another end', () => {
    const loop = { 'a.txt': '-r b.txt\nx', 'b.txt': '-r a.txt\ny' };
    expect(names('COPY . /\nRUN pip install -r /a.txt', { files: loop })).toEqual(['y', 'x']);
  });
});

describe('one requirement', () => {
  const place = { path: 'r', line: 1, column: 1 };
  it.each([
    ['a', 'a', '', false, null],
    ['A_b.C == 1.0', 'a-b-c', '==1.0', true, null],
    ['a===1', 'a', '===1', true, null],
    ['a==1.*', 'a', '==1.*', false, null],
    ['a>=1,<2', 'a', '>=1,<2', false, null],
    ['a (==1)', 'a', '==1', true, null],
    ['a[x,y]~=1.4; python_version < "3.9"', 'a', '~=1.4', false, null],
    ['a @ https://x/a-1.0-py3-none-any.whl', 'a', '==1.0', true, 'https://x/a-1.0-py3-none-any.whl'],
    ['./dist/b-2.tar.gz', 'b', '==2', true, './dist/b-2.tar.gz'],
    ['git+https://x/c.git@v1#egg=c', 'c', '', false, 'git+https://x/c.git@v1#egg=c'],
    [`git+https://x/c.git@${'a'.repeat(40)}`, 'c', '', true, `git+https://x/c.git@${'a'.repeat(40)}`],
    ['.', '.', '', true, '.'],
  ])('%s', (text, name, specifier, pinned, url) => {
    expect(readRequirement(text, place)).toMatchObject({
      specifier,
      pinned,
      url,
      ...(name === '.' ? {} : { name }),
    });
  });

  it.each(['', '==1', 'a b c', 'a[', '${X}', 'a=1', '-e'])('%j is none', (text) => {
    expect(readRequirement(text, place)).toBeNull();
  });

  it('belongs to another system only when its marker says so and nothing else', () => {
    expect(isForOtherSystem("a; sys_platform == 'win32'")).toBe(true);
    expect(isForOtherSystem("a; sys_platform != 'linux'")).toBe(true);
    expect(isForOtherSystem("a; sys_platform == 'win32' or python_version > '3'")).toBe(false);
    expect(isForOtherSystem("a; platform_system == 'Linux'")).toBe(false);
  });
});

describe('apt', () => {
  it.each([
    ['apt-get update && apt-get install -y curl git && rm -rf /var/lib/apt/lists/*', true, false],
    ['apt-get install -qq --no-install-recommends -o Dpkg::Use-Pty=0 curl git', false, true],
    ['apt install -y -o APT::Install-Recommends=false curl git && rm -rf "/var/lib/apt/lists"', true, true],
    ['--mount=type=cache,target=/var/lib/apt apt-get install curl git', true, false],
  ])('%s', (command, cleans, noRecommends) => {
    const [apt] = packages(`RUN ${command}`).value.apt;
    expect(apt).toMatchObject({ packages: ['curl', 'git'], cleans, noRecommends, stage: 0 });
  });

  it('is no install when it removes or updates', () => {
    expect(packages('RUN apt-get update && apt-get remove -y curl').value.apt).toEqual([]);
  });
});
