import type { Question } from './oracle.ts';

/** A seeded source of numbers in [0, 1), the same on every machine (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Random = () => number;

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T; // never empty: every list is written below

/** Pieces on which readers of Dockerfiles disagree. */
const PIECES = [
  '$', '${', '}', '$A', '${A}', '${B:-x}', '${B-x}', '${A:+y}', '${A#*.}', '${A%%-*}', '${A/1/2}', '"', "'", '\\', '\\\\', '`',
  ' ', '  ', '\t', '=', '<<EOF', '<<-EOF', '<<"EOF"', '<<', '<', '#', ':', '/', '-', '--', '[', ']', '["a", "b"]', ',', 'a', 'B',
  '1', 'é', '\u4e2d', 'EOF', '&&', ';', '|', '(', ')', '\\"', '$$', '${A:-${B:-z}}',
]; // prettier-ignore

const KEYWORDS = ['FROM', 'from', 'RUN', 'run', 'COPY', 'ADD', 'ENV', 'LABEL', 'ARG', 'CMD', 'ENTRYPOINT', 'USER', 'WORKDIR',
  'EXPOSE', 'VOLUME', 'SHELL', 'HEALTHCHECK CMD', 'HEALTHCHECK', 'ONBUILD RUN', 'ONBUILD COPY', 'STOPSIGNAL', 'MAINTAINER']; // prettier-ignore

const LINES = [
  'FROM paddlepaddle/paddle:2.6.1', 'FROM a AS build', 'FROM --platform=$BUILDPLATFORM a:${A} AS two', 'FROM build', 'ARG A=1.2-x',
  'ARG B', 'ARG A', 'RUN echo a', 'RUN <<EOF\nls\nEOF', 'RUN cat <<A <<B\n1\nA\n2\nB', 'RUN <<-EOF\n\tls\n\tEOF', 'COPY <<"x" /y\n$a\nx',
  'COPY --from=build --chown=1:1 /a /b', 'RUN --mount=type=bind,from=build,target=/x ls', 'ENV a=b c="d e" f=g\\ h', 'ENV a b c',
  'RUN a \\\n  b \\\n# comment\n\n  c', 'CMD ["a", "b"]', 'HEALTHCHECK --interval=5s CMD ["x"]', 'ONBUILD RUN <<EOF\nx\nEOF', '',
  '# comment', 'USER 1000', 'EXPOSE 80 443', 'RUN echo "a <<EOF"', "RUN echo 'it' <<EOF\nEOF", 'LABEL "a b"="c d"', 'RUN ["a", 1]',
]; // prettier-ignore

const HEADS = [
  '',
  '',
  '',
  '',
  '# escape=`\n',
  '# syntax=docker/dockerfile:1\n',
  '# escape=\\\n# syntax=x\n',
  '\n',
  '# comment\n',
];

function soupLine(random: Random): string {
  let line = `${pick(random, KEYWORDS)} `;
  for (let left = Math.floor(random() * 8); left >= 0; left--) line += pick(random, PIECES);
  return random() < 0.15 ? `${line}\\\n` : line;
}

/** A Dockerfile that mixes right lines and nonsense. */
export function soup(random: Random): Question {
  const lines = [random() < 0.8 ? 'ARG A=1.2-x\nFROM x:${A}' : pick(random, LINES)];
  const mild = random() < 0.5;
  for (let left = Math.floor(random() * 5); left >= 0; left--)
    lines.push(random() < (mild ? 0.9 : 0.4) ? pick(random, LINES) : soupLine(random));
  const end = pick(random, ['\n', '\n', '\n', '\r\n']);
  const text = (pick(random, HEADS) + lines.join('\n') + pick(random, ['', '\n'])).replaceAll('\n', end);
  return { text, buildArgs: random() < 0.3 ? { A: '9' } : {} };
}

/** One FROM whose name is made of substitutions. */
export function soupName(random: Random): Question {
  let name = 'x';
  for (let left = Math.floor(random() * 6); left >= 0; left--)
    name += pick(
      random,
      PIECES.filter((piece) => !/[\s<]/.test(piece)),
    );
  return { text: `ARG A=1.2-x\nARG C=\nARG D="q r"\nFROM ${name}\n`, buildArgs: {} };
}
