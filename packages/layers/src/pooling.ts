import { type PaddingRule, type Shape, type Window, at, paddingFor } from '@neurite/contract';

/** The options that windowed pooling has, with their defaults in one place. */
export const poolingOptions = {
  size: {
    type: 'extents',
    axes: 'space',
    minimum: 1,
    doc: 'Extent of the window: one number, or one for each axis.',
  },
  stride: {
    type: 'extents',
    axes: 'space',
    default: null,
    minimum: 1,
    doc: 'Step of the window; by default its size.',
  },
  padding: {
    type: 'padding',
    axes: 'space',
    default: 'valid',
    lessThan: 'size',
    doc: '`valid`, `same`, or a number for each side.',
  },
  ceil: { type: 'bool', default: false, doc: 'Whether a last window may hang over the end.' },
} as const;

export interface PoolingSettings {
  readonly size: number | Shape;
  readonly stride: number | Shape | null;
  readonly padding: PaddingRule;
  readonly ceil: boolean;
}

/** The primitive's window for an input of shape `[batch, ...spatial, channels]`. */
export const windowOf = (
  shape: Shape,
  { size, stride: maybeStride, padding, ceil }: PoolingSettings,
): Window => {
  const spatial = shape.slice(1, -1);
  const stride = maybeStride ?? size;
  return {
    size: spatial.map((_, axis) => at(size, axis)),
    strides: spatial.map((_, axis) => at(stride, axis)),
    padding: paddingFor(spatial, { size, stride, padding, ceil }),
  };
};
