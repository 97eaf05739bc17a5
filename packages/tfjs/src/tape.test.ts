import { layer, loss, type Ops } from '@neurite/contract';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { eager } from './index.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A layer of x and y with three results. */
const three = eager(
  layer({
    name: 'three',
    family: 'core',
    summary: 'Three results.',
    options: {},
    inputs: { x: '[n]', y: '[n]' },
    outputs: { product: '[n]', same: '[n]', doubled: '[n]' },
    parameters: {},
    examples: [],
    apply: <T>({ x, y }: { readonly x: T; readonly y: T }, { ops }: { readonly ops: Ops<T> }) => ({
      outputs: { product: ops.mul(x, y), same: x, doubled: ops.add(x, x) },
    }),
  } as never),
) as unknown as (inputs: Record<'x' | 'y', tf.Tensor>) => Record<'product' | 'same' | 'doubled', tf.Tensor>;

const numbers = (tensors: readonly tf.Tensor[]) => tensors.map((x) => [...x.dataSync()]);
const inputs = (): [tf.Tensor, tf.Tensor] => [tf.tensor1d([1, 2]), tf.tensor1d([3, 5])];

/** Sums by one of our own functions: tfjs's sum has no gradient in Node. */
const total = eager(
  layer({
    name: 'total',
    family: 'core',
    summary: 'The sum.',
    options: {},
    inputs: { x: '[n]' },
    outputs: { y: '[]' },
    parameters: {},
    examples: [],
    apply: <T>({ x }: { readonly x: T }, { ops }: { readonly ops: Ops<T> }) => ({
      outputs: { y: ops.sum(x) },
    }),
  } as never),
) as unknown as (x: tf.Tensor) => tf.Tensor;

describe('a call under gradients', () => {
  it('goes back from the results that are used', () => {
    const gradients = tf.grads((x, y) => total(three({ x, y }).product))(inputs());
    expect(numbers(gradients)).toEqual([
      [3, 5],
      [1, 2],
    ]);
  });

  it('adds up what comes back from several results, one of which is an input itself', () => {
    const both = tf.grads((x, y) => {
      const { same, doubled, product } = three({ x, y });
      const parts = three({ x: same, y: doubled });
      return total(three({ x: parts.product, y: product }).product);
    });
    // (x · 2x) · (x · y) = 2x³y
    expect(numbers(both(inputs()))).toEqual([
      [18, 120],
      [2, 16],
    ]);
  });

  it('takes one tensor for two inputs', () => {
    expect(numbers([tf.grad((x) => total(three({ x, y: x }).product))(tf.tensor1d([3, 5]))])).toEqual([
      [6, 10],
    ]);
  });

  it('leaves nothing behind but the gradients, also where results are not used', () => {
    const given = inputs();
    const before = tf.memory().numTensors;
    const gradients = tf.grads((x, y) => total(three({ x, y }).doubled))(given);
    expect(tf.memory().numTensors).toBe(before + 2);
    expect(numbers(gradients)).toEqual([
      [2, 2],
      [0, 0],
    ]);
  });

  it('is what it was after one that failed', () => {
    const failing = eager(
      loss({
        name: 'failing',
        summary: '',
        options: {},
        signatures: [],
        reads: 'values',
        apply: () => {
          throw new Error('no');
        },
      } as never),
    ) as unknown as (prediction: tf.Tensor, target: tf.Tensor) => tf.Tensor;
    const [x, y] = inputs();
    expect(() => tf.grad((p) => failing(p, y))(x)).toThrow('no');
    expect(numbers([tf.grad((p) => total(three({ x: p, y }).product))(x)])).toEqual([[3, 5]]);
  });
});
