import { alias } from '../alias.js';
import { identity } from './identity.js';

/** `x`, unchanged: the name that Keras has for it. */
export const linear = alias(identity, 'linear');
