import { scaling } from '../scaling.js';

/** `N(0, std = √(2 / fan_in))`. */
export const heNormal = scaling({
  name: 'he_normal',
  summary: 'He initialization from a normal distribution.',
  formula: 'N(0, std = √(2 / fan_in))',
  description: 'For the ReLU family, which halves the variance.',
  references: ['He, Zhang, Ren, Sun 2015, arXiv:1502.01852'],
  scale: 2,
  mode: 'fan_in',
  distribution: 'normal',
});
