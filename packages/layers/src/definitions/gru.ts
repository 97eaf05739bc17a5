import { layer } from '@neurite/contract';
import { initialState, projected, recur, recurrentInputs, recurrentOptions } from '../recurrent.js';

/** Gated recurrent unit: two gates and no cell. */
export const gru = layer({
  name: 'gru',
  family: 'recurrent',
  summary: 'Gated recurrent unit: two gates and no cell, so fewer weights than `lstm`.',
  formula: 'h ← (1 − z) ⊙ n + z ⊙ h; n = tanh(xₙ + r ⊙ hₙ); [r, z] = σ(x + h); x = x · W + b, h = h · U + d',
  description:
    'The reset gate acts after the recurrent product, which therefore has a bias of its own, as in PyTorch and Keras.',
  references: ['Cho et al. 2014, arXiv:1406.1078'],
  options: recurrentOptions,
  inputs: recurrentInputs,
  outputs: { y: '[batch, time, units]', last: '[batch, units]' },
  parameters: {
    kernel: { shape: '[c, 3 * units]', initializer: 'glorot_uniform', fanIn: 'c', fanOut: '3 * units' },
    recurrent: {
      shape: '[units, 3 * units]',
      initializer: 'orthogonal',
      fanIn: 'units',
      fanOut: '3 * units',
    },
    bias: { shape: '[3 * units]', initializer: 'zeros' },
    recurrent_bias: { shape: '[3 * units]', initializer: 'zeros' },
  },
  macs: 'time * 3 * units * (c + units)',
  examples: [
    {
      // Both gates at 1/2: h = tanh(1)/2, then h/2.
      code: 'gru(1)',
      options: { units: 1 },
      inputs: { x: [[[1], [0]]] },
      parameters: { kernel: [[0, 0, 1]], recurrent: [[0, 0, 0]], bias: [0, 0, 0], recurrent_bias: [0, 0, 0] },
      expect: { y: [[[0.3807971], [0.1903985]]], last: [[0.1903985]] },
    },
  ],
  apply: ({ x, mask, initial }, { ops, options, parameters }) => {
    const { y, last } = recur(
      {
        inputs: projected(x, parameters.kernel, parameters.bias, ops),
        mask,
        states: [initialState(initial, ops.shape(x)[0]!, options.units, ops)],
        constants: [parameters.recurrent, parameters.recurrent_bias],
        reverse: options.reverse,
        step: ([recurrent, bias], [h], input) => {
          const [xr, xz, xn] = ops.split(input, 3, -1);
          const [hr, hz, hn] = ops.split(ops.add(ops.matMul(h!, recurrent!), bias!), 3, -1);
          const reset = ops.sigmoid(ops.add(xr!, hr!));
          const update = ops.sigmoid(ops.add(xz!, hz!));
          const candidate = ops.tanh(ops.add(xn!, ops.mul(reset, hn!)));
          return [ops.add(candidate, ops.mul(update, ops.sub(h!, candidate)))];
        },
      },
      ops,
    );
    return { outputs: { y, last: last[0]! } };
  },
});
