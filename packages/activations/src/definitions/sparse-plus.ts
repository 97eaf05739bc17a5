import { activation } from '@neurite/contract';

/** 0 below −1, `x` above 1, a parabola between. */
export const sparsePlus = activation({
  name: 'sparse_plus',
  summary: 'A rectifier that is exactly 0 and exactly linear, with a parabola between.',
  formula: 'x ≤ −1 ? 0 : x ≥ 1 ? x : (x + 1)² / 4',
  description: 'In place of `softplus` where values are to be exactly 0.',
  options: {},
  activation: {
    range: '[0, ∞)',
    zeroCentred: false,
    saturates: 'x < −1',
    cost: 'comparison',
    initializer: 'he_normal',
    awkward: '1/2 at 0; 0 from −1 down and 1 from 1 up, without corners; NaN stays NaN.',
  },
  references: ['Martins, Astudillo 2016, arXiv:1602.02068 (the potential of sparsemax in two dimensions)'],
  examples: [{ code: 'sparse_plus', inputs: { x: [-2, -1, 0, 1, 3] }, expect: { y: [0, 0, 0.25, 1, 3] } }],
  apply: (x, { ops }) => {
    // With u = min(max(x + 1, 0), 2) the parabola is u²/4, and what lies above 1 is added unchanged.
    const raised = ops.relu(ops.add(x, 1));
    const bent = ops.minimum(raised, 2);
    return ops.add(ops.div(ops.square(bent), 4), ops.sub(raised, bent));
  },
});
