import { describe, expect, it } from 'vitest';
import { findPaddleImage, readPassedBy, withNamedImage } from '../../src/inputs/passed-by.ts';
import type { Reading } from '../../src/inputs/port.ts';

const IMAGE = 'registry.baidubce.com/paddlepaddle/paddle:2.6.1';

describe('a file of another tool that names a Paddle image', () => {
  it.each([
    ['main.tf', `resource "x" {\n  image = "${IMAGE}"\n}`, 2, 12],
    ['docker-bake.hcl', `base = "docker-image://${IMAGE}"`, 1, 24],
    ['Earthfile', `VERSION 0.8\nFROM ${IMAGE}\n`, 2, 6],
    ['.devcontainer/devcontainer.json', `{"image": "${IMAGE}"}`, 1, 12],
    ['ocr.container', `[Container]\nImage=${IMAGE}\n`, 2, 7],
    ['play.yml', `- docker_container:\n    image: ${IMAGE}\n`, 2, 12],
    ['run.ps1', `docker run ${IMAGE}`, 1, 12],
  ])('%s is told to be unread, at the image', (path, text, line, column) => {
    const [part] = readPassedBy(path, text)?.unread ?? [];
    expect(part).toMatchObject({ place: { path, line, column } });
    expect(part?.detail).toContain(IMAGE);
  });

  it('names an image by its digest as well', () => {
    const image = `nvcr.io/nvidia/paddlepaddle@sha256:${'a'.repeat(64)}`;
    expect(findPaddleImage('a.cue', `image: "${image}"`)?.image).toBe(image);
  });
});

it.each([
  ['README.md', `docker run ${IMAGE}`],
  ['main.tf', `# image = "${IMAGE}"`],
  ['main.tf', 'image = "nginx:1.27"'],
  ['main.tf', 'url = "http://paddle/paddle:8080"'],
  ['docs.yml', `description: such as ${IMAGE}`],
  ['.github/ISSUE_TEMPLATE/bug.yml', `placeholder: image ${IMAGE}`],
  ['paddle-verify.yaml', `images: {${IMAGE}: derived}`],
  ['tsconfig.json', `{"image": "${IMAGE}"}`],
])('%s is passed by: %s', (path, text) => {
  expect(readPassedBy(path, text)).toBeNull();
});

describe('a manifest in which nothing was found', () => {
  const nothing: Reading = { kind: 'kubernetes', problems: [], subjects: [], supporting: [], unread: [] };
  const text = `kind: Thing\nspec: {img: "${IMAGE}"}\n`;

  it('is told to be unread when it names a Paddle image', () => {
    expect(withNamedImage(nothing, 'x.yaml', text).unread).toHaveLength(1);
  });
  it('stays as it is when something was found in it', () => {
    const reading = { ...nothing, taken: 1 };
    expect(withNamedImage(reading, 'x.yaml', text)).toBe(reading);
  });
});

it('takes a hostile line in its stride', () => {
  expect(findPaddleImage('a.tf', 'paddle/'.repeat(700_000))).toBeNull();
  expect(findPaddleImage('a.tf', `${'paddle/'.repeat(2000)}\n`.repeat(20))).toBeNull();
});
