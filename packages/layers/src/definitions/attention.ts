import { layer } from '@neurite/contract';
import { attend, attentionDropout, both, causal, ofPlaces } from '../attention.js';

/** `softmax(Q Kᵀ / √d) · V`, without weights of its own. */
export const attention = layer({
  name: 'attention',
  family: 'attention',
  summary:
    'Dot-product attention: a mean of values, weighted by how well their keys fit each query; no weights of its own.',
  formula: 'softmax(Q Kᵀ / √d) · V',
  description:
    'For attention that a model puts together itself. With projections and heads, `multi_head_attention` and `cross_attention`.',
  references: ['Luong, Pham, Manning 2015, arXiv:1508.04025', 'Vaswani et al. 2017, arXiv:1706.03762'],
  options: {
    causal: {
      type: 'bool',
      default: false,
      doc: 'Whether a query sees only the keys up to its own place; there are as many of both.',
    },
    scaled: { type: 'bool', default: true, doc: 'Whether scores are divided by √d.' },
    dropout: attentionDropout,
  },
  inputs: {
    x: { shape: '[batch, time, c]', doc: 'The queries.' },
    key: { shape: '[batch, places, c]', doc: 'What queries are compared with.' },
    value: { shape: '[batch, places, v]', doc: 'What is averaged.' },
    mask: { shape: 'bool[batch, places]', optional: true, doc: 'Where it is false nobody looks.' },
  },
  outputs: { y: '[batch, time, v]' },
  assert: ['not causal or time == places'],
  macs: 'time * places * (c + v)',
  examples: [
    {
      // Scores of ln 3 and 0: weights of 3/4 and 1/4.
      code: 'attention(key: k, value: v)',
      inputs: {
        x: [[[2.1972246, 0, 0, 0]]],
        key: [
          [
            [1, 0, 5, 0],
            [0, 7, 0, 0],
          ],
        ],
        value: [[[4], [8]]],
      },
      expect: { y: [[[5]]] },
    },
    {
      code: 'attention(key: k, value: v, causal: true, scaled: false)',
      options: { causal: true, scaled: false },
      inputs: {
        x: [[[1], [1]]],
        key: [[[0], [1.0986123]]],
        value: [
          [
            [4, 0],
            [8, 4],
          ],
        ],
      },
      expect: {
        y: [
          [
            [4, 0],
            [7, 3],
          ],
        ],
      },
    },
    {
      // Nothing is dropped in evaluation.
      code: 'attention(key: k, value: v, mask: source != 0, dropout: 0.1)',
      options: { dropout: 0.1 },
      inputs: {
        x: [[[1]]],
        key: [[[3], [5]]],
        value: [[[4], [8]]],
        mask: [[false, true]],
      },
      expect: { y: [[[8]]] },
    },
  ],
  apply: ({ x, key, value, mask }, context) => {
    const { ops, options } = context;
    const [, time, size] = ops.shape(x) as readonly [number, number, number];
    const query = options.scaled ? x : ops.mul(x, Math.sqrt(size));
    const [q, k, v] = [query, key, value].map((each) => ops.expand(each, 1)) as [
      typeof x,
      typeof x,
      typeof x,
    ];
    const allowed = both(
      options.causal ? causal(time, ops) : undefined,
      mask === undefined ? undefined : ofPlaces(mask, ops),
      ops,
    );
    return { outputs: { y: ops.squeeze(attend({ query: q, key: k, value: v }, allowed, context), 1) } };
  },
});
