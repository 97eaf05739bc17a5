import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from '../command.js';
import { endIfBroken } from '../compile-file.js';
import { exit, Stop } from '../terminal/exit.js';
import { writeWhole } from '../write-file.js';

// Data that needs no file, so that the new project trains at once.
const modelText = (
  title: string,
) => `# ${title}: two moons, told apart by a small network. Train it: nn train model.nn

## A point of the plane → how likely it lies on each moon.
model Moons(hidden: [int] = [16, 16], act: layer = tanh) {
  input point: [2]
  output scores = point
    -> repeat units in hidden { dense(units) -> act }
    -> dense(2) as head
}

## 1,000 points, made on the spot; a fifth of them is kept apart for the test.
data Points {
  source: moons(count: 1_000, noise: 0.15, seed: 1)
  shuffle: 1
  test: 20%
  field point = point
  field label = label -> one_of(2)
}

train MoonRun {
  model: Moons
  data: Points
  loss: cross_entropy
  optimizer: adam(rate: 0.01)
  batch: 32
  epochs: 40
  metrics: [accuracy]
  seed: 1
}
`;

const packageText = (name: string) =>
  `${JSON.stringify({ name, private: true, type: 'module', scripts: { start: 'nn train model.nn' }, dependencies: { '@neurite/cli': '^0.1.0' } }, null, 2)}\n`;

const readmeText = (name: string) => `# ${name}

A network described in \`model.nn\`.

    nn check model.nn      # names, shapes and sense, before anything runs
    nn summary model.nn    # layers, shapes, parameters
    nn train model.nn      # trains it; results go to runs/
`;

export const create: Command = {
  name: 'new',
  summary: 'Write a small commented project: model, data and recipe',
  arguments: ['NAME'],
  example: 'nn new moons && cd moons && nn train model.nn',
  async run({ terminal, arguments: [name], common }) {
    const folder = resolve(terminal.cwd, name!);
    const title = basename(folder);
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(title))
      throw new Stop(
        exit.usage,
        `"${title}" cannot name a project: use small letters, digits, - and _, as npm does.`,
      );
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new Stop(
        exit.usage,
        `The folder "${name}" is there already and is not empty; nothing was written.`,
      );
    const files = {
      'model.nn': modelText(title),
      'package.json': packageText(title),
      'README.md': readmeText(title),
      '.gitignore': 'node_modules/\nruns/\n',
    };
    for (const [file, text] of Object.entries(files)) {
      const problem = writeWhole(join(folder, file), text);
      if (problem !== undefined) return endIfBroken(terminal, [problem], new Map(), common, true) ?? exit.io;
    }
    if (common.json) terminal.out(`${JSON.stringify({ project: name, files: Object.keys(files) })}\n`);
    else if (!common.quiet)
      terminal.error(
        `wrote ${Object.keys(files).join(', ')} in ${name}; next: cd ${name} && nn train model.nn\n`,
      );
    return exit.done;
  },
};
