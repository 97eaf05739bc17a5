import type { Attributes, Convolution, Shape } from '@neurite/contract';
import type { FunctionReference } from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { addresses } from '../kernel.js';
import { copyPart } from '../layout.js';
import { stridesOf } from '../space.js';

/**
 * Where windows move by one, the transpose of a convolution is a convolution: of the gradient, with the kernel turned around in space
 * and with channels and filters exchanged, padded by what the first one did not reach.
 */
export const flippedConvolution = (
  { strides, padding, dilation, groups, shape }: Attributes['conv_input'],
  kernel: Shape,
  gradient: Shape,
): { readonly kernel: Shape; readonly convolution: Convolution } => {
  const rank = strides.length;
  const [channels, filters] = [kernel[rank]!, kernel[rank + 1]!];
  return {
    kernel: [...kernel.slice(0, rank), filters / groups, channels * groups],
    convolution: {
      strides,
      dilation,
      groups,
      padding: padding.map(([before], axis) => {
        const reach = dilation[axis]! * (kernel[axis]! - 1);
        const first = reach - before;
        return [first, shape[axis + 1]! + reach - gradient[axis + 1]! - first];
      }),
    },
  };
};

/** (kernel, turned): writes the kernel of `flippedConvolution`. */
export const flipKernel = (unit: Unit, kernel: Shape, groups: number): FunctionReference =>
  unit.shared(`flip ${JSON.stringify([kernel, groups])}`, () =>
    unit.module.function({ parameters: addresses(2) }, (body) => {
      const rank = kernel.length - 2;
      const size = kernel.slice(0, rank);
      const [channels, filters] = [kernel[rank]!, kernel[rank + 1]!];
      const perGroup = filters / groups;
      const strides = stridesOf(kernel);
      const extents = [...size, perGroup, groups, channels];
      return copyPart(
        body,
        extents,
        {
          offset: size.reduce((sum, extent, axis) => sum + (extent - 1) * strides[axis]!, 0),
          strides: [...size.map((_, axis) => -strides[axis]!), 1, perGroup, filters],
          parameter: 0,
        },
        { offset: 0, strides: stridesOf(extents), parameter: 1 },
      );
    }),
  );
