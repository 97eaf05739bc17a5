import preset from './jest.preset.js';

// Native ES modules of finished test files are never collected: workers start anew before that takes the machine's memory.
export default {
  ...preset,
  workerIdleMemoryLimit: '1200MB',
  roots: ['<rootDir>/packages', '<rootDir>/tools'],
};
