// Judges the bank's OCR platform as it was committed and as it was mended, with the real command, and shows what it says.
// Needs nothing but Node to start: a fresh clone is set up first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = '.cache/demo';
/** Waivers of the example have a last day: it is judged on the day on which it was written. */
const AT = '2026-11-23';
const SHOWN = 12;
/** What the bank runs, and a newer one that it thinks of. */
const IMAGES = [
  'paddlepaddle/paddle:2.5.2-gpu-cuda11.7-cudnn8.4-trt8.4',
  'paddlepaddle/paddle:3.0.0-gpu-cuda12.6-cudnn9.5-trt10.5',
];
const ORDER = ['critical', 'high', 'medium', 'low', 'info'];

const say = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);

/** The variables of the caller, without those that would change what is judged. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith('PADDLE_VERIFY_')),
);

function node(args, folder = root) {
  const run = spawnSync(process.execPath, args, {
    cwd: folder,
    env: { ...environment, NO_COLOR: '1', COLUMNS: '100' },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (run.error !== undefined) throw run.error;
  return { code: run.status ?? 4, text: run.stdout, problems: run.stderr };
}

function must(command, args) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} failed`);
}

/** Packages and the bundle, where they are not there yet. */
function setUp() {
  if (existsSync(join(root, 'scripts/setup.mjs'))) return must(process.execPath, ['scripts/setup.mjs']);
  if (!existsSync(join(root, 'node_modules'))) must('npm', ['ci', '--no-audit', '--no-fund']);
  if (!existsSync(join(root, 'dist/cli.cjs'))) must(process.execPath, ['scripts/build.mjs', '--fast']);
}

const cli = (args, folder = root) => node([join(root, 'bin/run.js'), ...args], folder);

function check(side) {
  const folder = join(root, 'examples/bank-ocr', side);
  const out = (kind) => join(root, reports, `${side}.${kind}`);
  const args = ['check', '.', '--at', AT, '--lang', 'en', '-f', 'json'];
  const { code, text, problems } = cli(
    [...args, '-o', `text=${out('txt')}`, '-o', `html=${out('html')}`],
    folder,
  );
  if (!text.startsWith('{')) throw new Error(`no report of ${side}: ${problems}`);
  return { code, report: JSON.parse(text), plain: readFileSync(out('txt'), 'utf8') };
}

/** The worst first; of one rule, one place. */
function worst(findings) {
  const seen = new Set();
  return [...findings]
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
    .filter(({ rule }) => !seen.has(rule) && seen.add(rule))
    .slice(0, SHOWN);
}

function line({ severity, rule, location, message, remediation }) {
  const place = location === null ? '' : `${location.path}:${location.line}:${location.column}`;
  return [
    `  ${severity.padEnd(8)} ${rule}  ${place}`,
    ...wrapped(message),
    ...wrapped(`fix: ${remediation}`),
  ];
}

function wrapped(text, width = 94, most = 3) {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1).length + word.length > width && lines.at(-1) !== '') lines.push('');
    lines[lines.length - 1] += `${lines.at(-1) === '' ? '' : ' '}${word}`;
  }
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] += ' …';
  return shown.map((one) => `           ${one}`);
}

function summary(plain) {
  const lines = plain.trimEnd().split('\n');
  return lines.slice(lines.lastIndexOf('') + 1);
}

function title(text) {
  say('', text, '─'.repeat(Math.min(text.length, 100)));
}

function explain(rule, language, most = 13) {
  title(`paddle-verify explain ${rule} --lang ${language}`);
  const { code, text, problems } = cli(['explain', rule, '--lang', language]);
  if (code !== 0) throw new Error(`explain ${rule} ended with ${code}: ${problems}`);
  const lines = text.trimEnd().split('\n');
  say(...lines.slice(0, most), `… (${lines.length - most} more lines)`);
}

