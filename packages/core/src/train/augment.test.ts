import { wasm } from '@neurite/backend-wasm';
import { catalog } from '@neurite/standard/catalog';
import { openData } from '../data/open-data.js';
import { moonsPlan, moonsRecipe } from '../test/mlp.js';
import { trainAll } from '../test/run.js';
import { use } from '../test/use.js';
import { worldOf } from '../test/world.js';
import { evaluate } from './evaluate.js';

const augment = [{ field: 'point', steps: [use('augmentation', 'noise', { std: 1 })] }];
const fields = [
  { name: 'point', column: 'point', steps: [use('transform', 'standardize')] },
  { name: 'label', column: 'label', steps: [use('transform', 'one_of', { classes: 2 })] },
];
const recipe = (changes: Parameters<typeof moonsPlan>[0] = {}, rate = 0) =>
  moonsRecipe({ rate, epochs: 2, data: moonsPlan({ fields, ...changes }) }, { standardize: true });

describe('a training with augmentation', () => {
  it('changes what is learned from, and nothing that it is judged by', async () => {
    // At a rate of 0 the weights stay, and every score is a function of the examples.
    const [plain, augmented] = await Promise.all(
      [recipe(), recipe({ augment })].map((each) => trainAll(each, { backend: wasm })),
    );
    const scores = ({ trained }: Awaited<ReturnType<typeof trainAll>>) =>
      trained.progress.epochs.map(({ train, validation }) => ({ train, validation }));
    const [before, after] = [scores(plain!), scores(augmented!)];
    for (const [epoch, { train, validation }] of after.entries()) {
      expect(validation).toEqual(before[epoch]!.validation);
      expect(train['loss']).not.toBe(before[epoch]!.train['loss']);
    }
    // Every epoch draws anew.
    expect(after[0]!.train['loss']).not.toBe(after[1]!.train['loss']);
    expect(augmented!.trained.test).toEqual(plain!.trained.test);
    // Statistics are fitted on the examples as they are.
    for (const [path, { data }] of plain!.trained.weights)
      if (path.includes('standardize')) expect(augmented!.trained.weights.get(path)!.data).toEqual(data);
  });

  it('is not judged on changed examples of the training part either', async () => {
    const options = { backend: wasm, catalog, world: worldOf(), part: 'train' } as const;
    const { trained } = await trainAll(recipe(), { backend: wasm });
    const [plain, augmented] = await Promise.all(
      [recipe(), recipe({ augment })].map((each) => evaluate(each, { ...options, weights: trained.weights })),
    );
    expect(augmented).toEqual(plain);
  });

  it('only the training part has augmentation', async () => {
    const { graph, data: plan } = recipe({ augment });
    const data = await openData({ plan, graph, catalog, world: worldOf() });
    if (!data.ok) throw new Error('no data');
    const has = Object.entries(data.value.parts).map(([name, part]) => [name, part.augment !== undefined]);
    expect(has).toEqual([
      ['train', true],
      ['validation', false],
      ['test', false],
    ]);
  });
});
