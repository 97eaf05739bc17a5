import { cpu } from '@neurite/backend-cpu';
import { wasm } from '@neurite/backend-wasm';
import { differentiate, evaluate, record } from '@neurite/program';
import { describeDefinition, tensor } from '@neurite/testing';
import { rbm } from './rbm.js';

describeDefinition(rbm, [cpu, wasm]);

type Matrix = readonly (readonly number[])[];

const v0: Matrix = [
  [0.2, 0.9, 0.4],
  [0.7, 0.1, 0.6],
];
const W: Matrix = [
  [0.5, -0.3],
  [1.2, 0.7],
  [-0.6, 0.4],
];
const b = [0.1, -0.2, 0.3];
const c = [-0.4, 0.2];
// Draws of any uniform number are this: 1 where the probability is greater.
const draw = 0.55;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
const transposed = (m: Matrix): Matrix => m[0]!.map((_, column) => m.map((row) => row[column]!));
const affine = (x: Matrix, m: Matrix, bias: readonly number[]): Matrix =>
  x.map((row) => bias.map((start, j) => row.reduce((sum, value, i) => sum + value * m[i]![j]!, start)));
const map = (m: Matrix, f: (x: number) => number): Matrix => m.map((row) => row.map(f));
const bit = (p: number): number => (draw < p ? 1 : 0);

/** The gradients of the mean objective that the definition gives. */
const gradients = (options: object): Readonly<Record<string, readonly number[]>> => {
  const program = record((recorder) => {
    const { ops } = recorder;
    const input = (name: string, shape: readonly number[]) =>
      recorder.input(name, 'parameter', { dtype: 'float32', shape });
    const [x, w, visible, hidden] = [
      input('x', [2, 3]),
      input('W', [3, 2]),
      input('b', [3]),
      input('c', [2]),
    ];
    const encodeLinearly = (v: typeof x) => ops.add(ops.matMul(v, w), hidden);
    const decodeLinearly = (h: typeof x) => ops.add(ops.matMul(h, w, { transposeB: true }), visible);
    const unused = (): never => {
      throw new Error('A machine is its two linear maps.');
    };
    const loss = rbm.objective(
      { input: x, encodeLinearly, decodeLinearly, encode: unused, decode: unused, jacobianNorm: unused },
      {
        ops,
        options: { cd: 1, visible: 'bernoulli', sample: true, ...options },
        training: true,
        random: (_, shape) => ops.broadcastTo(ops.constant(draw), shape),
      },
    );
    recorder.output('objective', 'metric', ops.mean(loss));
  });
  const by = ['W', 'b', 'c'];
  const whole = differentiate(program, { of: 'objective', by });
  const results = evaluate(whole, [tensor(v0), tensor(W), tensor(b), tensor(c)]);
  return Object.fromEntries(
    by.map((name) => {
      const index = whole.outputs.findIndex((port) => port.name === `gradient:${name}`);
      return [name, [...results[index]!.data]];
    }),
  );
};

/** The update of contrastive divergence, as a gradient: minus ⟨v h⟩₀ − ⟨v h⟩ₖ, means over the batch. */
const textbook = (vk: Matrix): Readonly<Record<string, readonly number[]>> => {
  const [h0, hk] = [v0, vk].map((v) => map(affine(v, W, c), sigmoid)) as [Matrix, Matrix];
  const mean = (f: (example: number) => number): number => (f(0) + f(1)) / 2;
  return {
    W: W.flatMap((row, i) =>
      row.map((_, j) => -mean((n) => v0[n]![i]! * h0[n]![j]! - vk[n]![i]! * hk[n]![j]!)),
    ),
    b: b.map((_, i) => -mean((n) => v0[n]![i]! - vk[n]![i]!)),
    c: c.map((_, j) => -mean((n) => h0[n]![j]! - hk[n]![j]!)),
  };
};

describe('the gradient of rbm is the update of contrastive divergence', () => {
  const gibbs = (steps: number, visible: (x: number) => number): Matrix => {
    let v = v0;
    for (let step = 0; step < steps; step++) {
      const h = map(map(affine(v, W, c), sigmoid), bit);
      v = map(affine(h, transposed(W), b), visible);
    }
    return v;
  };

  it.each([
    ['CD-1', { cd: 1 }, gibbs(1, (x) => bit(sigmoid(x)))],
    ['CD-3', { cd: 3 }, gibbs(3, (x) => bit(sigmoid(x)))],
    ['visible units at their means', { cd: 2, sample: false }, gibbs(2, sigmoid)],
  ])('%s', (_, options, vk) => {
    const [found, expected] = [gradients(options), textbook(vk)];
    for (const name of ['W', 'b', 'c'])
      found[name]!.forEach((value, i) => expect(value).toBeCloseTo(expected[name]![i]!, 15));
  });

  it('gaussian visible units', () => {
    const vk = gibbs(1, (x) => x);
    const [found, expected] = [gradients({ visible: 'gaussian', sample: false }), textbook(vk)];
    for (const name of ['W', 'b', 'c'])
      found[name]!.forEach((value, i) => expect(value).toBeCloseTo(expected[name]![i]!, 15));
  });
});
