import { jest } from '@jest/globals';
import { cpu } from '@neurite/backend-cpu';
import { memoryStorage } from '../checkpoint/storage.js';
import { moonsRecipe, statefulRecipe } from '../test/mlp.js';
import { trainAll } from '../test/run.js';

// Training in the reference backend takes its time, and a busy machine more of it.
jest.setTimeout(60_000);

describe('a run in parts', () => {
  it('pauses after an epoch, and goes on to the same bits', async () => {
    const recipe = statefulRecipe();
    const whole = await trainAll(recipe, { backend: cpu });
    const options = { backend: cpu, storage: memoryStorage(), resume: true };
    for (const until of [1, 2]) {
      const { trained } = await trainAll(recipe, { ...options, until });
      expect(trained.reason).toBe('interrupted');
      expect(trained.progress.epoch).toBe(until);
    }
    const { trained } = await trainAll(recipe, options);
    expect(trained.reason).toBe('epochs');
    expect(trained.digest).toBe(whole.trained.digest);
  });
});

describe('a run that costs too much', () => {
  const exploding = moonsRecipe({ rate: 1e3, epochs: 20 });

  it('is given up where that is asked for', async () => {
    const { trained } = await trainAll(exploding, { backend: cpu, abandon: 3 });
    expect(trained.reason).toBe('abandoned');
    expect(trained.progress.epoch).toBeLessThan(3);
    const { initial, recent } = trained.progress.cost!;
    expect(recent).toBeGreaterThan(3 * initial);
  });

  it('goes on where it is not', async () => {
    const { trained } = await trainAll({ ...exploding, epochs: 3 }, { backend: cpu });
    expect(trained.reason).toBe('epochs');
  });

  it('is not given up as long as it learns', async () => {
    const { trained } = await trainAll(moonsRecipe(), { backend: cpu, abandon: 3 });
    expect(trained.reason).toBe('epochs');
  });
});
