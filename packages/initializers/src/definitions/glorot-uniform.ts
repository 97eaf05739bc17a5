import { scaling } from '../scaling.js';

/** `U(−a, a), a = √(6 / (fan_in + fan_out))`. */
export const glorotUniform = scaling({
  name: 'glorot_uniform',
  summary: 'Glorot initialization from a uniform distribution.',
  formula: 'U(−a, a), a = √(6 / (fan_in + fan_out))',
  description:
    'For tanh, sigmoid and layers without an activation: keeps the variance of activations and of gradients, as a compromise.',
  references: [
    'Glorot, Bengio 2010, Understanding the Difficulty of Training Deep Feedforward Neural Networks',
  ],
  scale: 1,
  mode: 'fan_avg',
  distribution: 'uniform',
});
