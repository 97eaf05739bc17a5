import type { Convolution, Window } from '@neurite/contract';
import { draw, flat } from '../tensors/index.js';
import { crossEntropy, dense, type Network } from './network.js';

const random = draw(101);
const weights = (...shape: readonly number[]) => random.floats(shape, -0.5, 0.5);
const zeros = (...shape: readonly number[]) =>
  flat(shape, new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(0));
const ones = (...shape: readonly number[]) =>
  flat(shape, new Array<number>(shape.reduce((a, b) => a * b, 1)).fill(1));

const mlp: Network = {
  name: 'MLP',
  optimizer: 'adam',
  rate: 0.01,
  parameters: {
    w1: weights(6, 16),
    b1: zeros(16),
    w2: weights(16, 9),
    b2: zeros(9),
    w3: weights(9, 3),
    b3: zeros(3),
  },
  batch: { x: random.floats([10, 6]), label: random.ints([10], 0, 3) },
  run: (ops, { x, label, w1, b1, w2, b2, w3, b3 }) => {
    const first = ops.relu(dense(ops, x!, w1!, b1!));
    const second = ops.tanh(dense(ops, first, w2!, b2!));
    return { loss: crossEntropy(ops, dense(ops, second, w3!, b3!), label!) };
  },
};

const dropout: Network = {
  name: 'MLP with dropout and weight decay',
  optimizer: 'momentum',
  rate: 0.05,
  parameters: { w1: weights(5, 12), b1: zeros(12), w2: weights(12, 1), b2: zeros(1) },
  batch: { x: random.floats([8, 5]), y: random.floats([8, 1]) },
  run: (ops, { x, y, w1, b1, w2, b2 }, draws) => {
    const hidden = ops.sigmoid(dense(ops, x!, w1!, b1!));
    const kept = ops.cast(ops.less(draws(ops.shape(hidden)), 0.75), 'float32');
    const error = ops.sub(dense(ops, ops.mul(ops.mul(hidden, kept), 1 / 0.75), w2!, b2!), y!);
    return { loss: ops.add(ops.mean(ops.square(error)), ops.mul(ops.sum(ops.square(w1!)), 1e-3)) };
  },
};

const same: Convolution = {
  strides: [1, 1],
  padding: [
    [1, 1],
    [1, 1],
  ],
  dilation: [1, 1],
  groups: 1,
};
const pool: Window = {
  size: [2, 2],
  strides: [2, 2],
  padding: [
    [0, 0],
    [0, 0],
  ],
};

const cnn: Network = {
  name: 'CNN with pooling',
  optimizer: 'adam',
  rate: 0.01,
  parameters: {
    k1: weights(3, 3, 2, 4),
    b1: zeros(4),
    k2: weights(3, 3, 1, 4),
    k3: weights(3, 3, 4, 6),
    b3: zeros(6),
    w: weights(6, 3),
    b: zeros(3),
  },
  batch: { x: random.floats([4, 8, 8, 2]), label: random.ints([4], 0, 3) },
  run: (ops, { x, label, k1, b1, k2, k3, b3, w, b }) => {
    const first = ops.maxPool(ops.relu(ops.add(ops.conv(x!, k1!, same), b1!)), pool);
    const depthwise = ops.relu(ops.conv(first, k2!, { ...same, groups: 4 }));
    const second = ops.relu(ops.add(ops.conv(depthwise, k3!, { ...same, strides: [2, 2] }), b3!));
    const averaged = ops.mul(ops.windowSum(second, pool), 1 / 4);
    return { loss: crossEntropy(ops, dense(ops, ops.reshape(averaged, [4, 6]), w!, b!), label!) };
  },
};

const lstm: Network = {
  name: 'LSTM',
  optimizer: 'adam',
  rate: 0.02,
  parameters: {
    kernel: weights(3, 20),
    recurrent: weights(5, 20),
    bias: zeros(20),
    w: weights(5, 2),
    b: zeros(2),
  },
  batch: { x: random.floats([4, 6, 3]), label: random.ints([4], 0, 2) },
  run: (ops, { x, label, kernel, recurrent, bias, w, b }) => {
    const gates = ops.transpose(
      ops.reshape(dense(ops, ops.reshape(x!, [24, 3]), kernel!, bias!), [4, 6, 20]),
      [1, 0, 2],
    );
    const { carries } = ops.scan(
      { constants: [recurrent!], carries: [ops.zeros([4, 5]), ops.zeros([4, 5])], sequences: [gates] },
      ([matrix], [h, c], [gate]) => {
        const [i, f, g, o] = ops.split(ops.add(gate!, ops.matMul(h!, matrix!)), 4, 1);
        const next = ops.add(ops.mul(ops.sigmoid(f!), c!), ops.mul(ops.sigmoid(i!), ops.tanh(g!)));
        const out = ops.mul(ops.sigmoid(o!), ops.tanh(next));
        return { carries: [out, next], stacked: [out] };
      },
    );
    return { loss: crossEntropy(ops, dense(ops, carries[0]!, w!, b!), label!) };
  },
};

