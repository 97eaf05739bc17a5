import { sizeOf, type Convolution, type HostArray, type HostTensor, type Shape } from '@neurite/contract';
import { linearShapes } from '../shapes/linear.js';
import { store, type Evaluators } from './evaluator.js';
import { multiply, rowMajor, turned, type Matrix } from './multiply.js';
import { placementOf, type Placement } from './placement.js';
import { broadcastStrides, forEachRow, stridesOf } from './strides.js';

/** A convolution, one example and one group at a time, as a product of `[places, elements · channels]` and `[…, filters]`. */
interface Unfolded {
  readonly examples: number;
  readonly groups: number;
  readonly placement: Placement;
  /** Of one group. */
  readonly channels: number;
  readonly filters: number;
  readonly columns: number;
}

const unfold = (x: Shape, kernel: Shape, convolution: Convolution): Unfolded => {
  const placement = placementOf(x.slice(1, -1), { size: kernel.slice(0, -2), ...convolution });
  const [channels, filters] = [kernel.at(-2)!, kernel.at(-1)! / convolution.groups];
  const { groups } = convolution;
  return { examples: x[0]!, groups, placement, channels, filters, columns: placement.elements * channels };
};

/** Calls `visit` for each element of each window that lies inside: where it is in x, and where in the unfolded matrix. */
const forEachElement = (
  { groups, placement, channels }: Unfolded,
  example: number,
  group: number,
  visit: (xAt: number, unfoldedAt: number) => void,
): void => {
  const { at, positions } = placement;
  for (let i = 0; i < at.length; i++) {
    if (at[i]! < 0) continue;
    visit((example * positions + at[i]!) * groups * channels + group * channels, i * channels);
  }
};

/** The windows of one example and group as rows; 0 in the padding. */
const windowsOf = (x: HostArray, unfolded: Unfolded, example: number, group: number): Float64Array => {
  const rows = new Float64Array(unfolded.placement.places * unfolded.columns);
  forEachElement(unfolded, example, group, (from, to) => {
    for (let c = 0; c < unfolded.channels; c++) rows[to + c] = x[from + c]!;
  });
  return rows;
};

/** `[places, filters]` of one example and group of a result, and `[elements · channels, filters]` of one group of a kernel. */
const resultOf = <D extends HostArray>(
  { groups, placement, filters }: Unfolded,
  data: D,
  example: number,
  group: number,
) => ({
  ...rowMajor(data, groups * filters, example * placement.places * groups * filters + group * filters),
  data,
});
const kernelOf = <D extends HostArray>({ groups, filters }: Unfolded, data: D, group: number) => ({
  ...rowMajor(data, groups * filters, group * filters),
  data,
});

const forEachProduct = (unfolded: Unfolded, visit: (example: number, group: number) => void): void => {
  for (let example = 0; example < unfolded.examples; example++) {
    for (let group = 0; group < unfolded.groups; group++) visit(example, group);
  }
};

const matrixOf = ({ data, shape }: HostTensor, isTransposed: boolean, batch: number): Matrix => {
  const [rows, columns] = [shape.at(-2)!, shape.at(-1)!];
  const matrix = rowMajor(data, columns, batch * rows * columns);
  return isTransposed ? turned(matrix) : matrix;
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
        const left = matrixOf(a, attributes.transposeA, offsets[0]! + n * steps[0]!);
        const right = matrixOf(b, attributes.transposeB, offsets[1]! + n * steps[1]!);
        const offset = (offsets[2]! + n * steps[2]!) * rows * columns;
        multiply(left, right, { ...rowMajor(out, columns, offset), data: out }, [rows, inner, columns]);
      }
    });
    return [store(type!, precision, out)];
  },
  conv: (attributes, inputs, precision) => {
    const [x, kernel] = inputs as readonly [HostTensor, HostTensor];
    const [type] = linearShapes.conv(attributes, inputs);
    const unfolded = unfold(x.shape, kernel.shape, attributes);
    const { placement, columns, filters } = unfolded;
    const out = new Float64Array(sizeOf(type!.shape));
    forEachProduct(unfolded, (example, group) => {
      const windows = rowMajor(windowsOf(x.data, unfolded, example, group), columns);
      const result = resultOf(unfolded, out, example, group);
      multiply(windows, kernelOf(unfolded, kernel.data, group), result, [placement.places, columns, filters]);
    });
    return [store(type!, precision, out)];
  },
  conv_input: (attributes, inputs, precision) => {
    const [gradient, kernel] = inputs as readonly [HostTensor, HostTensor];
    const unfolded = unfold(attributes.shape, kernel.shape, attributes);
    const { placement, columns, filters, channels } = unfolded;
    const out = new Float64Array(sizeOf(attributes.shape));
    forEachProduct(unfolded, (example, group) => {
      const windows = new Float64Array(placement.places * columns);
      const result = resultOf(unfolded, gradient.data, example, group);
      const weights = turned(kernelOf(unfolded, kernel.data, group));
      multiply(result, weights, { ...rowMajor(windows, columns), data: windows }, [
        placement.places,
        filters,
        columns,
      ]);
      forEachElement(unfolded, example, group, (to, from) => {
        for (let c = 0; c < channels; c++) out[to + c]! += windows[from + c]!;
      });
    });
    return [store({ dtype: 'float32', shape: attributes.shape }, precision, out)];
  },
  conv_kernel: (attributes, inputs, precision) => {
    const [x, gradient] = inputs as readonly [HostTensor, HostTensor];
    const unfolded = unfold(x.shape, attributes.shape, attributes);
    const { placement, columns, filters } = unfolded;
    const out = new Float64Array(sizeOf(attributes.shape));
    forEachProduct(unfolded, (example, group) => {
      const windows = turned(rowMajor(windowsOf(x.data, unfolded, example, group), columns));
      const result = resultOf(unfolded, gradient.data, example, group);
      multiply(windows, result, kernelOf(unfolded, out, group), [columns, placement.places, filters]);
    });
    return [store({ dtype: 'float32', shape: attributes.shape }, precision, out)];
  },
};
