import { scaling } from '../scaling.js';

/** `U(−a, a), a = √(6 / fan_in)`. */
export const heUniform = scaling({
  name: 'he_uniform',
  summary: 'He initialization from a uniform distribution.',
  formula: 'U(−a, a), a = √(6 / fan_in)',
  description: 'For the ReLU family, which halves the variance.',
  references: ['He, Zhang, Ren, Sun 2015, arXiv:1502.01852'],
  scale: 2,
  mode: 'fan_in',
  distribution: 'uniform',
});
