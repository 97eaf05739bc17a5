// What every package's tests have in common. Sources are read through the condition `@neurite/source`: no build is needed.
// `import` must not be among customExportConditions: Jest itself breaks on it.
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['@neurite/source', 'node', 'default'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  // A guard against hangs, not a measure of speed: a busy machine must not fail a test.
  testTimeout: 60_000,
  testMatch: ['**/src/**/*.test.ts', '**/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/bundle/'],
  modulePathIgnorePatterns: ['/dist/', '/bundle/'],
};
