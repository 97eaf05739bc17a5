import { sameShape, type Primitive, type Shape, type Value } from '@neurite/contract';
import { matmulWithoutBroadcasts } from './broadcasts.js';
import { firstOf, madeBy, unlessGrown, type Rule } from './rule.js';

const all = (list: Shape, value: number): boolean => list.every((each) => each === value);

const reshapeOfReshape: Rule<'reshape'> = ({ inputs, attributes, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'reshape');
  return inner && { primitive: 'reshape', inputs: inner.inputs, attributes };
};

const transposeOfTranspose: Rule<'transpose'> = ({ inputs, attributes, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'transpose');
  if (inner === undefined) return undefined;
  const permutation = attributes.permutation.map((axis) => inner.attributes.permutation[axis]!);
  return { primitive: 'transpose', inputs: inner.inputs, attributes: { permutation } };
};

/** A permutation that keeps the order of all axes longer than 1 moves nothing in memory. */
const idleTranspose: Rule<'transpose'> = ({ inputs, attributes, type, writer }) => {
  const shape = writer.type(inputs[0]!).shape;
  const moved = attributes.permutation.filter((axis) => shape[axis] !== 1);
  if (moved.some((axis, index) => index > 0 && axis < moved[index - 1]!)) return undefined;
  return { primitive: 'reshape', inputs, attributes: { shape: type.shape } };
};

const broadcastOfBroadcast: Rule<'broadcast'> = ({ inputs, attributes, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'broadcast');
  return inner && { primitive: 'broadcast', inputs: inner.inputs, attributes };
};

const sliceOfSlice: Rule<'slice'> = ({ inputs, attributes, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'slice');
  if (inner === undefined) return undefined;
  const { start, stride } = inner.attributes;
  return {
    primitive: 'slice',
    inputs: inner.inputs,
    attributes: {
      start: attributes.start.map((first, axis) => start[axis]! + first * stride[axis]!),
      size: attributes.size,
      stride: attributes.stride.map((step, axis) => step * stride[axis]!),
    },
  };
};

/** A slice of one part of a concatenation needs only that part. */
const sliceOfConcat: Rule<'slice'> = ({ inputs, attributes, writer }) => {
  const joined = madeBy(writer, inputs[0]!, 'concat');
  if (joined === undefined) return undefined;
  const { axis } = joined.attributes;
  const first = attributes.start[axis]!;
  const last = first + (attributes.size[axis]! - 1) * attributes.stride[axis]!;
  if (last < first) return undefined;
  let begin = 0;
  for (const part of joined.inputs) {
    const end = begin + writer.type(part).shape[axis]!;
    if (first >= begin && last < end) {
      const start = attributes.start.map((each, index) => (index === axis ? each - begin : each));
      return { primitive: 'slice', inputs: [part], attributes: { ...attributes, start } };
    }
    begin = end;
  }
  return undefined;
};

const idleSlice: Rule<'slice'> = ({ inputs, attributes, type, writer }) => {
  const isWhole = sameShape(writer.type(inputs[0]!).shape, type.shape) && all(attributes.start, 0);
  return isWhole ? inputs[0] : undefined;
};

/** Concatenations along one axis are one; parts without extent add nothing. */
const flatConcat: Rule<'concat'> = ({ inputs, attributes, writer }) => {
  const parts = inputs.flatMap((input): readonly Value[] => {
    const inner = madeBy(writer, input, 'concat');
    return inner?.attributes.axis === attributes.axis ? inner.inputs : [input];
  });
  const filled = parts.filter((part) => writer.type(part).shape[attributes.axis] !== 0);
  if (filled.length === 1) return filled[0];
  if (filled.length === 0 || filled.length === inputs.length) return undefined;
  return { primitive: 'concat', inputs: filled, attributes };
};

/** Neighbouring slices of one value that together are all of it: what a split and a concatenation leave. */
const concatOfSlices: Rule<'concat'> = (site) => {
  const { inputs, attributes, writer } = site;
  const slices = inputs.map((input) => madeBy(writer, input, 'slice'));
  const source = slices[0]?.inputs[0];
  let end = 0;
  for (const slice of slices) {
    if (slice === undefined || slice.inputs[0] !== source) return undefined;
    const { start, stride, size } = slice.attributes;
    const isNext = start.every((first, axis) => first === (axis === attributes.axis ? end : 0));
    if (!isNext || !all(stride, 1)) return undefined;
    end += size[attributes.axis]!;
  }
  return unlessGrown(site, source!);
};

const reverseOfReverse: Rule<'reverse'> = ({ inputs, attributes, writer }) => {
  const inner = madeBy(writer, inputs[0]!, 'reverse');
  if (inner === undefined) return undefined;
  const twice = (axis: number) => inner.attributes.axes.includes(axis) && attributes.axes.includes(axis);
  const axes = [...new Set([...inner.attributes.axes, ...attributes.axes])]
    .filter((axis) => !twice(axis))
    .sort();
  return { primitive: 'reverse', inputs: inner.inputs, attributes: { axes } };
};

const idleReverse: Rule<'reverse'> = ({ inputs, attributes, writer }) => {
  const shape = writer.type(inputs[0]!).shape;
  return attributes.axes.every((axis) => shape[axis]! <= 1) ? inputs[0] : undefined;
};

export const layoutRules: { readonly [P in Primitive]?: Rule<P> } = {
  reshape: firstOf(reshapeOfReshape, (site) => unlessGrown(site, site.inputs[0]!)),
  transpose: firstOf(transposeOfTranspose, idleTranspose),
  broadcast: firstOf(broadcastOfBroadcast, (site) => unlessGrown(site, site.inputs[0]!)),
  slice: firstOf(idleSlice, sliceOfSlice, sliceOfConcat),
  pad: ({ inputs, attributes: { low, high, interior } }) =>
    all(low, 0) && all(high, 0) && all(interior, 0) ? inputs[0] : undefined,
  concat: firstOf(flatConcat, concatOfSlices),
  reverse: firstOf(reverseOfReverse, idleReverse),
  matmul: matmulWithoutBroadcasts,
  // The maximum of one element is that element. Not so the sum: 0 + −0 is 0.
  reduce_max: ({ inputs, attributes, type, writer }) =>
    attributes.axes.every((axis) => writer.type(inputs[0]!).shape[axis] === 1)
      ? { primitive: 'reshape', inputs, attributes: { shape: type.shape } }
      : undefined,
};
