import { layer } from '@neurite/contract';
import { initialState, projected, recur, recurrentInputs, recurrentOptions } from '../recurrent.js';

/** Long short-term memory: a recurrent layer with a cell that gates protect. */
export const lstm = layer({
  name: 'lstm',
  family: 'recurrent',
  summary: 'Long short-term memory: a recurrent layer whose cell is protected by gates.',
  formula: 'c ← σ(f) ⊙ c + σ(i) ⊙ tanh(g); h ← σ(o) ⊙ tanh(c); [i, f, g, o] = x · W + h · U + b',
  description:
    '`y` is the whole sequence, `last` the state after the last step and `cell` the cell then. The bias of the forget gate starts at 1.',
  references: [
    'Hochreiter, Schmidhuber 1997, Long Short-Term Memory',
    'Gers, Schmidhuber, Cummins 2000, Learning to Forget',
  ],
  options: recurrentOptions,
  inputs: {
    ...recurrentInputs,
    initial_cell: {
      shape: '[batch, units]',
      optional: true,
      doc: 'The cell to begin with; zeros if not given.',
    },
  },
  outputs: { y: '[batch, time, units]', last: '[batch, units]', cell: '[batch, units]' },
  parameters: {
    kernel: { shape: '[c, 4 * units]', initializer: 'glorot_uniform', fanIn: 'c', fanOut: '4 * units' },
    recurrent: {
      shape: '[units, 4 * units]',
      initializer: 'orthogonal',
      fanIn: 'units',
      fanOut: '4 * units',
    },
    bias: { shape: '[4 * units]', initializer: 'gate_bias(gates: 4, gate: 1)' },
  },
  macs: 'time * 4 * units * (c + units)',
  examples: [
    {
      // All gates at 1/2 and the candidate at tanh(x): c = tanh(1)/2, then c/2.
      code: 'lstm(1)',
      options: { units: 1 },
      inputs: { x: [[[1], [0]]] },
      parameters: { kernel: [[0, 0, 1, 0]], recurrent: [[0, 0, 0, 0]], bias: [0, 0, 0, 0] },
      expect: { y: [[[0.1817], [0.0940653]]], last: [[0.0940653]], cell: [[0.1903985]] },
    },
  ],
  apply: ({ x, mask, initial, initial_cell: initialCell }, { ops, options, parameters }) => {
    const batch = ops.shape(x)[0]!;
    const { y, last } = recur(
      {
        inputs: projected(x, parameters.kernel, parameters.bias, ops),
        mask,
        states: [
          initialState(initial, batch, options.units, ops),
          initialState(initialCell, batch, options.units, ops),
        ],
        constants: [parameters.recurrent],
        reverse: options.reverse,
        step: ([recurrent], [h, c], input) => {
          const [i, f, g, o] = ops.split(ops.add(input, ops.matMul(h!, recurrent!)), 4, -1);
          const cell = ops.add(ops.mul(ops.sigmoid(f!), c!), ops.mul(ops.sigmoid(i!), ops.tanh(g!)));
          return [ops.mul(ops.sigmoid(o!), ops.tanh(cell)), cell];
        },
      },
      ops,
    );
    return { outputs: { y, last: last[0]!, cell: last[1]! } };
  },
});
