import { success, type Outcome } from '@neurite/contract';
import { recordFloor } from '@neurite/program';
import { windowOf } from '../data/windows.js';
import { portKey } from '../session/prepared.js';
import { take } from '../session/session.js';
import { bindWeights, createStore } from '../session/store.js';
import { openLane, writeCounter } from '../train/lanes.js';
import { withoutAugmentation, type Ward } from './ward.js';

/** The least mean loss that any network could have on some rows; 0 where that is not known. */
export const floorOf = async (
  { recipe, data, weights, session }: Ward,
  rows: Int32Array,
): Promise<Outcome<number>> => {
  const { device, catalog } = session;
  const part = withoutAugmentation(data.parts.train);
  const window = await windowOf(part, rows);
  if (!window.ok) return window;
  const key = 'doctor floor';
  const prepared = await session.prepare(key, () =>
    recordFloor(recipe, catalog, { batch: rows.length, bindings: data.bindings }),
  );
  if (!prepared.ok) return prepared;
  const store = createStore(device);
  // What fields are fitted with is among the weights.
  bindWeights(store, recipe.graph.parameters, weights);
  const lane = openLane(prepared.value, undefined, { parts: { train: part } }, store, session);
  try {
    lane.fill(window.value, rows);
    writeCounter(store, recipe.seed, 0, 0);
    const buffers = prepared.value.executable.run(lane.inputs());
    const sums = new Map<string, number>();
    for (const [index, name] of prepared.value.outputs.entries())
      sums.set(name, (await take(device, buffers[index]!))[0]!);
    return success(sums.get(portKey('metric', 'loss'))! / sums.get(portKey('metric', 'weight'))!);
  } finally {
    lane.own.close();
    store.close();
    session.forget(key);
  }
};
