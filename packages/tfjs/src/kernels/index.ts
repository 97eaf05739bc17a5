export { selected } from './elementwise.js';
export { hasKernels } from './host.js';
export { oneHot } from './indexing.js';
export type { KernelPrimitive } from './kernel.js';
export { pulls } from './pulls.js';
export { uniform } from './random.js';
export { alongRows } from './rows.js';
export { kernelPrimitives } from './table.js';
