/* Who may import whom: default deny. A new folder under src needs a line here before anything in it passes the gate. */
const from = (folder, ...to) => ({
  from: { path: `^src/${folder}/` },
  to: { path: [`^src/${folder}/`, ...to.map((name) => `^src/${name}/`)] },
});
const npm = (folder, ...names) => ({
  from: { path: `^src/${folder}/` },
  to: { path: names.map((name) => `^(node_modules/)?${name}(/|$)`) },
});
/** Types vanish when the program is built: nothing of the package is run. */
const npmTypes = (folder, ...names) => ({
  from: { path: `^src/${folder}/` },
  to: {
    path: names.map((name) => `^(node_modules/)?(@types/)?${name}(/|$)`),
    dependencyTypes: ['type-only'],
  },
});
/** Modules of Node itself. */
const node = (folder, ...names) => ({
  from: { path: `^src/${folder}` },
  to: { path: `^(node:)?(${names.join('|')})$`, dependencyTypes: ['core'] },
});
const data = (folder, path) => ({ from: { path: `^src/${folder}/` }, to: { path: `^rules/${path}` } });

module.exports = {
  allowedSeverity: 'error',
  allowed: [
    // knowledge of Paddle's image names; imports nothing above it
    from('reference'),
    data('reference', 'tags/'),
    npm('reference', '@renovatebot/pep440'),
    // knowledge of drivers, GPUs and CUDA
    from('compatibility', 'reference'),
    data('compatibility', 'matrices/'),
    // syntax: text in, trees with places out; knows no Paddle
    from('syntax'),
    npm('syntax/yaml', 'yaml'),
    // judgement, pure
    from('facts', 'reference'),
    from('findings', 'facts', 'reference'),
    node('findings/', 'crypto'),
    from('schema'),
    npm('schema', 'ajv'),
    from('checks', 'facts', 'findings', 'schema', 'reference'),
    npmTypes('checks', 'ajv'),
    from('rules', 'checks', 'facts', 'findings', 'schema', 'reference'),
    data('rules', 'schemas/'),
    from('engine', 'rules', 'findings', 'facts', 'checks', 'reference', 'schema'),
    data('engine', 'schemas/'),
    from('report', 'findings', 'facts', 'reference', 'compatibility'),
    npmTypes('report', 'sarif'),
    // inputs: what a file means, as facts; reads other files only through the port it is given
    from('inputs', 'syntax', 'facts', 'reference', 'compatibility'),
    // edge: the only folders that touch the world, each with the modules that it is there for
    from('adapters/process'),
    node('adapters/process/', 'child_process', 'path', 'os'),
    from('adapters/files', 'facts', 'schema', 'syntax'),
    npm('adapters/files', 'ignore'),
    node('adapters/files/', 'fs', 'fs/promises', 'path', 'crypto', 'url', 'os'),
    from('adapters/git', 'facts', 'adapters/process'),
    npm('adapters/git', 'ignore'),
    node('adapters/git/', 'path', 'crypto', 'fs'),
    // wiring
    from(
      'app',
      'adapters',
      'engine',
      'rules',
      'report',
      'checks',
      'findings',
      'facts',
      'inputs',
      'syntax',
      'schema',
      'reference',
      'compatibility',
    ),
    data('app', ''),
    node('app/', 'path', 'url', 'os', 'crypto'),
    from('commands', 'app'),
    { from: { path: '^src/commands/' }, to: { path: '^src/findings/exit-code' } },
    npm('commands', '@oclif/core'),
    {
      from: { path: '^src/cli\\.ts$' },
      to: { path: '^(src/(app|findings|commands)/|(node_modules/)?@oclif/core(/|$))' },
    },
    // the library: the pure core behind one call
    from('library', 'engine', 'rules', 'report', 'checks', 'findings', 'facts', 'inputs', 'reference'),
    { from: { path: '^src/library/' }, to: { path: '^package\\.json$' } },
    // the library entry re-exports the pure core
    {
      from: { path: '^src/index\\.ts$' },
      to: {
        path: '^src/(library|reference|compatibility|syntax|inputs|facts|findings|checks|rules|engine|report|schema)/',
      },
    },
  ],
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^src' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'families-apart',
      // The exceptions: a module that nothing holds, and a setting of the driver, are judged alike in a Dockerfile and in a workload.
      severity: 'error',
      from: { path: '^src/checks/([^/]+)/' },
      to: {
        path: '^src/checks/[^/]+/',
        pathNot: '^src/checks/($1/|image/missing-modules|workload/driver-settings)',
      },
    },
    {
      name: 'no-test-in-src',
      severity: 'error',
      from: { path: '^src' },
      to: { path: '^(test|fixtures|scripts|examples)/' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
