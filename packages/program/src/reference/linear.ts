import { sizeOf, type Convolution, type HostTensor, type Shape } from '@neurite/contract';
import { linearShapes } from '../shapes/linear.js';
import { store, type Evaluators } from './evaluator.js';
import { placementOf } from './placement.js';
import { broadcastStrides, forEachRow, stridesOf } from './strides.js';

interface Matrix {
  readonly data: HostTensor['data'];
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** out[rows, columns] += a · b, where out is row-major at `offset`. */
const multiply = (
  a: Matrix,
  b: Matrix,
  out: Float64Array,
  offset: number,
  [rows, inner, columns]: Shape,
): void => {
  for (let i = 0; i < rows!; i++) {
    const to = offset + i * columns!;
    for (let k = 0; k < inner!; k++) {
      const left = a.data[a.offset + i * a.rowStride + k * a.columnStride]!;
      let from = b.offset + k * b.rowStride;
      for (let j = 0; j < columns!; j++) {
        out[to + j]! += left * b.data[from]!;
        from += b.columnStride;
      }
    }
  }
};

const matrix = ({ data, shape }: HostTensor, transposed: boolean, batch: number): Matrix => {
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  const offset = batch * rows * columns;
  return transposed
    ? { data, offset, rowStride: 1, columnStride: columns }
    : { data, offset, rowStride: columns, columnStride: 1 };
};

/**
 * The three convolutions are one sum over (example, place, element of the window, group, channel, filter) that reads two of
 * x, kernel and result and adds to the third; this walks the sum and leaves the innermost two loops to `block`.
 */
const walkConvolution = (
  x: Shape,
  kernel: Shape,
  convolution: Convolution,
  block: (xAt: number, kernelAt: number, resultAt: number, channels: number, filters: number) => void,
): void => {
  const { places, elements, positions, at } = placementOf(x.slice(1, -1), {
    size: kernel.slice(0, -2),
    ...convolution,
  });
  const [channels, filters, allChannels] = [kernel.at(-2)!, kernel.at(-1)!, x.at(-1)!];
  const perGroup = filters / convolution.groups;
  for (let example = 0; example < x[0]!; example++) {
    for (let place = 0; place < places; place++) {
      for (let element = 0; element < elements; element++) {
        const position = at[place * elements + element]!;
        if (position < 0) continue;
        for (let group = 0; group < convolution.groups; group++) {
          block(
            (example * positions + position) * allChannels + group * channels,
            element * channels * filters + group * perGroup,
            (example * places + place) * filters + group * perGroup,
            channels,
            perGroup,
          );
        }
      }
    }
  }
};

export const linearReference: Evaluators<'linear'> = {
  matmul: (attributes, inputs, precision) => {
    const [a, b] = inputs as readonly [HostTensor, HostTensor];
    const [type] = linearShapes.matmul(attributes, inputs);
    const lead = type!.shape.slice(0, -2);
    const [rows, columns] = [type!.shape.at(-2)!, type!.shape.at(-1)!];
    const inner = a.shape.at(attributes.transposeA ? -2 : -1)!;
    const out = new Float64Array(sizeOf(type!.shape));
    const operands = [
      broadcastStrides(a.shape.slice(0, -2)),
      broadcastStrides(b.shape.slice(0, -2)),
      stridesOf(lead),
    ];
    forEachRow(lead, operands, (length, offsets, steps) => {
      for (let n = 0; n < length; n++) {
        const left = matrix(a, attributes.transposeA, offsets[0]! + n * steps[0]!);
        const right = matrix(b, attributes.transposeB, offsets[1]! + n * steps[1]!);
        multiply(left, right, out, (offsets[2]! + n * steps[2]!) * rows * columns, [rows, inner, columns]);
      }
    });
    return [store(type!, precision, out)];
  },
  conv: (attributes, inputs, precision) => {
    const [x, kernel] = inputs as readonly [HostTensor, HostTensor];
    const [type] = linearShapes.conv(attributes, inputs);
    const out = new Float64Array(sizeOf(type!.shape));
    const [values, weights, stride] = [x.data, kernel.data, kernel.shape.at(-1)!];
    walkConvolution(x.shape, kernel.shape, attributes, (xAt, kernelAt, resultAt, channels, filters) => {
      for (let c = 0; c < channels; c++) {
        const value = values[xAt + c]!;
        const from = kernelAt + c * stride;
        for (let f = 0; f < filters; f++) out[resultAt + f]! += value * weights[from + f]!;
      }
    });
    return [store(type!, precision, out)];
  },
  conv_input: (attributes, inputs, precision) => {
    const [gradient, kernel] = inputs as readonly [HostTensor, HostTensor];
    const out = new Float64Array(sizeOf(attributes.shape));
    const [gradients, weights, stride] = [gradient.data, kernel.data, kernel.shape.at(-1)!];
    walkConvolution(
      attributes.shape,
      kernel.shape,
      attributes,
      (xAt, kernelAt, resultAt, channels, filters) => {
        for (let c = 0; c < channels; c++) {
          const from = kernelAt + c * stride;
          let sum = 0;
          for (let f = 0; f < filters; f++) sum += gradients[resultAt + f]! * weights[from + f]!;
          out[xAt + c]! += sum;
        }
      },
    );
    return [store({ dtype: 'float32', shape: attributes.shape }, precision, out)];
  },
  conv_kernel: (attributes, inputs, precision) => {
    const [x, gradient] = inputs as readonly [HostTensor, HostTensor];
    const out = new Float64Array(sizeOf(attributes.shape));
    const [values, gradients, stride] = [x.data, gradient.data, attributes.shape.at(-1)!];
    walkConvolution(x.shape, attributes.shape, attributes, (xAt, kernelAt, resultAt, channels, filters) => {
      for (let c = 0; c < channels; c++) {
        const value = values[xAt + c]!;
        const to = kernelAt + c * stride;
        for (let f = 0; f < filters; f++) out[to + f]! += value * gradients[resultAt + f]!;
      }
    });
    return [store({ dtype: 'float32', shape: attributes.shape }, precision, out)];
  },
};
