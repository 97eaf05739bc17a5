import { sameShape, type Shape, type TensorType, type Window } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { requireDtype, requireShape, take, type ShapeRules } from './rule.js';

/** The number of places of a window along each spatial axis; throws where none fits. */
export const windowExtents = (spatial: Shape, window: Window & { readonly dilation?: Shape }): Shape => {
  const { size, strides, padding, dilation } = window;
  invariant(
    [size, strides, padding, dilation ?? size].every((list) => list.length === spatial.length),
    () =>
      `a window over [${spatial.join(',')}] needs ${spatial.length} sizes, strides, paddings and dilations`,
  );
  invariant(
    [...size, ...strides, ...(dilation ?? [])].every((n) => Number.isInteger(n) && n >= 1),
    'sizes, strides and dilations are at least 1',
  );
  return spatial.map((extent, axis) => {
    const [before, after] = padding[axis]!;
    const reach = (dilation?.[axis] ?? 1) * (size[axis]! - 1) + 1;
    const free = extent + before + after - reach;
    invariant(free >= 0, () => `a window of ${reach} does not fit an extent of ${extent + before + after}`);
    return Math.floor(free / strides[axis]!) + 1;
  });
};

const windowed = (x: TensorType, window: Window): TensorType => {
  requireDtype(x, 'float32');
  invariant(x.shape.length >= 3, 'x is [batch, ...spatial, channels]');
  return {
    dtype: 'float32',
    shape: [x.shape[0]!, ...windowExtents(x.shape.slice(1, -1), window), x.shape.at(-1)!],
  };
};

const requireWindowed = (type: TensorType, x: TensorType, window: Window): void => {
  requireDtype(type, 'float32');
  invariant(
    sameShape(type.shape, windowed(x, window).shape),
    () => `[${type.shape.join(',')}] does not have an element for each window of [${x.shape.join(',')}]`,
  );
};

export const windowShapes: ShapeRules<'window'> = {
  window_sum: (window, inputs) => [windowed(take(inputs, 1)[0], window)],
  window_spread: (attributes, inputs) => {
    const x: TensorType = { dtype: 'float32', shape: attributes.shape };
    requireShape(attributes.shape);
    requireWindowed(take(inputs, 1)[0], x, attributes);
    return [x];
  },
  window_pick: (window, inputs) => {
    const [x, u] = take(inputs, 2);
    invariant(
      u.dtype === 'float32' && sameShape(x.shape, u.shape),
      'both operands of window_pick have one type',
    );
    return [windowed(x, window)];
  },
  window_place: (window, inputs) => {
    const [x, v] = take(inputs, 2);
    requireWindowed(v, x, window);
    return [x];
  },
};
