export { leakyRelu, selected } from './elementwise.js';
export { hasKernels } from './host.js';
export { oneHot } from './indexing.js';
export type { KernelPrimitive, KernelPrimitives } from './kernel.js';
export { kernelPulls, type Pulls } from './pulls.js';
export { uniform, uniformNumbers } from './random.js';
export { alongRows } from './rows.js';
export { kernelPrimitives } from './table.js';
