import type { Dtype, Ops, Shape } from '@neurite/contract';
import { elementwiseOps } from './elementwise.js';
import type { Emitter } from './emitter.js';
import { exponentialOps } from './exponential.js';
import { layoutOps } from './layout.js';
import { linearOps } from './linear.js';
import { reductionOps } from './reduction.js';
import { structureOps } from './structure.js';
import { createToolkit, type Toolkit } from './toolkit.js';

const sourceOps = <T>(kit: Toolkit<T>): Pick<Ops<T>, 'constant' | 'zeros' | 'ones' | 'iota'> => {
  const constant = (data: number | readonly number[], shape?: Shape, dtype: Dtype = 'float32'): T =>
    kit.one('constant', [], {
      type: { dtype, shape: shape ?? (typeof data === 'number' ? [] : [data.length]) },
      data,
    });
  return {
    constant,
    zeros: (shape, dtype) => constant(0, shape, dtype),
    ones: (shape, dtype) => constant(1, shape, dtype),
    iota: (shape, axis = 0, dtype = 'float32') =>
      kit.one('iota', [], { type: { dtype, shape }, axis: axis < 0 ? axis + shape.length : axis }),
  };
};

/**
 * What plugins call, made of primitives: ranks align, numbers take the dtype beside them, axes may be negative.
 * Wrong ranks and dtypes throw: the compiler has checked shapes before any definition runs.
 *
 * @example const ops = createOps(emitter); ops.add(ops.matMul(x, kernel), bias)
 */
export const createOps = <T>(emitter: Emitter<T>): Ops<T> => {
  const kit = createToolkit(emitter);
  const basis = {
    ...sourceOps(kit),
    ...elementwiseOps(kit),
    ...reductionOps(kit),
    ...layoutOps(kit),
    ...linearOps(kit),
    ...structureOps(kit),
  };
  return Object.freeze({ shape: kit.shape, dtype: kit.dtype, ...basis, ...exponentialOps(kit, basis) });
};
