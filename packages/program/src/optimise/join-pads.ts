import type { Attributes, Op, TensorType, Value } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite, type Writer } from './rewrite.js';
import { fillOf } from './simplify/index.js';

/** A value that zeros were put around, along one axis. */
interface Padded {
  readonly x: Value;
  readonly zero: Value;
  readonly axis: number;
  readonly low: number;
  readonly high: number;
}

const paddedBy = (writer: Writer, value: Value): Padded | undefined => {
  const maker = writer.maker(value);
  if (maker?.primitive !== 'pad' || fillOf(writer, maker.inputs[1]!) !== 0) return undefined;
  const { low, high, interior }: Attributes['pad'] = maker.attributes;
  const axes = low.flatMap((_, axis) => (low[axis] !== 0 || high[axis] !== 0 ? [axis] : []));
  const [axis] = axes;
  if (axis === undefined || axes.length > 1 || low[axis]! < 0 || high[axis]! < 0) return undefined;
  if (interior.some((each) => each !== 0)) return undefined;
  return { x: maker.inputs[0]!, zero: maker.inputs[1]!, axis, low: low[axis]!, high: high[axis]! };
};

/** Two neighbours as one value with zeros around it; undefined where they overlap or leave a gap. */
const joined = (
  op: Op,
  [a, b]: readonly [Padded, Padded],
  type: TensorType,
  writer: Writer,
): readonly Value[] | undefined => {
  const { axis } = a;
  const total = type.shape[axis]!;
  const [first, second] = a.low < b.low ? [a, b] : [b, a];
  if (axis !== b.axis || total - first.high !== second.low) return undefined;
  const extent = total - first.low - second.high;
  const inner: TensorType = {
    ...type,
    shape: type.shape.map((each, index) => (index === axis ? extent : each)),
  };
  const [both] = writer.emit('concat', [first.x, second.x], { axis }, [inner], op.origin);
  if (first.low === 0 && second.high === 0) return [both!];
  const only = (value: number) => type.shape.map((_, index) => (index === axis ? value : 0));
  const attributes = { low: only(first.low), high: only(second.high), interior: only(0) };
  return writer.emit('pad', [both!, first.zero], attributes, [type], op.origin);
};

/**
 * Concatenates neighbours instead of adding them with zeros around each: what the gradient of a split comes to. Inexact in the sign
 * of zero alone, as −0 + 0 is 0.
 */
export const joinPads: Pass = {
  name: 'join pads',
  exact: false,
  run: everywhere((program) =>
    rewrite(program, (op, inputs, writer) => {
      if (op.primitive !== 'add') return undefined;
      const [a, b] = inputs.map((input) => paddedBy(writer, input));
      return a && b ? joined(op, [a, b], program.values[op.outputs[0]!]!, writer) : undefined;
    }),
  ),
};
