import { wasm } from '@neurite/backend-wasm';
import { cpu } from '@neurite/backend-cpu';
import { catalog } from '@neurite/standard/catalog';
import { artifactOf } from '../artifact/artifact.js';
import { openPredictor } from '../artifact/predictor.js';
import { compiled } from '../test/compiled.js';
import { trainAll, trainFailure } from '../test/run.js';

const recipe = (times: number) =>
  compiled(`
model Wide(times: int = ${times}) {
  input point: [2]
  output scores = point -> repeat_vector(times) -> cumulative -> mean(axis: 0) -> dense(2)
}
block cumulative { input x  output x * x + sin(x) }
data Moons { source: moons(8)  field label = label -> one_of(2) }
train Run { model: Wide  data: Moons  loss: cross_entropy  optimizer: adam  epochs: 1 }`);

describe('what does not fit into memory', () => {
  it.each([
    ['wasm', wasm],
    ['cpu', cpu],
  ])('is told of on %s', async (_, backend) => {
    const [problem, ...more] = await trainFailure(recipe(1_000_000_000), { backend });
    expect(problem).toMatch(/^device-memory: This does not fit into the memory of the device\. /);
    expect(more).toEqual([]);
  });

  it('is told of by a predictor too', async () => {
    const { trained } = await trainAll(recipe(2), { backend: cpu });
    const predictor = await openPredictor(artifactOf(recipe(1_000_000_000), trained, catalog), wasm);
    expect(predictor.ok ? [] : predictor.diagnostics.map(({ code }) => code)).toEqual(['device-memory']);
  });
});
