import type { HostTensor, Shape } from '@neurite/contract';
import { layoutShapes } from '../shapes/layout.js';
import { make, type Evaluators, type Precision } from './evaluator.js';
import { broadcastStrides, copyView, stridesOf } from './strides.js';

/** A new tensor read from x at an offset with strides of its own. */
const gathered = (
  x: HostTensor,
  shape: Shape,
  offset: number,
  strides: readonly number[],
  precision: Precision,
) =>
  make({ dtype: x.dtype, shape }, precision, (out) =>
    copyView(shape, { data: x.data, offset, strides }, { data: out, offset: 0, strides: stridesOf(shape) }),
  );

export const layoutReference: Evaluators<'layout'> = {
  reshape: ({ shape }, [x]) => [{ dtype: x!.dtype, shape, data: x!.data }],
  transpose: ({ permutation }, [x], precision) => {
    const strides = stridesOf(x!.shape);
    const shape = permutation.map((axis) => x!.shape[axis]!);
    return [
      gathered(
        x!,
        shape,
        0,
        permutation.map((axis) => strides[axis]!),
        precision,
      ),
    ];
  },
  broadcast: ({ shape }, [x], precision) => [gathered(x!, shape, 0, broadcastStrides(x!.shape), precision)],
  slice: ({ start, size, stride }, [x], precision) => {
    const strides = stridesOf(x!.shape);
    const offset = start.reduce((sum, first, axis) => sum + first * strides[axis]!, 0);
    return [
      gathered(
        x!,
        size,
        offset,
        strides.map((step, axis) => step * stride[axis]!),
        precision,
      ),
    ];
  },
  pad: (attributes, inputs, precision) => {
    const [x, value] = inputs as readonly [HostTensor, HostTensor];
    const { low, interior } = attributes;
    const [type] = layoutShapes.pad(attributes, inputs);
    const { shape } = type!;
    const steps = interior.map((gap) => gap + 1);
    // The elements along each axis that are not cropped: those whose place low + i·step is inside.
    const first = low.map((before, axis) => Math.max(0, Math.ceil(-before / steps[axis]!)));
    const kept = shape.map((extent, axis) => {
      const end = Math.min(x.shape[axis]!, Math.ceil((extent - low[axis]!) / steps[axis]!));
      return Math.max(0, end - first[axis]!);
    });
    const from = stridesOf(x.shape);
    const to = stridesOf(shape);
    const offset = (starts: readonly number[], strides: readonly number[]) =>
      starts.reduce((sum, start, axis) => sum + start * strides[axis]!, 0);
    return [
      make(type!, precision, (out) => {
        out.fill(value.data[0]!);
        const places = first.map((start, axis) => low[axis]! + start * steps[axis]!);
        copyView(
          kept,
          { data: x.data, offset: offset(first, from), strides: from },
          { data: out, offset: offset(places, to), strides: to.map((stride, axis) => stride * steps[axis]!) },
        );
      }),
    ];
  },
  concat: ({ axis }, inputs, precision) => {
    const [type] = layoutShapes.concat({ axis }, inputs);
    const strides = stridesOf(type!.shape);
    return [
      make(type!, precision, (out) => {
        let offset = 0;
        for (const { data, shape } of inputs) {
          copyView(shape, { data, offset: 0, strides: stridesOf(shape) }, { data: out, offset, strides });
          offset += shape[axis]! * strides[axis]!;
        }
      }),
    ];
  },
  reverse: ({ axes }, [x], precision) => {
    const strides = stridesOf(x!.shape);
    const offset = axes.reduce((sum, axis) => sum + (x!.shape[axis]! - 1) * strides[axis]!, 0);
    const steps = strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride));
    return [gathered(x!, x!.shape, offset, steps, precision)];
  },
};
