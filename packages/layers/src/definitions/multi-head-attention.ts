import { layer } from '@neurite/contract';
import { attentionParameters } from '../attention-parameters.js';
import {
  attend,
  attentionDropout,
  both,
  causal,
  joinHeads,
  ofPlaces,
  project,
  splitHeads,
} from '../attention.js';
import { rotated } from '../positions.js';

/** Self-attention: every time looks at all times. */
export const multiHeadAttention = layer({
  name: 'multi_head_attention',
  family: 'attention',
  summary: 'Self-attention: each time of a sequence takes a weighted mean of all times, in several heads.',
  formula: 'concat(softmax(Q Kᵀ / √d) · V) · O, Q = xWq, K = xWk, V = xWv',
  description:
    'With `groups` above 1 that many query heads share a key and a value head (grouped-query attention). `rotary` turns queries and keys by their position, so that no positions need to be added before. For another sequence as memory, `cross_attention`.',
  references: [
    'Vaswani et al. 2017, arXiv:1706.03762',
    'Ainslie et al. 2023, arXiv:2305.13245 (groups)',
    'Su et al. 2021, arXiv:2104.09864 (rotary)',
  ],
  options: {
    heads: { type: 'int', minimum: 1, doc: 'Number of heads; a divisor of the channels.' },
    causal: { type: 'bool', default: false, doc: 'Whether a time sees only itself and what was before.' },
    groups: {
      type: 'int',
      default: 1,
      minimum: 1,
      divides: 'heads',
      doc: 'How many query heads share a key head.',
    },
    rotary: { type: 'bool', default: false, doc: 'Whether queries and keys are turned by their position.' },
    bias: { type: 'bool', default: true, doc: 'Whether the projections have a bias.' },
    dropout: attentionDropout,
  },
  inputs: {
    x: '[batch, time, c]',
    mask: { shape: 'bool[batch, time]', optional: true, doc: 'Where it is false nobody looks.' },
  },
  outputs: { y: '[batch, time, c]' },
  assert: ['c mod heads == 0', 'not rotary or (c // heads) mod 2 == 0'],
  parameters: attentionParameters('c', 'c // groups'),
  macs: 'time * c * (2 * c + 2 * (c // groups)) + 2 * time * time * c',
  examples: [
    {
      // Queries of 0 look everywhere alike.
      code: 'multi_head_attention(1, bias: false)',
      options: { heads: 1, bias: false },
      inputs: { x: [[[2], [4]]] },
      parameters: { query: [[0]], key: [[1]], value: [[1]], output: [[10]] },
      expect: { y: [[[30], [30]]] },
    },
    {
      code: 'multi_head_attention(1, causal: true, bias: false)',
      options: { heads: 1, causal: true, bias: false },
      inputs: { x: [[[2], [4]]] },
      parameters: { query: [[0]], key: [[1]], value: [[1]], output: [[10]] },
      expect: { y: [[[20], [30]]] },
    },
    {
      // Nothing is dropped in evaluation.
      code: 'multi_head_attention(2, dropout: 0.1, mask: tokens != 0)',
      options: { heads: 2, dropout: 0.1 },
      inputs: {
        x: [
          [
            [1, 2],
            [5, 6],
          ],
        ],
        mask: [[true, false]],
      },
      parameters: {
        query: [
          [1, 2],
          [3, 4],
        ],
        query_bias: [0, 1],
        key: [
          [1, 0],
          [0, 1],
        ],
        key_bias: [0, 0],
        value: [
          [1, 0],
          [0, 1],
        ],
        value_bias: [0, 10],
        output: [
          [1, 0],
          [0, 1],
        ],
        output_bias: [0.5, 0],
      },
      expect: {
        y: [
          [
            [1.5, 12],
            [1.5, 12],
          ],
        ],
      },
    },
  ],
  apply: ({ x, mask }, context) => {
    const { ops, options, parameters: p } = context;
    const keyHeads = options.heads / options.groups;
    const turned = (y: typeof x) => (options.rotary ? rotated(y, ops) : y);
    const bias = (y: typeof x) => (options.bias ? y : undefined);
    const mixed = attend(
      {
        query: turned(splitHeads(project(x, p.query, bias(p.query_bias), ops), options.heads, ops)),
        key: turned(splitHeads(project(x, p.key, bias(p.key_bias), ops), keyHeads, ops)),
        value: splitHeads(project(x, p.value, bias(p.value_bias), ops), keyHeads, ops),
      },
      both(
        options.causal ? causal(ops.shape(x)[1]!, ops) : undefined,
        mask === undefined ? undefined : ofPlaces(mask, ops),
        ops,
      ),
      context,
    );
    return { outputs: { y: project(joinHeads(mixed, ops), p.output, bias(p.output_bias), ops) } };
  },
});
