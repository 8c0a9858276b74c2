// npm run new:check -- hardening/has-no-swap [--subject container]
// Writes src/checks/<family>/<name>.ts, which compiles and says nothing yet, and registers it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readArguments, stop, SUBJECTS, writeNew } from './scaffold.mjs';

/** A kind of fact of each subject to begin with; src/facts/fact-map.ts lists all. */
const FACTS = {
  image: 'image.reference',
  container: 'container.privileges',
  workload: 'workload.pod',
  dockerfile: 'dockerfile.final',
  file: 'file.content',
  inputs: 'inputs.inventory',
  waiver: 'waiver.state',
  change: 'change.configuration',
};

const { id, family, name, flags, root } = readArguments(process.argv.slice(2), {
  what: 'check',
  right: 'npm run new:check -- hardening/has-no-swap [--subject container]',
});
const subject = flags.subject ?? SUBJECTS[family];
if (!(subject in FACTS))
  stop(`there is no subject "${subject}"`, `expected: one of ${Object.keys(FACTS).join(', ')}`);
const fact = FACTS[subject];
const camel = `${family}-${name}`.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

writeNew(
  root,
  `src/checks/${id}.ts`,
  `import { fail, notApplicable, pass } from '../../findings/outcome.ts';
import { defineCheck, NO_OPTIONS } from '../define.ts';

/** FILL: what is judged, and why. */
export const ${camel} = defineCheck({
  id: '${id}',
  subject: '${subject}',
  // Every kind that is read below; what is missing in one of them makes the rule not checked.
  needs: ['${fact}'],
  options: NO_OPTIONS,
  judge({ facts, subject }) {
    const fact = facts['${fact}'];
    // FILL: another rule speaks of it, or the notion does not exist here: say so.
    if (!('FILL' in fact)) return notApplicable('FILL: why it does not apply');
    return subject.name === 'FILL' ? pass() : fail('wrong', { data: { name: subject.name } });
  },
});
`,
);
execFileSync(process.execPath, [join(root, 'scripts/generate-checks-index.mjs')], {
  cwd: root,
  stdio: 'ignore',
});
console.log(`src/checks/${id}.ts written and registered.

Next:
  1. Fill every place marked FILL. src/facts/fact-map.ts lists the facts; an open question is never a pass.
  2. npx tsc -p .
  3. npm run new:rule -- ${id}`);
