export { simplify } from './simplify.js';
