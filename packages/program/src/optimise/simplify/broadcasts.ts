import { sameShape, type Shape, type Value } from '@neurite/contract';
import type { Writer } from '../rewrite.js';
import { fillOf, madeBy, type Restated, type Rule, type Site } from './rule.js';

type Broadcasting =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'maximum'
  | 'minimum'
  | 'equal'
  | 'less'
  | 'logical_and'
  | 'logical_or'
  | 'select';

const grown = (shapes: readonly Shape[]): Shape =>
  shapes.reduce((a, b) => a.map((extent, axis) => (extent === 1 ? b[axis]! : extent)));

/** A smaller value that this one repeats along axes of extent 1: its shape, and how to have it. */
const smaller = (
  writer: Writer,
  value: Value,
  origin: number,
): { readonly shape: Shape; readonly value: () => Value } | undefined => {
  const broadcast = madeBy(writer, value, 'broadcast');
  if (broadcast !== undefined) {
    const inner = broadcast.inputs[0]!;
    return { shape: writer.type(inner).shape, value: () => inner };
  }
  const fill = fillOf(writer, value);
  if (fill === undefined) return undefined;
  const { dtype, shape } = writer.type(value);
  const type = { dtype, shape: shape.map(() => 1) };
  return {
    shape: type.shape,
    value: () => writer.emit('constant', [], { type, data: fill }, [type], origin)[0]!,
  };
};

/** Elementwise operations repeat their operands themselves, as long as another operand has the extents. */
export const withoutBroadcasts =
  <P extends Broadcasting>(primitive: P): Rule<P> =>
  ({ inputs, type, writer, origin }: Site<P>) => {
    for (const [place, input] of inputs.entries()) {
      if (writer.type(input).shape.every((extent) => extent === 1)) continue;
      const operand = smaller(writer, input, origin);
      if (operand === undefined) continue;
      const others = inputs.filter((_, other) => other !== place).map((other) => writer.type(other).shape);
      if (!sameShape(grown([operand.shape, ...others]), type.shape)) continue;
      const replaced = inputs.map((other, index) => (index === place ? operand.value() : other));
      return { primitive, inputs: replaced, attributes: {} } as unknown as Restated;
    }
    return undefined;
  };

/** The same for the leading axes of a matrix product. */
export const matmulWithoutBroadcasts: Rule<'matmul'> = ({ inputs, attributes, type, writer }) => {
  for (const [place, input] of inputs.entries()) {
    const operand = madeBy(writer, input, 'broadcast')?.inputs[0];
    if (operand === undefined) continue;
    const matrices = sameShape(writer.type(operand).shape.slice(-2), writer.type(input).shape.slice(-2));
    const leading = [operand, inputs[1 - place]!].map((value) => writer.type(value).shape.slice(0, -2));
    if (!matrices || !sameShape(grown(leading), type.shape.slice(0, -2))) continue;
    return {
      primitive: 'matmul',
      inputs: inputs.map((other, index) => (index === place ? operand : other)),
      attributes,
    };
  }
  return undefined;
};
