import { compile, doctor, NeuriteError } from './index.js';

const text = `
model Net { input point: [2]  output scores = point -> dense(16) -> tanh -> dense(2) }
data Moons { source: moons(count: 120, noise: 0.1)  shuffle: 3  field point = point -> standardize  field label = label -> one_of(2) }
train Run { model: Net, data: Moons, loss: cross_entropy, optimizer: adam(rate: 0.02), batch: 20, epochs: 2, seed: 5 }`;

describe('doctor', () => {
  const recipe = compile(text).recipe();
  if (!recipe.ok) throw new Error(recipe.diagnostics[0]!.message);

  it('gives plain data', async () => {
    const found = await doctor(recipe.value, { steps: 200, rates: { steps: 40 } });
    expect(found).toMatchObject({ verdict: 'ok', recipe: 'Run', rate: 0.02, examples: 120 });
    expect(found.rates!.suggested).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });

  it('throws what is wrong with its options', async () => {
    await expect(doctor(recipe.value, { examples: 0.5 })).rejects.toThrow(NeuriteError);
  });
});
