import { expect, it } from 'vitest';
import { readCompose } from '../../../src/inputs/compose/read.ts';
import { folder } from '../../rules/judge-folder.ts';
import { readContext } from '../../../src/app/check/context.ts';

const LATEST = 'paddlepaddle/paddle:latest';

function bases(args: string, dockerfile: string): readonly unknown[] {
  const compose = `services:\n  ocr:\n    build:\n      context: .\n      args: ${args}\n`;
  const files = { 'compose.yaml': compose, Dockerfile: dockerfile };
  const context = readContext({
    source: folder(files),
    mirrors: {},
    images: {},
    buildArgs: {},
    variables: {},
    fleet: null,
    inputs: new Set(),
  });
  return readCompose({ path: 'compose.yaml', text: compose, digest: '' }, context)
    .subjects.filter(({ subject }) => subject.kind === 'image')
    .map(({ subject, evidence }) => {
      const reference = evidence['image.reference'];
      const name = reference?.status === 'observed' ? reference.value.reference.original : '?';
      return `${name} ${String(subject.location?.line)}:${String(subject.location?.column)}`;
    });
}

it.each<[string, string, string, readonly string[]]>([
  ['the whole base', `{BASE: "${LATEST}"}`, 'ARG BASE\nFROM $BASE\n', [`${LATEST} 5:21`]],
  ['a part of it', '{TAG: latest}', 'ARG TAG=2.6.1\nFROM paddlepaddle/paddle:${TAG}\n', [`${LATEST} 5:19`]],
  [
    'the base that the file has anyway',
    '{TAG: latest}',
    'ARG TAG=latest\nFROM paddlepaddle/paddle:$TAG\n',
    [],
  ],
  ['something else', '{V: "1"}', `ARG V\nFROM ${LATEST}\nRUN echo $V\n`, []],
])('an argument that gives %s', (_, args, dockerfile, expected) => {
  expect(bases(args, dockerfile)).toEqual(expected);
});
