import { type Convolution, type Shape, sizeOf } from '@neurite/contract';
import { i32, type Local, sequence } from '../../encoder/index.js';
import { addresses, type KernelOf, wordBytes } from '../kernel.js';
import {
  depthwiseConv,
  depthwiseConvInput,
  depthwiseConvKernel,
  isDepthwise,
  isInLibrary,
  libraryDepthwise,
} from './depthwise.js';
import { flipKernel, flippedConvolution } from './flip.js';
import { generalConv, generalConvInput, generalConvKernel } from './general.js';
import { isWinograd, winogradConv, winogradConvKernel } from './winograd.js';

/** The first that applies: the kernel library's depthwise, our own, Winograd's tiles, products of matrices. */
const forward = (x: Shape, kernel: Shape, y: Shape, convolution: Convolution): KernelOf<'conv'> => {
  if (isInLibrary(x, kernel, convolution)) return libraryDepthwise;
  if (isDepthwise(kernel, convolution)) return depthwiseConv;
  return isWinograd(x, kernel, y, convolution) ? winogradConv : generalConv;
};

export const conv: KernelOf<'conv'> = (convolution, inputs, outputs) =>
  forward(inputs[0]!.shape, inputs[1]!.shape, outputs[0]!.shape, convolution)(convolution, inputs, outputs);

/** Turns the kernel around and convolves; windows that move by more than one scatter instead. */
export const convInput: KernelOf<'conv_input'> = (attributes, inputs, outputs) => {
  const [gradient, kernel] = inputs;
  if (attributes.strides.some((stride) => stride !== 1)) {
    const scattering = isDepthwise(kernel!.shape, attributes) ? depthwiseConvInput : generalConvInput;
    return scattering(attributes, inputs, outputs);
  }
  const flipped = flippedConvolution(attributes, kernel!.shape, gradient!.shape);
  const turned = conv(flipped.convolution, [gradient!, { dtype: 'float32', shape: flipped.kernel }], outputs);
  const turnedBytes = Math.ceil((sizeOf(kernel!.shape) * wordBytes) / 64) * 64;
  return {
    scratch: turnedBytes + turned.scratch,
    define: (unit) => {
      const run = turned.define(unit);
      return unit.module.function({ parameters: addresses(3) }, (body) => {
        const [from, weights, to, scratch] = [0, 1, 2, 3].map((i) =>
          body.parameter('i32', i),
        ) as Local<'i32'>[];
        return sequence(
          flipKernel(unit, kernel!.shape, attributes.groups).run(weights!.get, scratch!.get, scratch!.get),
          run.run(from!.get, scratch!.get, to!.get, i32.add(scratch!.get, i32.constant(turnedBytes))),
        );
      });
    },
  };
};

export const convKernel: KernelOf<'conv_kernel'> = (attributes, inputs, outputs) => {
  const [x, gradient] = [inputs[0]!.shape, inputs[1]!.shape];
  if (isDepthwise(attributes.shape, attributes)) return depthwiseConvKernel(attributes, inputs, outputs);
  const isTiled = isWinograd(x, attributes.shape, gradient, attributes);
  return (isTiled ? winogradConvKernel : generalConvKernel)(attributes, inputs, outputs);
};