const embedding: Network = {
  name: 'embedding',
  optimizer: 'adam',
  rate: 0.02,
  parameters: { table: weights(11, 4), w: weights(4, 3), b: zeros(3) },
  // Tokens repeat: their gradients add up.
  batch: {
    tokens: flat([3, 5], [1, 2, 2, 10, 0, 3, 3, 3, 3, 3, 7, 8, 2, 1, 0], 'int32'),
    label: random.ints([3], 0, 3),
  },
  run: (ops, { tokens, label, table, w, b }) => {
    const vectors = ops.gather(table!, tokens!);
    return { loss: crossEntropy(ops, dense(ops, ops.mean(vectors, 1), w!, b!), label!) };
  },
};

const batchNorm: Network = {
  name: 'batch norm',
  optimizer: 'momentum',
  rate: 0.05,
  parameters: { w1: weights(4, 6), scale: ones(6), shift: zeros(6), w2: weights(6, 2), b2: zeros(2) },
  statistics: { mean: zeros(6), variance: ones(6) },
  batch: { x: random.floats([9, 4], -2, 3), label: random.ints([9], 0, 2) },
  run: (ops, { x, label, w1, scale, shift, w2, b2, mean, variance }) => {
    const y = ops.matMul(x!, w1!);
    const [centre, spread] = [ops.mean(y, 0), ops.variance(y, 0)];
    const normal = ops.mul(ops.sub(y, centre), ops.rsqrt(ops.add(spread, 1e-3)));
    const hidden = ops.relu(ops.add(ops.mul(normal, scale!), shift!));
    const blend = (old: typeof y, now: typeof y) =>
      ops.add(ops.mul(old, 0.9), ops.mul(ops.stopGradient(now), 0.1));
    return {
      loss: crossEntropy(ops, dense(ops, hidden, w2!, b2!), label!),
      statistics: { mean: blend(mean!, centre), variance: blend(variance!, ops.mul(spread, 9 / 8)) },
    };
  },
};

const attention: Network = {
  name: 'attention with layer norm',
  optimizer: 'adam',
  rate: 0.01,
  parameters: {
    query: weights(6, 6),
    key: weights(6, 6),
    value: weights(6, 6),
    output: weights(6, 6),
    scale: ones(6),
    shift: zeros(6),
    w: weights(6, 2),
    b: zeros(2),
  },
  batch: { x: random.floats([3, 4, 6]), label: random.ints([3], 0, 2) },
  run: (ops, { x, label, query, key, value, output, scale, shift, w, b }) => {
    const centred = ops.sub(x!, ops.mean(x!, -1, true));
    const normal = ops.mul(centred, ops.rsqrt(ops.add(ops.variance(x!, -1, true), 1e-5)));
    const rows = ops.reshape(ops.add(ops.mul(normal, scale!), shift!), [12, 6]);
    const heads = (matrix: typeof rows) =>
      ops.transpose(ops.reshape(ops.matMul(rows, matrix), [3, 4, 2, 3]), [0, 2, 1, 3]);
    const scores = ops.mul(ops.matMul(heads(query!), heads(key!), { transposeB: true }), 1 / Math.sqrt(3));
    const mixed = ops.matMul(ops.softmax(scores), heads(value!));
    const joined = ops.reshape(ops.transpose(mixed, [0, 2, 1, 3]), [12, 6]);
    const y = ops.add(x!, ops.reshape(ops.matMul(joined, output!), [3, 4, 6]));
    return { loss: crossEntropy(ops, dense(ops, ops.mean(y, 1), w!, b!), label!) };
  },
};

export const networks: readonly Network[] = [mlp, dropout, cnn, lstm, embedding, batchNorm, attention];
