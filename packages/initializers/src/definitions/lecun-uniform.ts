import { scaling } from '../scaling.js';

/** `U(−a, a), a = √(3 / fan_in)`. */
export const lecunUniform = scaling({
  name: 'lecun_uniform',
  summary: 'LeCun initialization from a uniform distribution.',
  formula: 'U(−a, a), a = √(3 / fan_in)',
  description: 'For SELU, which needs outputs of variance 1.',
  references: ['LeCun, Bottou, Orr, Müller 1998, Efficient BackProp'],
  scale: 1,
  mode: 'fan_in',
  distribution: 'uniform',
});
