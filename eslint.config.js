import tseslint from 'typescript-eslint';

/** Pure folders: time, randomness, the process and the console enter as values, so that every judgement can be replayed. */
const pure = [
  'src/reference/**',
  'src/compatibility/**',
  'src/content/**',
  'src/tensors/**',
  'src/syntax/**',
  'src/inputs/**',
  'src/facts/**',
  'src/findings/**',
  'src/checks/**',
  'src/rules/**',
  'src/engine/**',
  'src/report/**',
  'src/schema/**',
  'src/index.ts',
];

export default tseslint.config(
  { ignores: ['dist', '.cache', 'coverage', 'node_modules', 'fixtures', 'examples', 'rules'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      complexity: ['error', 12],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: pure,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Pure code takes values.' },
        { name: 'console', message: 'Pure code returns values.' },
        { name: 'fetch', message: 'I/O lives in adapters.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time is an argument.' },
        { object: 'Math', property: 'random', message: 'Pure code is repeatable.' },
      ],
    },
  },
  { files: ['src/commands/**/*.ts', '*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
