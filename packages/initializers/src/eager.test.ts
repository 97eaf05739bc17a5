import '@tensorflow/tfjs-backend-cpu';
import { heNormal } from './index.js';

it('he_normal makes the tensor that its seed says', () => {
  const run = (seed: number) => [...heNormal([20, 30], { seed }).dataSync()];
  expect(run(7)).toEqual(run(7));
  expect(run(7)).not.toEqual(run(8));
  expect(heNormal([20, 30]).shape).toEqual([20, 30]);
});
