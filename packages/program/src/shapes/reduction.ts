import type { TensorType } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { requireAxes, requireAxis, requireDtype, take, type ShapeRules } from './rule.js';

const without = (x: TensorType, axes: readonly number[]) => x.shape.filter((_, axis) => !axes.includes(axis));

const requireFilled = (x: TensorType, axes: readonly number[]): void =>
  invariant(
    axes.every((axis) => x.shape[axis]! > 0),
    'there is no maximum of nothing',
  );

export const reductionShapes: ShapeRules<'reduction'> = {
  reduce_sum: ({ axes }, inputs) => {
    const [x] = take(inputs, 1);
    requireDtype(x, 'float32', 'int32');
    requireAxes(x, axes);
    return [{ dtype: x.dtype, shape: without(x, axes) }];
  },
  reduce_max: ({ axes }, inputs) => {
    const [x] = take(inputs, 1);
    requireDtype(x, 'float32', 'int32');
    requireAxes(x, axes);
    requireFilled(x, axes);
    return [{ dtype: x.dtype, shape: without(x, axes) }];
  },
  argmax: ({ axis }, inputs) => {
    const [x] = take(inputs, 1);
    requireDtype(x, 'float32', 'int32');
    requireAxis(x, axis);
    requireFilled(x, [axis]);
    return [{ dtype: 'int32', shape: without(x, [axis]) }];
  },
  cumsum: ({ axis }, inputs) => {
    const [x] = take(inputs, 1);
    requireDtype(x, 'float32', 'int32');
    requireAxis(x, axis);
    return [x];
  },
  top_k: ({ k }, inputs) => {
    const [x] = take(inputs, 1);
    requireDtype(x, 'float32', 'int32');
    const last = x.shape.length - 1;
    requireAxis(x, last);
    invariant(
      Number.isInteger(k) && k >= 0 && k <= x.shape[last]!,
      `cannot take the largest ${k} of ${x.shape[last]}`,
    );
    const shape = [...x.shape.slice(0, last), k];
    return [
      { dtype: x.dtype, shape },
      { dtype: 'int32', shape },
    ];
  },
};
