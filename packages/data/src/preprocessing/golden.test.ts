import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import * as data from '../index.js';

interface Tensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
interface Golden {
  readonly train: Tensor;
  readonly test: Tensor;
  readonly cases: readonly {
    readonly code: string;
    readonly definition: 'centre' | 'standardize' | 'minMax' | 'scale' | 'pca' | 'whiten';
    readonly options: Readonly<Record<string, string | number>>;
    readonly shape: readonly number[];
    readonly expect: readonly number[];
  }[];
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/preprocessing.json', import.meta.url), 'utf8'),
) as Golden;
const tensorOf = ({ shape, data: values }: Tensor): tf.Tensor =>
  tf.tensor([...values], [...shape], 'float32');

/** Every transform as a function that is fitted and applied. */
type Fitted = (x: tf.Tensor, fitted: unknown, options: object) => tf.Tensor;
type Transform = { fit(x: tf.Tensor, options: object): Promise<unknown>; apply: Fitted };

describe('preprocessing, fitted on one part and applied to another, as NumPy does it', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(golden.cases.map((each) => [each.code, each] as const))('%s', async (_, each) => {
    const [train, test] = [tensorOf(golden.train), tensorOf(golden.test)];
    const transform = data[each.definition] as unknown as Transform;
    const result =
      each.definition === 'scale'
        ? data.scale.apply(test, each.options as { by: number })
        : transform.apply(test, await transform.fit(train, each.options), each.options);
    expect(result.shape).toEqual(each.shape);
    const values = await result.data();
    // Examples are float32, 24 bits; whitening makes what is lost there up to 1/√epsilon = 10 times as large, and sums eight of them.
    const tolerance = each.definition === 'whiten' ? 3e-5 : 4e-6;
    const scale = Math.max(...each.expect.map(Math.abs));
    for (const [index, expected] of each.expect.entries())
      expect(Math.abs(values[index]! - expected)).toBeLessThan(tolerance * scale);
  });
});
