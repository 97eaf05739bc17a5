import { sizeOf, type Op, type Primitive, type Program, type TensorType } from '@neurite/contract';
import { families } from '../primitives.js';
import type { View } from './types.js';

export const bytesOf = ({ dtype, shape }: TensorType): number => sizeOf(shape) * (dtype === 'bool' ? 1 : 4);

/** The first element of a slice that is one stretch of memory; undefined where it is not. */
const stretch = (
  { start, size, stride }: Op<'slice'>['attributes'],
  shape: readonly number[],
): number | undefined => {
  let first = 0;
  let isWhole = true;
  for (let axis = shape.length - 1, step = 1; axis >= 0; step *= shape[axis]!, axis--) {
    // Once an axis is cut, only one element of each axis outside it may be taken.
    if (size[axis]! > 1 && (!isWhole || stride[axis] !== 1)) return undefined;
    if (size[axis] !== shape[axis]) isWhole = false;
    first += start[axis]! * step;
  }
  return first;
};

/** Reshapes, and slices that are one stretch of memory, such as a step of a sequence. */
export const contiguousViews = (
  op: Op,
  program: Program,
  bytes: (type: TensorType) => number = bytesOf,
): readonly (View | undefined)[] => {
  if (op.primitive === 'reshape' || op.primitive === 'stop_gradient') return [{ input: 0, offset: 0 }];
  if (op.primitive !== 'slice') return op.outputs.map(() => undefined);
  const { dtype, shape } = program.values[op.inputs[0]!]!;
  const first = stretch(op.attributes, shape);
  const elements = sizeOf(op.attributes.size);
  return [
    first === undefined || elements === 0
      ? undefined
      : { input: 0, offset: first * bytes({ dtype, shape: [] }) },
  ];
};

const elementwise: ReadonlySet<Primitive> = new Set<Primitive>([...families.unary, ...families.binary]);

/** Elementwise operations, fused or not, may overwrite operands that do not broadcast and have elements as wide as the result's. */
export const elementwiseInPlace = (
  op: Op,
  program: Program,
  bytes: (type: TensorType) => number = bytesOf,
): readonly (readonly number[])[] => {
  const isElementwise =
    elementwise.has(op.primitive) || (op.primitive === 'composite' && op.attributes.name === 'elementwise');
  if (!isElementwise) return op.outputs.map(() => []);
  const layout = (value: number) => {
    const type = program.values[value]!;
    return `${type.shape.join()}:${bytes(type)}`;
  };
  return op.outputs.map((output) =>
    op.inputs.flatMap((input, index) => (layout(input) === layout(output) ? [index] : [])),
  );
};
