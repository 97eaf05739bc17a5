import { sizeOf } from '@neurite/contract';
import { invariant } from '../invariant.js';
import {
  requireAxes,
  requireAxis,
  requireDtype,
  requireRank,
  requireShape,
  take,
  type ShapeRules,
} from './rule.js';

export const layoutShapes: ShapeRules<'layout'> = {
  reshape: ({ shape }, inputs) => {
    const [x] = take(inputs, 1);
    requireShape(shape);
    invariant(
      sizeOf(shape) === sizeOf(x.shape),
      () => `[${x.shape.join(',')}] does not have as many elements as [${shape.join(',')}]`,
    );
    return [{ dtype: x.dtype, shape }];
  },
  transpose: ({ permutation }, inputs) => {
    const [x] = take(inputs, 1);
    requireRank(x, permutation.length);
    requireAxes(x, permutation);
    return [{ dtype: x.dtype, shape: permutation.map((axis) => x.shape[axis]!) }];
  },
  broadcast: ({ shape }, inputs) => {
    const [x] = take(inputs, 1);
    requireShape(shape);
    requireRank(x, shape.length);
    invariant(
      x.shape.every((extent, axis) => extent === shape[axis] || extent === 1),
      () => `[${x.shape.join(',')}] does not grow to [${shape.join(',')}]`,
    );
    return [{ dtype: x.dtype, shape }];
  },
  slice: ({ start, size, stride }, inputs) => {
    const [x] = take(inputs, 1);
    for (const list of [start, size, stride]) requireRank(x, list.length);
    requireShape(size);
    x.shape.forEach((extent, axis) => {
      const first = start[axis]!;
      const last = first + (size[axis]! - 1) * stride[axis]!;
      invariant(
        first >= 0 && stride[axis]! >= 1 && (size[axis] === 0 || last < extent),
        () =>
          `a slice from ${first} of ${size[axis]} by ${stride[axis]} leaves axis ${axis} of [${x.shape.join(',')}]`,
      );
    });
    return [{ dtype: x.dtype, shape: size }];
  },
  pad: ({ low, high, interior }, inputs) => {
    const [x, value] = take(inputs, 2);
    requireRank(value, 0);
    requireDtype(value, x.dtype);
    for (const list of [low, high, interior]) requireRank(x, list.length);
    const shape = x.shape.map((extent, axis) => {
      invariant(interior[axis]! >= 0, 'interior padding cannot be negative');
      return low[axis]! + extent + Math.max(0, extent - 1) * interior[axis]! + high[axis]!;
    });
    requireShape(shape);
    return [{ dtype: x.dtype, shape }];
  },
  concat: ({ axis }, inputs) => {
    const [first] = inputs;
    invariant(first !== undefined, 'needs at least one input');
    requireAxis(first, axis);
    for (const x of inputs) {
      requireDtype(x, first.dtype);
      requireRank(x, first.shape.length);
      invariant(
        x.shape.every((extent, other) => other === axis || extent === first.shape[other]),
        () => `[${first.shape.join(',')}] and [${x.shape.join(',')}] differ beside axis ${axis}`,
      );
    }
    const extent = inputs.reduce((sum, x) => sum + x.shape[axis]!, 0);
    return [{ dtype: first.dtype, shape: first.shape.map((own, other) => (other === axis ? extent : own)) }];
  },
  reverse: ({ axes }, inputs) => {
    const [x] = take(inputs, 1);
    requireAxes(x, axes);
    return [x];
  },
};

export const indexShapes: ShapeRules<'index'> = {
  gather: ({ axis }, inputs) => {
    const [x, indices] = take(inputs, 2);
    requireAxis(x, axis);
    requireDtype(indices, 'int32');
    return [{ dtype: x.dtype, shape: x.shape.toSpliced(axis, 1, ...indices.shape) }];
  },
  scatter_add: ({ axis, size }, inputs) => {
    const [indices, updates] = take(inputs, 2);
    requireDtype(indices, 'int32');
    requireDtype(updates, 'float32', 'int32');
    requireShape([size]);
    const rank = indices.shape.length;
    invariant(axis >= 0 && axis + rank <= updates.shape.length, () => `axis ${axis} is outside the updates`);
    invariant(
      indices.shape.every((extent, i) => extent === updates.shape[axis + i]),
      () =>
        `indices [${indices.shape.join(',')}] are not found in updates [${updates.shape.join(',')}] at axis ${axis}`,
    );
    return [{ dtype: updates.dtype, shape: updates.shape.toSpliced(axis, rank, size) }];
  },
};
