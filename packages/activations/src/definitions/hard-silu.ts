import { alias } from '../alias.js';
import { hardSwish } from './hard-swish.js';

/** `hard_swish`, under its other name. */
export const hardSilu = alias(hardSwish, 'hard_silu');
