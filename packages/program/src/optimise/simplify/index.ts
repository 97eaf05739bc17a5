export { fillOf } from './rule.js';
export { simplify } from './simplify.js';
