export { choose } from './choose.js';
export type { EagerPrimitive } from './eager-primitive.js';
export { isOn } from './is-on.js';
export { topKPlaces } from './reduction.js';
export { fillingOf, uniform } from './source.js';
export { eagerPrimitives, type Special } from './table.js';
