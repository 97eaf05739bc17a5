// `npm start`: installs what is needed, builds the command, and trains the first example.
import { run, setup } from './setup.mjs';

setup();
const { bundle } = await import('./bundle.mjs');
await bundle();
const more = process.argv.slice(2);
run(process.execPath, ['packages/cli/bin/nn.js', 'train', 'examples/digits.nn', ...more]);
