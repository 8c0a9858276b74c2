import { describe, expect, it } from 'vitest';
import { imagesOf, kindsOf, readScript } from './command.ts';

const images = (text: string) => imagesOf(readScript(text)).map((line) => line.split(' | ')[0]);

describe('a container command is found', () => {
  it.each<[string, string]>([
    ['docker', 'docker run img:1'],
    ['podman', 'podman run img:1'],
    ['nerdctl', 'nerdctl run img:1'],
    ['nvidia-docker', 'nvidia-docker run img:1'],
    ['by its path', '/usr/bin/docker run img:1'],
    ['create', 'docker create img:1'],
    ['container run', 'docker container run img:1'],
    ['pull', 'docker pull img:1'],
    ['image pull', 'docker image pull -q img:1'],
    ['behind global flags', 'docker -H tcp://x:1 --context=y --log-level debug -D run img:1'],
    ['behind sudo', 'sudo -E -u root docker run img:1'],
    ['behind env', 'env -i A=1 docker run img:1'],
    ['behind several', 'time sudo nohup timeout -s KILL 5m nice -n 5 docker run img:1'],
    ['behind exec', 'exec docker run img:1'],
    ['behind a wrapper that nobody knows', 'retry 3 docker pull img:1'],
    ['behind find', 'find . -name x -exec docker run img:1 \\;'],
    ['after an assignment', 'A=1 docker run img:1'],
    ['in a variable', 'D="sudo docker"; $D run img:1'],
    ['in a variable that is not known', '"$CONTAINER_ENGINE" run img:1'],
    ['in a variable with flags', 'R="docker run --rm -v $PWD:/w"; $R img:1'],
    ['in an array', 'R=(docker run --rm); "${R[@]}" img:1'],
    ['in a substitution', 'x=$(docker run img:1)'],
    ['in a function', 'f() { docker run img:1; }'],
    ['in a branch', 'if x; then docker run img:1; fi'],
    ['in a script of a shell', "bash -euxc 'docker run img:1'"],
    ['in a script in double quotes', 'I=img:1; sudo sh -c "docker run $I"'],
    ['in a script in a script', `sh -c "sh -c 'docker run img:1'"`],
    ['in a script of su', "su - app -c 'docker run img:1'"],
    ['in eval', "eval 'docker run img:1'"],
    ['in a heredoc of a shell', "bash -s <<'E'\ndocker run img:1\nE"],
    ['with a transport', 'podman pull docker://img:1'],
  ])('%s', (_name, text) => {
    expect(images(text)).toEqual(['img:1']);
  });

  it.each<[string, string]>([
    ['what is printed', 'echo docker run img:1'],
    ['what is installed', 'apt-get install -y docker run'],
    ['what is removed', 'docker rm -f run; docker rmi img:1'],
    [
      'what is built, tagged and pushed',
      'docker build -t img:1 . && docker tag img:1 img:2 && docker push img:2',
    ],
    ['buildx', 'docker buildx build -t img:1 .'],
    ['compose', 'docker compose run img; docker-compose pull img'],
    ['what runs in a container that runs', 'docker exec c img:1'],
    ['help', 'docker run --help'],
    ['a heredoc that is only printed', 'cat <<E\ndocker run img:1\nE'],
    ['a comment', '# docker run img:1'],
    ['a text in quotes', 'log "docker run img:1"'],
  ])('nothing is read of %s', (_name, text) => {
    const { subjects, unread } = readScript(text);
    expect([subjects, unread]).toEqual([[], []]);
  });

  it.each<[string, string, string]>([
    ['another host', "ssh host 'docker run img:1'", 'runs it elsewhere'],
    ['another host, word by word', 'ssh -p 22 host docker run img:1', 'runs it elsewhere'],
    [
      'another host, in a heredoc',
      "ssh host <<'EOF'\nset -e\ndocker run --privileged img:1\nEOF",
      'runs it elsewhere',
    ],
    ['a computed subcommand', 'docker "$X" img:1', 'computes which subcommand'],
    ['a script that is computed', 'bash -c "docker run $(x)"', 'command substitution'],
    [
      'a variable with several commands',
      'if x; then R="docker run -i"; else R="docker run"; fi\n$R img:1',
      'more than once',
    ],
  ])('%s is told to be unread', (_name, text, detail) => {
    const { subjects, unread } = readScript(text);
    expect(subjects).toEqual([]);
    expect(unread.map((part) => part.detail).join()).toContain(detail);
  });
});

describe('an image', () => {
  it.each<[string, string, string[]]>([
    ['has its place', 'docker run --rm \\\n  img:1 x', ['img:1 | run | 2:3']],
    [
      'is pulled',
      'docker pull -q --platform linux/arm64 a:1\npodman pull b:1 c:1',
      ['a:1 | pull | 1:39', 'b:1 | pull | 2:13', 'c:1 | pull | 2:17'],
    ],
    ['is resolved', 'T=2.6.1\ndocker run "p:$T"', ['p:2.6.1 | run | 2:12']],
    ['has its place in a nested script', "bash -c 'docker run img:1'", ['img:1 | run | 1:21']],
    ['that is computed has a reason', 'docker run p:$T', ['? p:$T: $T is not set in this file | run | 1:12']],
    [
      'that a command prints has a reason',
      'docker pull "$(x)"',
      ['? "$(x)": command substitution | pull | 1:13'],
    ],
    [
      'that xargs fills in has a reason',
      'x | xargs -n1 docker pull',
      ['? …: xargs fills it in | pull | 1:22'],
    ],
    [
      'that xargs puts in place has a reason',
      'x | xargs -I{} docker pull r/{}',
      ['? r/{}: xargs fills it in | pull | 1:28'],
    ],
    [
      'may stand in a variable of its name',
      'docker run --rm $IMAGE sh',
      ['? $IMAGE: $IMAGE is not set in this file | run | 1:17'],
    ],
    [
      'is uncertain behind flags that are not known',
      'docker run $OPTS img:1',
      ['? img:1: flags before it are not known ($OPTS: $OPTS is not set in this file) | run | 1:18'],
    ],
    [
      'is uncertain behind the arguments',
      'docker run "$@"',
      [
        '? docker: flags before it are not known ("$@": $@ stands for the arguments of the script) | run | 1:1',
      ],
    ],
    [
      'is uncertain behind a flag that nobody knows',
      'docker run --frobnicate a img:1',
      ['? a: flags before it are not known (the flag --frobnicate is not known) | run | 1:25'],
    ],
  ])('%s', (_name, text, expected) => {
    expect(imagesOf(readScript(text))).toEqual(expected);
  });

  it('of a command comes with its container and its workload', () => {
    expect(kindsOf(readScript('docker run img:1'))).toEqual(['workload', 'container', 'image']);
    expect(kindsOf(readScript('docker pull img:1'))).toEqual(['image']);
  });

  it('has an id that does not depend on lines, and is not shared', () => {
    const ids = (text: string) => readScript(text).subjects.map(({ subject }) => subject.id);
    const first = ids('docker run --name ocr a:1\ndocker run a:1\ndocker run a:1');
    expect(ids('\n\n# x\ndocker run --name ocr a:1\n\ndocker run a:1\ndocker run a:1')).toEqual(first);
    expect(new Set(first).size).toBe(first.length);
    expect(first[0]).toBe('run.sh#docker-run/ocr');
  });
});
