import nx from '@nx/eslint-plugin';
import typescript from 'typescript-eslint';
import { packages } from './tools/workspace.mjs';

/** Who may import whom, from tools/workspace.mjs; test files may import a little more. */
const boundaries = (forTests) =>
  Object.entries(packages).map(([key, { uses, tests = [] }]) => ({
    sourceTag: `package:${key}`,
    onlyDependOnLibsWithTags: [...uses, ...(forTests ? tests : [])].map((name) => `package:${name}`),
  }));
const boundaryRule = (forTests) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    // A package's own files, chosen by the condition `browser` of its `imports`.
    allow: ['^#'],
    // Backends and the run time of Node are loaded late for a quick start, and their data or types at once.
    checkDynamicDependenciesExceptions: ['@neurite/**'],
    // Tests outside of src use a package as its users do.
    allowCircularSelfDependency: forTests,
    depConstraints: boundaries(forTests),
  },
];

/** Only these may import values of tfjs, and only the language may import chevrotain. */
const restricted = (patterns) => ['error', { patterns }];
const tfjs = {
  group: ['@tensorflow/*'],
  allowTypeImports: true,
  message: 'Only backends/webgl, tfjs and tests import values of tfjs.',
};
const chevrotain = { group: ['chevrotain'], message: 'Only packages/language imports chevrotain.' };

const tests = ['packages/**/*.test.ts', 'packages/**/test/**/*.ts', 'packages/**/bench/**/*.ts'];

export default typescript.config(
  {
    ignores: [
      '**/dist/**',
      '**/bundle/**',
      '**/node_modules/**',
      '.nx/**',
      'runs/**',
      '**/golden/**',
      'packages/vscode/**',
    ],
  },
  ...typescript.configs.recommended,
  {
    files: ['packages/**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(false),
      '@typescript-eslint/no-restricted-imports': restricted([tfjs, chevrotain]),
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: tests,
    rules: {
      '@nx/enforce-module-boundaries': boundaryRule(true),
      '@typescript-eslint/no-restricted-imports': 'off',
    },
  },
  {
    files: ['packages/tfjs/**/*.ts', 'packages/backends/webgl/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restricted([chevrotain]) },
  },
  {
    files: ['packages/language/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restricted([tfjs]) },
  },
);
