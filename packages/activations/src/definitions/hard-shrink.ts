import { alias } from '../alias.js';
import { hardshrink } from './hardshrink.js';

/** `hardshrink`, under its other name. */
export const hardShrink = alias(hardshrink, 'hard_shrink');
