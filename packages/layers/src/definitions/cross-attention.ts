import { layer } from '@neurite/contract';
import { attentionParameters } from '../attention-parameters.js';
import { attend, attentionDropout, joinHeads, ofPlaces, project, splitHeads } from '../attention.js';

/** Attention to another sequence. */
export const crossAttention = layer({
  name: 'cross_attention',
  family: 'attention',
  summary: 'Attention to another sequence: each time takes a weighted mean of the places of a memory.',
  formula: 'concat(softmax(Q Kᵀ / √d) · V) · O, Q = xWq, K = mWk, V = mWv',
  description:
    'For decoders that read what an encoder wrote; `mask` leaves out its padding. With `layer_norm` before and a residual around it. For the sequence itself, `multi_head_attention`.',
  references: ['Vaswani et al. 2017, arXiv:1706.03762'],
  options: {
    heads: { type: 'int', minimum: 1, doc: 'Number of heads; a divisor of the channels.' },
    bias: { type: 'bool', default: true, doc: 'Whether the projections have a bias.' },
    dropout: attentionDropout,
  },
  inputs: {
    x: '[batch, time, c]',
    memory: { shape: '[batch, places, m]', doc: 'What is looked at.' },
    mask: { shape: 'bool[batch, places]', optional: true, doc: 'Where it is false nobody looks.' },
  },
  outputs: { y: '[batch, time, c]' },
  assert: ['c mod heads == 0'],
  parameters: attentionParameters('m', 'c'),
  macs: '2 * time * c * c + 2 * places * m * c + 2 * time * places * c',
  examples: [
    {
      code: 'cross_attention(1, bias: false, memory: m)',
      options: { heads: 1, bias: false },
      inputs: {
        x: [[[7]]],
        memory: [
          [
            [1, 1],
            [3, 5],
          ],
        ],
      },
      parameters: { query: [[0]], key: [[1], [1]], value: [[1], [10]], output: [[1]] },
      expect: { y: [[[32]]] },
    },
    {
      // Nothing is dropped in evaluation.
      code: 'cross_attention(1, bias: false, dropout: 0.1, memory: m, mask: source != 0)',
      options: { heads: 1, bias: false, dropout: 0.1 },
      inputs: {
        x: [[[7]]],
        memory: [
          [
            [1, 1],
            [3, 5],
          ],
        ],
        mask: [[false, true]],
      },
      parameters: { query: [[1]], key: [[1], [1]], value: [[1], [10]], output: [[1]] },
      expect: { y: [[[53]]] },
    },
  ],
  apply: ({ x, memory, mask }, context) => {
    const { ops, options, parameters: p } = context;
    const bias = (y: typeof x) => (options.bias ? y : undefined);
    const mixed = attend(
      {
        query: splitHeads(project(x, p.query, bias(p.query_bias), ops), options.heads, ops),
        key: splitHeads(project(memory, p.key, bias(p.key_bias), ops), options.heads, ops),
        value: splitHeads(project(memory, p.value, bias(p.value_bias), ops), options.heads, ops),
      },
      mask === undefined ? undefined : ofPlaces(mask, ops),
      context,
    );
    return { outputs: { y: project(joinHeads(mixed, ops), p.output, bias(p.output_bias), ops) } };
  },
});
