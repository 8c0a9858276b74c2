import { describe, expect, it } from 'vitest';
import { imagesOf, readScript } from './command.ts';

const P = 'docker.io/paddlepaddle/paddle:2.6.1';

describe('an image that another tool names', () => {
  it.each<[string, string[]]>([
    [`kubectl run ocr --image=${P} --restart=Never`, [`${P} | run | 1:25`]],
    [`kubectl debug -it pod/x --image ${P}`, [`${P} | run | 1:33`]],
    [
      `kubectl -n bank set image deployment/ocr server=${P} side=$SIDE`,
      [`${P} | run | 1:49`, '? $SIDE: $SIDE is not set in this file | run | 1:90'],
    ],
    [`sudo ctr -n k8s.io images pull --all-platforms ${P}`, [`${P} | pull | 1:48`]],
    [`ctr run --rm --gpus 0 ${P} ocr`, [`${P} | run | 1:23`]],
    [`crictl pull ${P}`, [`${P} | pull | 1:13`]],
    [`singularity exec --nv docker://${P} python x.py`, [`${P} | pull | 1:32`]],
    [`apptainer pull paddle.sif docker://${P}`, [`${P} | pull | 1:36`]],
    [`skopeo copy docker://${P} docker://harbor.bank.example/p:1`, [`${P} | pull | 1:22`]],
    [`crane copy ${P} harbor.bank.example/p:1`, [`${P} | pull | 1:12`]],
    [
      'enroot import docker://nvcr.io#nvidia/paddlepaddle:24.05-py3',
      ['nvcr.io/nvidia/paddlepaddle:24.05-py3 | pull | 1:24'],
    ],
    ['kubectl get pods -o wide', []],
    ['kubectl apply -f deploy.yaml', []],
    ['ctr images ls', []],
  ])('%s', (text, expected) => {
    expect(imagesOf(readScript(text))).toEqual(expected);
  });

  it.each<[string, string[]]>([
    [`docker build --build-arg BASE=${P} -t x .`, [`${P} | base | 1:31`]],
    [`docker buildx build --build-arg=BASE=${P} .`, [`${P} | base | 1:38`]],
    ['docker build --build-arg http_proxy=http://proxy:3128 --build-arg V=1.2 --build-arg D=a/b:c .', []],
  ])('%s', (text, expected) => {
    expect(imagesOf(readScript(text))).toEqual(expected);
  });
});

describe('a file that a script writes', () => {
  it.each([
    ['a manifest', `kubectl apply -f - <<EOF\nspec:\n  containers:\n  - image: ${P}\nEOF`],
    ['a Dockerfile', `cat > Dockerfile <<'EOF'\nFROM ${P}\nEOF`],
    ['a compose file', 'tee compose.yaml <<EOF\nservices:\n  a:\n    image: "$IMAGE:1"\nEOF'],
  ])('is told to be unread: %s', (_, text) => {
    const { subjects, unread } = readScript(text);
    expect(subjects).toEqual([]);
    expect(unread).toMatchObject([{ what: 'file in a heredoc', place: { line: 2, column: 1 } }]);
  });

  it('is left alone where it names no image', () => {
    expect(readScript('cat > x.conf <<EOF\nimage: off\nFROM here\nEOF\ndocker ps').unread).toEqual([]);
  });
});
