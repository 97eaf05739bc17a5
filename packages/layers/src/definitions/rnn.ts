import { layer } from '@neurite/contract';
import { initialState, projected, recur, recurrentInputs, recurrentOptions } from '../recurrent.js';

/** `h ← tanh(x · W + h · U + b)`. */
export const rnn = layer({
  name: 'rnn',
  family: 'recurrent',
  summary: 'A plain recurrent layer.',
  formula: 'hₜ = tanh(xₜ · W + hₜ₋₁ · U + b)',
  description: 'Forgets after some ten steps; `lstm` and `gru` remember longer.',
  references: ['Elman 1990, Finding Structure in Time'],
  options: {
    ...recurrentOptions,
    activation: { type: 'choice', choices: ['tanh', 'relu'], default: 'tanh', doc: 'What bends the state.' },
  },
  inputs: recurrentInputs,
  outputs: { y: '[batch, time, units]', last: '[batch, units]' },
  parameters: {
    kernel: { shape: '[c, units]', initializer: 'glorot_uniform', fanIn: 'c', fanOut: 'units' },
    recurrent: { shape: '[units, units]', initializer: 'orthogonal', fanIn: 'units', fanOut: 'units' },
    bias: { shape: '[units]', initializer: 'zeros' },
  },
  macs: 'time * units * (c + units)',
  examples: [
    {
      code: 'rnn(1)',
      options: { units: 1 },
      inputs: { x: [[[1], [0]]] },
      parameters: { kernel: [[0.5]], recurrent: [[2]], bias: [0] },
      expect: { y: [[[0.4621172], [0.7278944]]], last: [[0.7278944]] },
    },
    {
      code: 'rnn(1, activation: relu)',
      options: { units: 1, activation: 'relu' },
      inputs: { x: [[[1], [1], [1]]], mask: [[true, true, false]] },
      parameters: { kernel: [[1]], recurrent: [[2]], bias: [0] },
      expect: { y: [[[1], [3], [3]]], last: [[3]] },
    },
  ],
  apply: ({ x, mask, initial }, { ops, options, parameters }) => {
    const bend = options.activation === 'tanh' ? ops.tanh : ops.relu;
    const { y, last } = recur(
      {
        inputs: projected(x, parameters.kernel, parameters.bias, ops),
        mask,
        states: [initialState(initial, ops.shape(x)[0]!, options.units, ops)],
        constants: [parameters.recurrent],
        reverse: options.reverse,
        step: ([recurrent], [h], input) => [bend(ops.add(input, ops.matMul(h!, recurrent!)))],
      },
      ops,
    );
    return { outputs: { y, last: last[0]! } };
  },
});
