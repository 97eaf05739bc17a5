import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { folderStorage } from '../node/folder-storage.js';
import { train } from '../train/train.js';
import { statefulRecipe } from './mlp.js';
import { worldOf } from './world.js';

// A process that trains and can be killed: node child.mjs FOLDER cpu|wasm. One line for each checkpoint, the digest last.
const [, , folder = '', backend = ''] = process.argv;
const options = {
  catalog,
  backend: backend === 'cpu' ? cpu : wasm,
  world: worldOf(),
  storage: folderStorage(folder),
  resume: true,
  checkpointSeconds: 0,
};
for await (const event of train(statefulRecipe({ epochs: 6 }), options)) {
  if (event.event === 'checkpoint') process.stdout.write(`${event.name}\n`);
  if (event.event === 'done') process.stdout.write(`digest ${event.weights_sha256}\n`);
}
