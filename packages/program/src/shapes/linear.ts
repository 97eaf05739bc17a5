import { sameShape, type Convolution, type Shape, type TensorType } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { broadcastShapes, requireDtype, requireRank, requireShape, take, type ShapeRules } from './rule.js';
import { windowExtents } from './window.js';

/** The shape of conv(x, kernel). */
const convolved = (x: Shape, kernel: Shape, { strides, padding, dilation, groups }: Convolution): Shape => {
  const rank = x.length - 2;
  invariant(rank >= 1 && kernel.length === rank + 2, 'x and kernel must have equal rank of at least 3');
  const filters = kernel[rank + 1]!;
  const channels = x[rank + 1]!;
  invariant(
    Number.isInteger(groups) && groups >= 1 && channels === kernel[rank]! * groups && filters % groups === 0,
    () =>
      `${channels} channels and ${filters} filters do not fit a kernel [${kernel.join(',')}] in ${groups} groups`,
  );
  return [
    x[0]!,
    ...windowExtents(x.slice(1, -1), { size: kernel.slice(0, rank), strides, padding, dilation }),
    filters,
  ];
};

const requireFloats = (...types: readonly TensorType[]): void =>
  types.forEach((type) => requireDtype(type, 'float32'));

export const linearShapes: ShapeRules<'linear'> = {
  matmul: ({ transposeA, transposeB }, inputs) => {
    const [a, b] = take(inputs, 2);
    requireFloats(a, b);
    const rank = a.shape.length;
    invariant(rank >= 2, 'operands have at least rank 2');
    requireRank(b, rank);
    const [rows, inner] = transposeA
      ? [a.shape[rank - 1]!, a.shape[rank - 2]!]
      : [a.shape[rank - 2]!, a.shape[rank - 1]!];
    const [other, columns] = transposeB
      ? [b.shape[rank - 1]!, b.shape[rank - 2]!]
      : [b.shape[rank - 2]!, b.shape[rank - 1]!];
    invariant(inner === other, () => `inner extents ${inner} and ${other} differ`);
    return [
      {
        dtype: 'float32',
        shape: [...broadcastShapes([a.shape.slice(0, -2), b.shape.slice(0, -2)]), rows, columns],
      },
    ];
  },
  conv: (attributes, inputs) => {
    const [x, kernel] = take(inputs, 2);
    requireFloats(x, kernel);
    return [{ dtype: 'float32', shape: convolved(x.shape, kernel.shape, attributes) }];
  },
  conv_input: (attributes, inputs) => {
    const [gradient, kernel] = take(inputs, 2);
    requireFloats(gradient, kernel);
    requireShape(attributes.shape);
    invariant(
      sameShape(convolved(attributes.shape, kernel.shape, attributes), gradient.shape),
      () =>
        `[${gradient.shape.join(',')}] is not what a convolution of [${attributes.shape.join(',')}] gives`,
    );
    return [{ dtype: 'float32', shape: attributes.shape }];
  },
  conv_kernel: (attributes, inputs) => {
    const [x, gradient] = take(inputs, 2);
    requireFloats(x, gradient);
    requireShape(attributes.shape);
    invariant(
      sameShape(convolved(x.shape, attributes.shape, attributes), gradient.shape),
      () =>
        `[${gradient.shape.join(',')}] is not what a convolution by [${attributes.shape.join(',')}] gives`,
    );
    return [{ dtype: 'float32', shape: attributes.shape }];
  },
};
