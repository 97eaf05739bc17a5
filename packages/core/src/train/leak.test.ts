import { wasm } from '@neurite/backend-wasm';
import { compile } from '@neurite/compiler';
import { catalog } from '@neurite/standard/catalog';
import { trainAll } from '../test/run.js';
import { worldOf } from '../test/world.js';

const text = `
model Net { input x: [3]  output scores = x -> dense(4) -> relu -> dense(2) }
data Rows {
  source: csv("rows.csv", features: ["a", "b", "c"])
  test: 6
  shuffle: false
  field x = features -> standardize -> whiten(pca)
  field label = kind -> one_of(["no", "yes"])
  augment x = noise(0.1)
}
train Run { model: Net  data: Rows  loss: cross_entropy  optimizer: adam(rate: 0.05)  batch: 5  epochs: 3 }`;

/** Twenty rows to learn from, and six others behind them. */
const rows = (test: (row: number) => string): string =>
  [
    'a,b,c,kind',
    ...Array.from(
      { length: 20 },
      (_, row) => `${row % 7},${(row * row) % 11}.5,${row % 3},${row % 2 ? 'no' : 'yes'}`,
    ),
    ...Array.from({ length: 6 }, (_, row) => test(row)),
    '',
  ].join('\n');

describe('what is in the test part', () => {
  it('changes no bit of what is learned: not of statistics, not of weights', async () => {
    const compilation = compile(text, { source: 'rows.nn', catalog });
    const recipe = compilation.recipe('Run');
    if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);
    const trainedOn = async (csv: string) =>
      (await trainAll(recipe.value, { backend: wasm, world: worldOf({ 'rows.csv': csv }) })).trained;
    const quiet = await trainedOn(rows((row) => `${row},1,2,no`));
    const wild = await trainedOn(rows((row) => `${-1e6 * row},1e8,-77,yes`));
    expect(wild.digest).toBe(quiet.digest);
    // The data is another one, and is judged otherwise.
    expect(wild.data).not.toBe(quiet.data);
    expect(wild.test).not.toEqual(quiet.test);
    // What is in the training part does change it.
    const other = await trainedOn(rows((row) => `${row},1,2,no`).replace('1,1.5,1,no', '1,1.5,2,no'));
    expect(other.digest).not.toBe(quiet.digest);
  });
});
