// npm run new:rule -- hardening/has-no-swap [--check hardening/has-limit]
// Writes rules/catalog/<family>/<name>.yaml with every place to fill marked FILL, and says what to do next.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, readArguments, ruleTexts, stop, SUBJECTS, writeNew } from './scaffold.mjs';

const { id, family, flags, root } = readArguments(process.argv.slice(2), {
  what: 'rule',
  right: 'npm run new:rule -- tag/is-signed [--check tag/matches]',
});
const check = flags.check ?? id;
const texts = ruleTexts(root);
if (texts.has(id)) stop(`there is a rule ${id} already; nothing was written`);

const source = join(root, 'src/checks', `${check}.ts`);
if (!existsSync(source))
  stop(
    `there is no check ${check}`,
    `write one first:           npm run new:check -- ${check}`,
    `or name one that is there: npm run new:rule -- ${id} --check tag/matches`,
  );
const code = readFileSync(source, 'utf8');
const subject = /^ {2}subject: '(\w+)'/m.exec(code)?.[1] ?? SUBJECTS[family];
const messages = [...new Set([...code.matchAll(/\bfail\(\s*'([a-z][a-z0-9-]*)'/g)].map(([, name]) => name))];
if (messages.length === 0) messages.push('wrong');
const takesOptions = !/options: NO_OPTIONS/.test(code);

writeNew(root, `rules/catalog/${id}.yaml`, render());
console.log(`rules/catalog/${id}.yaml written, code ${nextCode()}.

Next:
  1. Fill every place marked FILL: \`grep -n FILL rules/catalog/${id}.yaml\`.
  2. npx vitest run --project unit test/rules/examples.test.ts -t ${id}
     The examples are the tests: each goes through the real readers and the engine.
  3. npm run generate       (writes docs/rules/${id}.md and docs/rules/zh/${id}.md)
  4. npm run build && node bin/run.js explain ${id}`);

/** One above the highest of the family's block, so that a code that was once given is not given again. */
function nextCode() {
  const block = FAMILIES[family];
  const used = [...texts.values()].map((text) => /^code: (PV\d{4})$/m.exec(text)?.[1] ?? '');
  const highest = Math.max(
    0,
    ...used.filter((one) => one.startsWith(block)).map((one) => Number(one.slice(4))),
  );
  if (highest >= 99) stop(`the codes of ${block}xx are used up`);
  return `${block}${String(highest + 1).padStart(2, '0')}`;
}

function render() {
  const bilingual = (en, zh) => `\n  en: >-\n    ${en}\n  zh: >-\n    ${zh}`;
  return `id: ${id}
code: ${nextCode()}
title: # the good state, at most 80 characters, no full stop
  en: 'FILL: ${id.split('/')[1].replaceAll('-', ' ')}'
  zh: 'FILL: 写出正确的状态'
rationale: # 1 to 4 sentences: why it hurts a team that runs Paddle inference${bilingual('FILL: what goes wrong, and when', 'FILL: 会出什么问题')}
remediation: # an instruction, with {placeholders} from the data that the check gives to fail()${bilingual('FILL: Write … in {subject}', 'FILL: 在 {subject} 中写明……')}
messages: # what is wrong here, with the figures${messages.map((name) => `\n  ${name}:\n    en: 'FILL: {subject} …'\n    zh: 'FILL: {subject}……'`).join('')}
severity: medium # critical high medium low info
references: # at least one page that exists
  - https://example.com/FILL:a-page
check: ${check}
${takesOptions ? `options: {} # FILL: what src/checks/${check}.ts asks for\n` : ''}level: baseline # baseline: what files can tell; production: strict; optional: only when a policy names it
since: 0.1.0
examples: # at least one of each; they are the tests and the documentation
${example('FILL: a good file', 'pass')}
${example('FILL: a faulty file', 'fail', messages[0])}
${example('FILL: a file from which it cannot be told', 'notChecked')}
`;
}

function example(name, expect, message) {
  return [
    `  - name: '${name}'`,
    `    expect: ${expect}`,
    ...(message === undefined ? [] : [`    message: ${message}`]),
    '    files:',
    ...fileOf(expect).map((line) => `      ${line}`),
  ].join('\n');
}

function fileOf(expect) {
  const image = expect === 'notChecked' ? 'paddlepaddle/paddle:${TAG}' : 'paddlepaddle/paddle:2.6.1';
  if (subject === 'image' || subject === 'dockerfile' || subject === 'file')
    return ['Dockerfile: |', ...(expect === 'notChecked' ? ['  ARG TAG'] : []), `  FROM ${image}`];
  return [
    'compose.yaml: |',
    '  services:',
    '    ocr:',
    `      image: ${image.replace('${TAG}', '"${TAG}"').replace(/^(.*)"\$\{TAG\}"$/, '"$1${TAG}"')}`,
  ];
}
