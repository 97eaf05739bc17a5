export { bytesOf, contiguousViews, elementwiseInPlace } from './defaults.js';
export { plan } from './plan.js';
export type { Copy, Place, Plan, PlanOptions, View } from './types.js';
