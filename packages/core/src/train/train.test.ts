import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { moonsRecipe } from '../testing/mlp.js';
import { worldOf } from '../testing/world.js';
import type { TrainEvent } from './events.js';
import { train } from './train.js';

describe.each([
  ['cpu', cpu],
  ['wasm', wasm],
])('training on %s', (_, backend) => {
  it('learns two moons', async () => {
    const recipe = moonsRecipe({ epochs: 40 });
    const events: TrainEvent[] = [];
    for await (const event of train(recipe, { catalog, backend, world: worldOf() })) events.push(event);
    const done = events.at(-1)!;
    if (done.event !== 'done') throw new Error(JSON.stringify(done));
    expect(done.test!['accuracy']).toBeGreaterThan(0.95);
  });
});
