import { type Convolution, type Shape, sizeOf } from '@neurite/contract';
import { f32x4, i32, type Local, nothing, sequence, type Statement } from '../../encoder/index.js';
import type { Unit } from '../../math/index.js';
import { addresses, type Kernel, type KernelOf } from '../kernel.js';
import { clear } from '../loops.js';
import { loadChannels, offsetFrom, slide, type Sliding, storeChannels } from '../slide.js';

/** One filter for each channel: no products of matrices, but vectors of channels. */
export const isDepthwise = (kernel: Shape, { groups }: Convolution): boolean =>
  groups > 1 && kernel.at(-2) === 1 && kernel.at(-1) === groups;

/**
 * Whether the kernel library has this forward convolution: two axes, and no padding that crops. Windows of a single place go to a
 * kernel of XNNPACK that clamps to (−∞, ∞) and so turns NaN into −∞; they are left to ours.
 */
export const isInLibrary = (x: Shape, kernel: Shape, convolution: Convolution): boolean =>
  x.length === 4 &&
  isDepthwise(kernel, convolution) &&
  kernel.slice(0, 2).some((extent) => extent > 1) &&
  convolution.padding.flat().every((side) => side >= 0);

/** The library's names of the three tensors of a call. They are given for a call only, so that no packing outlives it. */
const [xId, kernelId, resultId] = [1, 2, 3];

/**
 * XNNPACK's depthwise convolution, 20 times faster than products of matrices group by group. It keeps what it packed of the kernel by
 * the kernel's number; numbers are taken back after the call, so that it never sees old bytes.
 */
export const libraryDepthwise: KernelOf<'conv'> = (convolution, [x, kernel], [y]): Kernel => ({
  scratch: 0,
  define: ({ module }: Unit) => {
    const register = module.import('library', 'register_tensor', { parameters: ['i32', 'i32', 'i32'] });
    const forget = module.import('library', 'dispose_data', { parameters: ['i32'] });
    const parameters = Array.from({ length: 19 }, () => 'i32' as const);
    const run = module.import('library', 'DepthwiseConv2dNative', { parameters });
    return module.function({ parameters: addresses(3) }, (body) => {
      if (sizeOf(y!.shape) === 0) return nothing;
      const tensors = [
        { id: xId, size: sizeOf(x!.shape) },
        { id: kernelId, size: sizeOf(kernel!.shape) },
        { id: resultId, size: sizeOf(y!.shape) },
      ];
      const { strides, dilation, padding } = convolution;
      const [batch, height, width, channels] = x!.shape as unknown as readonly [
        number,
        number,
        number,
        number,
      ];
      const [[top, bottom], [left, right]] = padding as unknown as readonly [
        readonly [number, number],
        readonly [number, number],
      ];
      const isSame = 0;
      const numbers = [
        ...[xId, batch, height, width, kernelId, kernel!.shape[0]!, kernel!.shape[1]!],
        ...[top, right, bottom, left, isSame, dilation[0]!, dilation[1]!, strides[0]!, strides[1]!],
        ...[channels, kernel!.shape[3]!, resultId],
      ];
      return sequence(
        ...tensors.map(({ id, size }, i) =>
          register.run(i32.constant(id!), i32.constant(size), body.parameter('i32', i).get),
        ),
        run.run(...numbers.map((number) => i32.constant(number!))),
        ...tensors.map(({ id }) => forget.run(i32.constant(id!))),
      );
    });
  },
});

const slidingOf = (
  x: Shape,
  kernel: Shape,
  places: Shape,
  { strides, padding, dilation }: Convolution,
): Sliding => ({
  x,
  places,
  window: { size: kernel.slice(0, -2), strides, padding, dilation },
});

const tensorsOf = (body: { parameter(type: 'i32', index: number): Local<'i32'> }) =>
  [0, 1, 2].map((i) => body.parameter('i32', i)) as unknown as readonly [
    Local<'i32'>,
    Local<'i32'>,
    Local<'i32'>,
  ];

const multiplyAdd = (
  to: Local<'i32'>,
  at: Local<'i32'>,
  count: 1 | 4,
  product: ReturnType<typeof f32x4.mul>,
): Statement => {
  const address = offsetFrom(to, at);
  return storeChannels(address, f32x4.add(loadChannels(address, count), product), count);
};

export const depthwiseConv: KernelOf<'conv'> = (convolution, [x, kernel], [y]): Kernel => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(3) }, (body) => {
      const [from, weights, to] = tensorsOf(body);
      const sum = body.local('v128');
      return slide(body, slidingOf(x!.shape, kernel!.shape, y!.shape, convolution), (count) => ({
        before: () => sum.set(f32x4.constant(0)),
        element: (at, tap) =>
          sum.set(
            f32x4.add(
              sum.get,
              f32x4.mul(
                loadChannels(offsetFrom(from, at), count),
                loadChannels(offsetFrom(weights, tap), count),
              ),
            ),
          ),
        after: (at) => storeChannels(offsetFrom(to, at), sum.get, count),
      }));
    }),
});

/** Adds each gradient, times the filter, to its window. */
export const depthwiseConvInput: KernelOf<'conv_input'> = (attributes, [gradient, kernel]): Kernel => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(3) }, (body) => {
      const [from, weights, to] = tensorsOf(body);
      const value = body.local('v128');
      const sliding = slidingOf(attributes.shape, kernel!.shape, gradient!.shape, attributes);
      return sequence(
        clear(to, sizeOf(attributes.shape)),
        slide(body, sliding, (count) => ({
          before: (at) => value.set(loadChannels(offsetFrom(from, at), count)),
          element: (at, tap) =>
            multiplyAdd(to, at, count, f32x4.mul(value.get, loadChannels(offsetFrom(weights, tap), count))),
          after: () => nothing,
        })),
      );
    }),
});

/** Adds the window's elements, times the gradient, to the filter. */
export const depthwiseConvKernel: KernelOf<'conv_kernel'> = (attributes, [x, gradient]): Kernel => ({
  scratch: 0,
  define: ({ module }) =>
    module.function({ parameters: addresses(3) }, (body) => {
      const [from, gradients, to] = tensorsOf(body);
      const value = body.local('v128');
      const sliding = slidingOf(x!.shape, attributes.shape, gradient!.shape, attributes);
      return sequence(
        clear(to, sizeOf(attributes.shape)),
        slide(body, sliding, (count) => ({
          before: (at) => value.set(loadChannels(offsetFrom(gradients, at), count)),
          element: (at, tap) =>
            multiplyAdd(to, tap, count, f32x4.mul(value.get, loadChannels(offsetFrom(from, at), count))),
          after: () => nothing,
        })),
      );
    }),
});
