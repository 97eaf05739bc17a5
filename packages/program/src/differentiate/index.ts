export { differentiate, gradientName, type Differentiation } from './differentiate.js';