const WORDS = { incompatible: 'cannot run', unknown: 'not known', 'not-applicable': 'not applicable' };

/** One line a machine; why and what to do where it is not a plain yes. */
function placed({ verdict, cudaPath, group, gpu, error, open, repair }) {
  const word = WORDS[verdict] ?? `runs (${cudaPath})`;
  const why = (error ?? open)?.replace(/ \[source: [^\]]*\]/, '');
  return [
    `    ${word.padEnd(21)} ${group.padEnd(12)} ${gpu ?? ''}`.trimEnd(),
    ...(repair === null ? [] : [...wrapped(`why: ${why}`), ...wrapped(`fix: ${repair.advice}`)]),
  ];
}

/** Whether the images run on the bank's machines, and what to take instead. */
function fleet() {
  const file = 'examples/bank-ocr/fleet.yaml';
  title(`paddle-verify compat IMAGE… --fleet ${file}`);
  const { code, text, problems } = cli([
    ...['compat', ...IMAGES, '--fleet', file, '-f', 'json'],
    ...['-o', `html=${join(root, reports, 'fleet.html')}`],
  ]);
  if (!text.startsWith('{')) throw new Error(`no result of compat: ${problems}`);
  const { placements } = JSON.parse(text);
  for (const image of IMAGES)
    say(`  ${image}`, ...placements.filter((one) => one.image === image).flatMap(placed));
  say('', `Every step with its figures and sources, as a map: ${reports}/fleet.html`);

  const args = ['recommend', '--fleet', file, '--limit', '1', '--current', IMAGES.at(-1)];
  title(`paddle-verify ${args.join(' ')}`);
  const found = cli(args);
  if (found.text === '') throw new Error(`no result of recommend: ${found.problems}`);
  say(found.text.trimEnd());
  return code === 1 && found.code === 0;
}

function main() {
  say('Setting up (the first time this takes a minute) …');
  setUp();
  mkdirSync(join(root, reports), { recursive: true });

  title(`examples/bank-ocr/before: paddle-verify check . --at ${AT}`);
  const before = check('before');
  const shown = worst(before.report.findings);
  say(`The worst ${shown.length} of ${before.report.findings.length} findings, one place a rule:`, '');
  say(...shown.flatMap(line));
  say('', ...summary(before.plain));
  say('', `All of it: ${reports}/before.txt, or ${reports}/before.html in a browser.`);

  title(`examples/bank-ocr/after: paddle-verify check . --at ${AT}`);
  const after = check('after');
  say(after.plain.trimEnd());

  const placedAsExpected = fleet();

  explain('tag/is-seen', 'en');
  explain('hardening/is-not-privileged', 'zh');

  const expected = before.code === 1 && after.code === 0 && placedAsExpected;
  title('In short');
  for (const [side, { code, report }] of [
    ['before', before],
    ['after', after],
  ])
    // prettier-ignore
    say(`  ${side.padEnd(7)} policy ${report.policy.name.padEnd(11)} verdict ${report.verdict.padEnd(5)} exit code ${code}`);
  title('Try next');
  say(
    '  node bin/run.js check PATH                                your own Dockerfiles, manifests, CI files',
    '  node bin/run.js check examples/bank-ocr/before --policy production',
    '  node bin/run.js parse paddlepaddle/paddle:2.6.0-gpu-cuda11.8-cudnn8',
    '  node bin/run.js check examples/bank-ocr/before --lang zh -f markdown',
    '  node bin/run.js fleet show examples/bank-ocr/fleet.yaml',
    '  node bin/run.js compat IMAGE --driver 535.104.05 --gpu T4',
    '  node bin/run.js rules list',
    '  less README.md docs/getting-started.md',
  );
  if (!expected)
    say(
      '',
      `Expected exit codes 1 and 0, got ${before.code} and ${after.code}; compat and recommend as expected: ${placedAsExpected}.`,
    );
  return expected ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  process.stderr.write(`demo: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
