import { initializer, sizeOf } from '@neurite/contract';

/** Zeros, but one value for one of several gates that share a bias. */
export const gateBias = initializer({
  name: 'gate_bias',
  summary: 'Zeros, but one value for one of several gates that share a bias.',
  formula: 'b = [0, …, value, …, 0]',
  description:
    'The forget gate of an LSTM starts open with it, so that gradients reach far back from the first step on.',
  references: [
    'Jozefowicz, Zaremba, Sutskever 2015, An Empirical Exploration of Recurrent Network Architectures',
  ],
  options: {
    gates: { type: 'int', minimum: 1, doc: 'Number of gates: equal parts of the last axis.' },
    gate: { type: 'int', minimum: 0, lessThan: 'gates', doc: 'Which of them, counted from 0.' },
    value: { type: 'float', default: 1, doc: 'Where its bias starts.' },
  },
  examples: [{ code: 'gate_bias(gates: 4, gate: 1)', options: { gates: 4, gate: 1 } }],
  initialize: ({ shape }, { options }) => {
    const extent = shape.at(-1) ?? 1;
    const part = extent / options.gates;
    return Float64Array.from({ length: sizeOf(shape) }, (_, i) =>
      Math.floor((i % extent) / part) === options.gate ? options.value : 0,
    );
  },
});
