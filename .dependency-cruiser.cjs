/* Who may import whom: default deny. A new folder under src needs a line here before anything in it compiles in CI. */
const from = (folder, ...to) => ({
  from: { path: `^src/${folder}/` },
  to: { path: [`^src/${folder}/`, ...to.map((name) => `^src/${name}/`)] },
});
const npm = (folder, ...names) => ({
  from: { path: `^src/${folder}/` },
  to: { path: names.map((name) => `^(node_modules/)?(@types/)?${name}(/|$)`) },
});
const domain = ['reference', 'compatibility', 'content', 'tensors'];

module.exports = {
  allowedSeverity: 'error',
  allowed: [
    // domain: knowledge, imports nothing but reference
    from('reference'),
    from('compatibility', 'reference'),
    { from: { path: '^src/(reference|compatibility)/' }, to: { path: '^rules/(tags|matrices)/' } },
    npm('reference', '@renovatebot/pep440'),
    // syntax: text in, trees with places out; knows no Paddle
    from('syntax'),
    npm('syntax', 'yaml'),
    // judgement, pure
    from('facts', ...domain),
    from('findings', 'facts', ...domain),
    from('schema'),
    npm('schema', 'ajv', 'ajv-formats'),
    from('checks', 'facts', 'findings', 'schema', ...domain),
    from('rules', 'checks', 'facts', 'findings', 'schema', ...domain),
    { from: { path: '^src/rules/' }, to: { path: '^rules/schemas/' } },
    from('engine', 'rules', 'findings', 'facts', 'checks', ...domain),
    from('report', 'findings', 'facts', ...domain),
    // inputs: what a file means, as facts; reads other files only through the port it is given
    from('inputs', 'syntax', 'facts', ...domain),
    // edge
    from('adapters/process'),
    from('adapters/files', 'facts', 'schema', 'syntax'),
    npm('adapters/files', 'ignore'),
    from('adapters/git', 'facts', 'adapters/process'),
    npm('adapters/git', 'ignore'),
    { from: { path: '^src/adapters/' }, to: { dependencyTypes: ['core'] } },
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
      ...domain,
    ),
    { from: { path: '^src/app/' }, to: { path: '^rules/' } },
    {
      from: { path: '^src/app/' },
      to: { dependencyTypes: ['core'], path: '^(node:)?(path|url|worker_threads|os|crypto)$' },
    },
    from('commands', 'app'),
    { from: { path: '^src/commands/' }, to: { path: '^src/findings/exit-code' } },
    npm('commands', '@oclif/core'),
    { from: { path: '^src/cli\\.ts$' }, to: { path: '^(src/(app|findings)/|(node_modules/)?@oclif/core/)' } },
    // the library entry re-exports the pure core
    {
      from: { path: '^src/index\\.ts$' },
      to: { path: '^src/(reference|compatibility|facts|findings|checks|rules|engine|report|schema)/' },
    },
  ],
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { path: '^src' },
      to: { circular: true, dependencyTypesNot: ['type-only'] },
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
