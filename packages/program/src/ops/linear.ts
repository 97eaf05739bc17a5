import type { Ops } from '@neurite/contract';
import type { Toolkit } from './toolkit.js';

type Linear = 'matMul' | 'conv' | 'convTranspose' | 'windowSum' | 'windowSpread' | 'maxPool' | 'maxUnpool';

export const linearOps = <T>(kit: Toolkit<T>): Pick<Ops<T>, Linear> => ({
  matMul: (a, b, { transposeA = false, transposeB = false } = {}) => {
    const rank = Math.max(kit.rank(a), kit.rank(b));
    const lead = kit.shape(a).slice(0, -1);
    if (kit.rank(b) === 2 && rank > 2 && !transposeA) {
      // One matrix for all: one large product, and its gradients are large products too.
      const rows = lead.reduce((x, y) => x * y, 1);
      const flat = kit.reshape(a, [rows, kit.shape(a).at(-1)!]);
      const product = kit.one('matmul', [flat, b], { transposeA, transposeB });
      return kit.reshape(product, [...lead, kit.shape(product)[1]!]);
    }
    return kit.one('matmul', [kit.lift(a, rank), kit.lift(b, rank)], { transposeA, transposeB });
  },
  conv: (x, kernel, convolution) => kit.one('conv', [x, kernel], convolution),
  convTranspose: (x, kernel, convolution, shape) =>
    kit.one('conv_input', [x, kernel], { ...convolution, shape }),
  windowSum: (x, window) => kit.one('window_sum', [x], window),
  windowSpread: (x, window, shape) => kit.one('window_spread', [x], { ...window, shape }),
  maxPool: (x, window) => kit.one('window_pick', [x, x], window),
  maxUnpool: (x, like, window) => kit.one('window_place', [like, x], window),
});
