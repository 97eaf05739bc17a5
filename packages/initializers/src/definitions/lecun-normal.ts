import { scaling } from '../scaling.js';

/** `N(0, std = √(1 / fan_in))`. */
export const lecunNormal = scaling({
  name: 'lecun_normal',
  summary: 'LeCun initialization from a normal distribution.',
  formula: 'N(0, std = √(1 / fan_in))',
  description: 'For SELU, which needs outputs of variance 1.',
  references: ['LeCun, Bottou, Orr, Müller 1998, Efficient BackProp'],
  scale: 1,
  mode: 'fan_in',
  distribution: 'normal',
});
