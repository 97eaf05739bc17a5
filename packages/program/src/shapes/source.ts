import { sizeOf } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { requireAxis, requireDtype, requireShape, take, type ShapeRules } from './rule.js';

export const sourceShapes: ShapeRules<'source'> = {
  constant: ({ type, data }, inputs) => {
    take(inputs, 0);
    requireShape(type.shape);
    invariant(
      typeof data === 'number' || data.length === sizeOf(type.shape),
      () => `a constant of shape [${type.shape.join(',')}] needs ${sizeOf(type.shape)} numbers`,
    );
    return [type];
  },
  iota: ({ type, axis }, inputs) => {
    take(inputs, 0);
    requireShape(type.shape);
    requireDtype(type, 'float32', 'int32');
    requireAxis(type, axis);
    return [type];
  },
  uniform: ({ shape }, inputs) => {
    const [counter] = take(inputs, 1);
    requireShape(shape);
    invariant(
      counter.dtype === 'int32' && counter.shape.length === 1 && counter.shape[0] === 4,
      'counter must be int32[4]',
    );
    return [{ dtype: 'float32', shape }];
  },
};
