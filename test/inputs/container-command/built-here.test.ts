import { describe, expect, it } from 'vitest';
import { imagesOf, readScript } from './command.ts';

describe('an image that the script builds before it runs it', () => {
  it.each([
    'docker build -t ocr:$SHA .\ndocker run --rm ocr:$SHA',
    'docker build --tag "ocr:$SHA" .\ndocker run --rm ocr:$SHA',
    'sudo docker buildx build --load --tag=ocr:$SHA .\ndocker run --rm "ocr:$SHA"',
    'podman image build . -t ocr:latest\npodman run ocr:latest',
  ])('is made, not pulled: %s', (text) => {
    expect(imagesOf(readScript(text)).map((line) => line.split(' | ')[1])).toEqual(['build']);
  });

  it.each([
    ['another name', 'docker build -t ocr:1.0.0 .\ndocker run ocr:latest'],
    ['built afterwards', 'docker run ocr:latest\ndocker build -t ocr:latest .'],
    ['pushed and not kept', 'docker buildx build --push -t ocr:latest .\ndocker run ocr:latest'],
    ['pulled all the same', 'docker build -t ocr:latest .\ndocker run --pull always ocr:latest'],
    ['only talked of', 'echo docker build -t ocr:latest .\ndocker run ocr:latest'],
  ])('is pulled where it is %s', (_why, text) => {
    expect(imagesOf(readScript(text)).map((line) => line.split(' | ')[1])).toEqual(['run']);
  });
});
