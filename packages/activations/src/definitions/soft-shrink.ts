import { alias } from '../alias.js';
import { softshrink } from './softshrink.js';

/** `softshrink`, under its other name. */
export const softShrink = alias(softshrink, 'soft_shrink');
