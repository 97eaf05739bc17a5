import { scaling } from '../scaling.js';

/** `N(0, std = √(2 / (fan_in + fan_out)))`. */
export const glorotNormal = scaling({
  name: 'glorot_normal',
  summary: 'Glorot initialization from a normal distribution.',
  formula: 'N(0, std = √(2 / (fan_in + fan_out)))',
  description:
    'For tanh, sigmoid and layers without an activation: keeps the variance of activations and of gradients, as a compromise.',
  references: [
    'Glorot, Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural Networks',
  ],
  scale: 1,
  mode: 'fan_avg',
  distribution: 'normal',
});
