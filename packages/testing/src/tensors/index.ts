export { compare, compareAll, compareBits, expectClose, singlePrecision, type Tolerance } from './compare.js';
export { draw, type Draw } from './draw.js';
export { centralDifferences } from './finite-differences.js';
export { flat, nested, tensor } from './nested.js';
