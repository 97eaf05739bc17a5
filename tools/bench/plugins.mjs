// Plugins by themselves on one of tfjs's backends: a printed row for each family and direction.
import { runInPage } from '../browser/run-in-page.mjs';
import { importSource } from '../import-source.mjs';
import { openTfjs } from './tfjs.mjs';

const milliseconds = ({ median }) => `${median.toFixed(2).padStart(8)} ms`;

const print = ({ name, shape, direction, neurite, tfjs }) => {
  const title = `${`${name}, ${direction}`.padEnd(42)} ${shape.padEnd(24)} neurite ${milliseconds(neurite)}`;
  const other =
    typeof tfjs === 'string' ? tfjs : `${milliseconds(tfjs)}   ${(tfjs.median / neurite.median).toFixed(2)}×`;
  console.log(`${title}   tfjs ${other}`);
};

/** The rows on `wasm` or `cpu`, here, or on `webgl`, in a page. */
export const pluginRows = async (backend, rounds, perRound) => {
  console.log(`\nplugins on tfjs tensors, tfjs-${backend}`);
  if (backend === 'webgl') {
    const entry = new URL('./plugins.page.ts', import.meta.url);
    const rows = await runInPage({ entry, argument: { rounds, perRound } });
    rows.forEach(print);
    return rows;
  }
  const rows = await importSource('tools/bench/plugin-rows.ts');
  return rows.pluginRows((await openTfjs(backend)).tf, rounds, perRound, print);
};
