// Gives every package its targets and its tag from tools/workspace.mjs, so that no package repeats them.
import { dirname } from 'node:path';
import { packages } from './workspace.mjs';

const keyByFolder = new Map(Object.entries(packages).map(([key, { folder }]) => [`packages/${folder}`, key]));

const targets = (root) => ({
  build: {
    executor: 'nx:run-commands',
    options: { command: `tsc -b ${root}` },
  },
  test: {
    executor: 'nx:run-commands',
    options: {
      command: `node --experimental-vm-modules node_modules/jest/bin/jest.js --passWithNoTests ${root}/`,
    },
  },
});

export const createNodesV2 = [
  'packages/**/package.json',
  (files) =>
    files
      .filter((file) => !file.includes('node_modules') && keyByFolder.has(dirname(file)))
      .map((file) => {
        const root = dirname(file);
        return [
          file,
          {
            projects: {
              [root]: { root, tags: [`package:${keyByFolder.get(root)}`], targets: targets(root) },
            },
          },
        ];
      }),
];
