import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf } from '../app/call.ts';
import { inShell, spawned } from './spawned.ts';

const CLEAN = 'FROM docker.io/paddlepaddle/paddle:2.6.1\nUSER 1000\n';
const FAULTY = 'FROM paddlepaddle/paddle:latest\nUSER 1000\n';
const OPEN = 'ARG TAG\nFROM paddlepaddle/paddle:$TAG\nUSER 1000\n';
const FORMATS = ['text', 'json', 'sarif', 'junit', 'gitlab', 'github', 'markdown', 'html'];

const files = {
  'clean/Dockerfile': CLEAN,
  'faulty/Dockerfile': FAULTY,
  'open/Dockerfile': OPEN,
  'none/x.txt': '',
};
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}, more = {}) =>
  spawned({ folder: folderOf({ ...files, ...more }), args, env });

describe('exit codes', () => {
  it.each([
    [0, ['clean']],
    [1, ['faulty']],
    [1, ['clean', 'faulty', 'open']],
    [2, ['none']],
    [2, ['nowhere']],
    [3, ['open']],
    [3, ['clean', 'open']],
  ])('%i for %j, the same in every format', (code, folders) => {
    const folder = folderOf(files);
    for (const format of FORMATS) {
      const { code: got, stdout, stderr } = spawned({ folder, args: ['check', ...folders, '-f', format] });
      expect([format, got]).toEqual([format, code]);
      expect(stdout === '').toBe(code === 2);
      expect(stderr === '').toBe(code !== 2);
    }
  });

  it('4 for a bug of ours, and the other files are told of', () => {
    const folder = folderOf(files);
    // One call that the program makes for each file is made to throw for one of them.
    const script =
      "const f=String.prototype.includes;String.prototype.includes=function(...a){if(a[0]==='paddle-verify ignore='&&f.call(this,'2.6.1'))throw new Error('planted');return f.apply(this,a)}";
    const broken = `data:text/javascript,${encodeURIComponent(script)}`;
    const { code, stdout, stderr } = inShell(folder, `$PV check clean faulty`, {
      NODE_OPTIONS: `--import=${broken}`,
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('planted');
    expect(stdout).toContain('tag/is-pinned');
    expect(code).toBe(4);
  });

  it.each([
    ['never', 0],
    ['critical', 0],
    ['high', 1],
    ['medium', 1],
    ['low', 1],
    ['info', 1],
  ])('--fail-on %s: %i for a high finding', (threshold, code) => {
    expect(run(['check', 'faulty', '--fail-on', threshold]).code).toBe(code);
  });

  it('0 for nothing to judge where that is allowed, and says so', () => {
    const { code, stdout } = run(['check', 'none', '--allow-no-subject']);
    expect(code).toBe(0);
    expect(stdout).toContain('0 subjects');
  });
});

describe('reports in files', () => {
  it('are written beside the one on stdout, whatever the exit code', () => {
    const folder = folderOf(files);
    const outputs = FORMATS.flatMap((format) => ['-o', `${format}=out/deep/${format}.txt`]);
    const { code, stdout } = spawned({ folder, args: ['check', 'faulty', ...outputs] });
    expect(code).toBe(1);
    expect(stdout).toContain('PV1001');
    for (const format of FORMATS)
      expect(readFileSync(join(folder, `out/deep/${format}.txt`), 'utf8')).toContain('tag/is-pinned');
    expect(readdirSync(join(folder, 'out/deep'))).toHaveLength(FORMATS.length);
  });

  it.each([
    ['json=clean', 'clean cannot be written'],
    ['json=clean/Dockerfile/x', 'cannot be written'],
    ['json=/proc/nowhere/x', 'cannot be written'],
    ['jsn=x', 'FORMAT is one of'],
    ['json=', 'is not FORMAT=FILE'],
    ['x.json', 'right: --output sarif='],
  ])('-o %s: exit 2, and nothing on stdout looks done', (output, said) => {
    const { code, stdout, stderr } = run(['check', 'clean', '-o', output]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(said);
  });

  it('replace what a symbolic link or an earlier run left, whole', () => {
    const folder = folderOf({ ...files, 'report.json': 'x'.repeat(1_000_000) });
    spawned({ folder, args: ['check', 'clean', '-o', 'json=report.json'] });
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({ verdict: 'pass' });
  });
});

describe('streams', () => {
  const many = { 'many/Dockerfile': 'FROM paddlepaddle/paddle:latest\n'.repeat(1000) };

  it('a reader that leaves does not change the exit code', () => {
    const folder = folderOf({ ...files, ...many });
    const line = '$PV check many -f json | head -c 1 >/dev/null; echo "${PIPESTATUS[0]}"';
    expect(inShell(folder, line)).toMatchObject({ stdout: '1\n', stderr: '' });
    expect(inShell(folder, '$PV check clean | true; echo "${PIPESTATUS[0]}"')).toMatchObject({
      stdout: '0\n',
      stderr: '',
    });
  });

  it('a slow reader gets all of it', () => {
    const folder = folderOf(many);
    const { stdout } = inShell(
      folder,
      "$PV check many -f json | (sleep 0.5; cat) > slow.json; $PV check many -f json --at 2026-01-01 > file.json; node -e \"console.log(JSON.parse(require('fs').readFileSync('slow.json')).findings.length)\"",
    );
    expect(Number(stdout)).toBeGreaterThan(1000);
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk is exit 2, not a verdict', () => {
    for (const command of ['check clean', 'check faulty -f json', 'rules list', 'parse a:1']) {
      const { code, stderr } = inShell(folderOf(files), `$PV ${command} > /dev/full`);
      expect([command, code]).toEqual([command, 2]);
      expect(stderr).toContain('the report cannot be written');
    }
  });

  it('closed streams are survived', () => {
    const folder = folderOf(files);
    expect(inShell(folder, '$PV check clean >&-').code).toBe(0);
    expect(inShell(folder, '$PV check faulty 2>&-').code).toBe(1);
    expect(inShell(folder, '$PV check - <&-').code).toBe(1);
  });

  it('parse stops when nobody reads any more', () => {
    const line = 'yes paddlepaddle/paddle:2.6.1 | timeout 30 $PV parse - | head -1; echo "${PIPESTATUS[1]}"';
    expect(inShell(folderOf({}), line).stdout).toBe('paddlepaddle/paddle:2.6.1\n0\n');
  });

  it('Ctrl-C ends it as a shell expects', () => {
    const folder = folderOf({});
    execFileSync('mkfifo', [join(folder, 'in')]);
    const line =
      '(sleep 5 > in) & $PV check - < in & pid=$!; sleep 1; kill -INT $pid; wait $pid; echo "$?"; kill %1';
    // Bash starts background jobs with SIGINT ignored; a signal that cannot be ignored shows the same.
    expect(inShell(folder, line.replace('-INT', '-TERM')).stdout.trim()).toBe('143');
  });

  it.each([
    [{ FORCE_COLOR: '1', NO_COLOR: '' }, true],
    [{ FORCE_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, false],
    [{ NO_COLOR: '', FORCE_COLOR: '0' }, false],
    [{ NO_COLOR: '', FORCE_COLOR: '1', TERM: 'dumb' }, true],
  ])('with %j in a pipe, colour is %s', (env, coloured) => {
    expect(/\u001b\[/.test(run(['check', 'faulty'], env).stdout)).toBe(coloured);
  });
});

describe('languages', () => {
  it.each([
    [{ LC_ALL: 'zh_CN.UTF-8' }, [], true],
    [{ LC_ALL: '', LANG: 'zh_CN.UTF-8' }, [], true],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, [], false],
    [{ LC_ALL: 'C' }, ['--lang', 'zh'], true],
    [{ LC_ALL: 'zh_CN.UTF-8' }, ['--lang', 'en'], false],
    [{ LC_ALL: 'zh_CN.UTF-8' }, ['-f', 'json'], false],
    [{ LC_ALL: 'zh_CN.UTF-8' }, ['-f', 'json', '--lang', 'zh'], true],
    [{ LC_ALL: 'C', PADDLE_VERIFY_LANG: 'zh' }, [], true],
  ])('%j %j: Chinese is %s', (env, args, chinese) => {
    const { code, stdout } = run(['check', 'faulty', ...args], env);
    expect(/[\u4e00-\u9fff]/.test(stdout)).toBe(chinese);
    expect(code).toBe(1);
  });
});

describe('variables', () => {
  it.each<[NodeJS.ProcessEnv, readonly string[], number]>([
    [{ PADDLE_VERIFY_EXCLUDE: 'faulty,open' }, ['.'], 0],
    [{ PADDLE_VERIFY_EXCLUDE: 'faulty\nopen\n' }, ['.'], 0],
    [{ PADDLE_VERIFY_EXCLUDE: '*.tmp' }, ['.'], 1],
    [{ PADDLE_VERIFY_EXCLUDE: 'faulty' }, ['.', '--exclude', 'open'], 1],
    [{ PADDLE_VERIFY_BUILD_ARG: 'TAG=2.6.1' }, ['open'], 0],
    [{ PADDLE_VERIFY_BUILD_ARG: 'OTHER=a,b\nTAG=2.6.1' }, ['open'], 0],
    [{ PADDLE_VERIFY_BUILD_ARG: 'TAG' }, ['open'], 2],
    [{ PADDLE_VERIFY_FAIL_ON: 'never' }, ['faulty'], 0],
    [{ PADDLE_VERIFY_FAIL_ON: 'sometimes' }, ['faulty'], 2],
    [{ PADDLE_VERIFY_POLICY: 'audit' }, ['faulty'], 0],
    [{ PADDLE_VERIFY_POLICY: '' }, ['faulty'], 1],
    [{ PADDLE_VERIFY_POLICY: 'audit' }, ['faulty', '--policy', 'baseline'], 1],
    [{ PADDLE_VERIFY_ALLOW_NO_SUBJECT: 'true' }, ['none'], 0],
    [{ PADDLE_VERIFY_OUTPUT: 'json=a.json,sarif=b.sarif' }, ['faulty'], 1],
  ])('%j check %j: exit %i', (env, args, code) => {
    expect(run(['check', ...args], env).code).toBe(code);
  });

  it('write every report that they name', () => {
    const folder = folderOf(files);
    spawned({
      folder,
      args: ['check', 'faulty'],
      env: { PADDLE_VERIFY_OUTPUT: 'json=a.json,sarif=b.sarif' },
    });
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['a.json', 'b.sarif']));
  });
});

describe('what is to be judged', () => {
  it('is judged once, however often and by whichever path it is named', () => {
    const folder = folderOf(files);
    const once = spawned({ folder, args: ['check', 'faulty', '--at', '2026-11-23'] });
    const often = ['faulty', './faulty', 'faulty/Dockerfile', './faulty/../faulty', join(folder, 'faulty')];
    expect(spawned({ folder, args: ['check', ...often, '--at', '2026-11-23'] }).stdout).toBe(once.stdout);
  });

  it.each([
    ['Dockerfil', 'did you mean Dockerfile?'],
    ['faulty/Dockerfle', 'did you mean faulty/Dockerfile?'],
    ['./faluty', 'did you mean faulty?'],
    ['paddlepaddle/paddle', 'an image with a tag or digest such as'],
  ])('%s is exit 2: %s', (target, said) => {
    const { code, stderr } = run(['check', target], {}, { Dockerfile: CLEAN });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });

  it.each([
    ['tomorrow', 2],
    ['2026-02-30', 2],
    ['2026-12-01T25:00', 2],
    ['2026-12-01', 0],
    ['2026-12-01T08:00:00Z', 0],
    ['2026-12-01 08:00:00+08:00', 0],
  ])('--at %s: exit %i', (at, code) => {
    expect(run(['check', 'clean', '--at', at]).code).toBe(code);
  });

  it('--at without an offset is UTC in every time zone', () => {
    const at = (zone: string): unknown =>
      (
        JSON.parse(
          run(['check', 'clean', '-f', 'json', '--at', '2026-12-01T08:00:00'], { TZ: zone }).stdout,
        ) as { at: string }
      ).at;
    expect(at('Asia/Shanghai')).toBe('2026-12-01T08:00:00.000Z');
    expect(at('America/New_York')).toBe('2026-12-01T08:00:00.000Z');
  });
});

describe('stdin', () => {
  const POD =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: NAME}\nspec: {containers: [{name: a, image: "paddlepaddle/paddle:latest"}]}\n';
  const list = `apiVersion: v1\nkind: List\nitems:\n- ${POD.replace('NAME', 'a').trim().replaceAll('\n', '\n  ')}\n- ${POD.replace('NAME', 'b').trim().replaceAll('\n', '\n  ')}\n`;
  const judged = (input: string, args: readonly string[] = []) =>
    spawned({ folder: folderOf({}), args: ['check', '-', ...args], input });

  it.each<[string, string, readonly string[]]>([
    ['a Dockerfile', FAULTY, []],
    ['a Dockerfile by its name', FAULTY, ['--stdin-name', 'build/Dockerfile']],
    ['a compose file', 'services: {a: {image: "paddlepaddle/paddle:latest"}}\n', []],
    ['a manifest', POD.replace('NAME', 'a'), []],
    ['what kubectl get prints', list, []],
    [
      'what kubectl get -o json prints',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'List',
        items: [
          {
            apiVersion: 'v1',
            kind: 'Pod',
            metadata: { name: 'a' },
            spec: { containers: [{ name: 'a', image: 'paddlepaddle/paddle:latest' }] },
          },
        ],
      }),
      [],
    ],
    ['several documents', `${POD.replace('NAME', 'a')}---\n${POD.replace('NAME', 'b')}`, []],
    ['a script', '#!/bin/sh\ndocker run paddlepaddle/paddle:latest\n', []],
    ['a script by its name', 'docker run paddlepaddle/paddle:latest\n', ['--stdin-name', 'run.sh']],
  ])('%s is read', (_, input, args) => {
    const { code, stdout } = judged(input, args);
    expect(code).toBe(1);
    expect(stdout).toContain('tag/is-pinned');
    expect(stdout).toContain(args[1] ?? '<stdin>');
  });

  it('finds each object of a List', () => {
    const { stdout } = judged(list, ['-f', 'json']);
    const { findings } = JSON.parse(stdout) as {
      findings: readonly { rule: string; subject: { id: string } }[];
    };
    expect(findings.filter(({ rule }) => rule === 'tag/is-pinned').map(({ subject }) => subject.id)).toEqual([
      expect.stringContaining('Pod/a'),
      expect.stringContaining('Pod/b'),
    ]);
  });

  it.each(['', '\n\n', '# nothing\n'])(
    '%j is no pass: what came before the pipe may have failed',
    (input) => {
      const { code, stdout } = judged(input);
      expect(code).toBe(1);
      expect(stdout).toContain('input/is-readable');
    },
  );
});
