import { augmentation, type HostRandom } from '@neurite/contract';
import { exponential } from '../augmentation/exponential.js';

/** Mixes whole examples with others of the training part, targets included. */
export const mixup = augmentation({
  name: 'mixup',
  summary: 'Mixes an example with another one of the training part, all of its fields alike.',
  formula: 'λ · x + (1 − λ) · x′, λ ~ Beta(alpha, alpha)',
  description:
    'Targets are mixed as well, so they must be float32: label -> one_of(10) -> one_hot(10). It comes after all other augmentations of both examples. The other example is drawn from the whole training part, not from the batch.',
  references: [
    'H. Zhang, M. Cisse, Y. N. Dauphin, D. Lopez-Paz: mixup: beyond empirical risk minimization, 2018',
  ],
  options: {
    alpha: {
      type: 'float',
      default: 0.2,
      above: 0,
      maximum: 4,
      doc: 'Small: mostly one of the two. 1: every weight alike. Large: mostly halves.',
    },
  },
  inputs: { x: '[batch, ...s]' },
  examples: [
    {
      // Uniform 0.5 and 0.25: normal numbers 0 and √(2 ln 2), 0 and √(4 ln 2), of which sums of squares over 2 are −ln u.
      code: 'mixup(1)',
      options: { alpha: 1 },
      draws: [0, 1.1774100225154747, 0, 1.6651092223153954],
      inputs: { x: [3, 0], other: [0, 6] },
      expect: { y: [2, 2] },
    },
  ],
  mix: ({ options: { alpha }, random }) => beta(alpha, random),
});

/**
 * Beta(alpha, alpha) by Jöhnk's rejection (1964): of a = U^(1/alpha) and b = V^(1/alpha) with a + b ≤ 1, a / (a + b). Half of the squares
 * of two normal numbers is exponential, which is −ln U.
 */
const beta = (alpha: number, random: HostRandom): number => {
  const lessLog = (): number => (random.normal() ** 2 + random.normal() ** 2) / (2 * alpha);
  for (;;) {
    const [first, second] = [lessLog(), lessLog()];
    if (exponential(-first) + exponential(-second) > 1) continue;
    // The ratio in logarithms: for a small alpha both powers may be 0.
    const ratio = exponential(-Math.abs(first - second));
    return first < second ? 1 / (1 + ratio) : ratio / (1 + ratio);
  }
};
