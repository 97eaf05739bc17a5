import {
  sizeOf,
  type HostTensor,
  type Op,
  type Primitive,
  type TensorType,
  type Value,
} from '@neurite/contract';
import { families } from '../primitives.js';
import { reference } from '../reference/index.js';
import type { Evaluator, Precision } from '../reference/index.js';
import { everywhere, type Pass } from './pass.js';
import { rewrite, type Writer } from './rewrite.js';

/** Larger constants cost more to carry around than to compute. */
const mostElements = 1024;

const elementwise: ReadonlySet<Primitive> = new Set<Primitive>([...families.unary, ...families.binary]);
/** What only moves elements: of a constant that is one number throughout it makes another such. */
const moving: ReadonlySet<Primitive> = new Set(['reshape', 'transpose', 'broadcast', 'slice', 'reverse']);
const foldable: ReadonlySet<Primitive> = new Set<Primitive>([
  ...families.unary,
  ...families.binary,
  ...families.reduction,
  ...families.layout,
  ...families.index,
]);

const run = (op: Op, inputs: readonly HostTensor[], precision: Precision): readonly HostTensor[] =>
  (reference[op.primitive] as Evaluator<Primitive>)(op.attributes, inputs, precision);

/** The value of a small constant, or of a small iota, which is as good as one. */
const known = (writer: Writer, value: Value, precision: Precision): HostTensor | undefined => {
  const maker = writer.maker(value);
  if (maker?.primitive !== 'constant' && maker?.primitive !== 'iota') return undefined;
  return sizeOf(maker.attributes.type.shape) <= mostElements ? run(maker, [], precision)[0] : undefined;
};

/** The number that fills a constant, as a tensor of one element and the same rank. */
const knownFill = (writer: Writer, value: Value, precision: Precision): HostTensor | undefined => {
  const maker = writer.maker(value);
  if (maker?.primitive !== 'constant' || typeof maker.attributes.data !== 'number') return undefined;
  const { type, data } = maker.attributes;
  const one: TensorType = { dtype: type.dtype, shape: type.shape.map(() => 1) };
  return reference.constant({ type: one, data }, [], precision)[0];
};

const all = <T>(list: readonly (T | undefined)[]): readonly T[] | undefined =>
  list.every((each) => each !== undefined) ? (list as readonly T[]) : undefined;

/** What an operation on constants gives: a list, or one number for all elements. */
const folded = (
  op: Op,
  types: readonly TensorType[],
  inputs: readonly Value[],
  writer: Writer,
  precision: Precision,
) => {
  const fills = all(inputs.map((input) => knownFill(writer, input, precision)));
  if (fills !== undefined && elementwise.has(op.primitive)) return [run(op, fills, precision)[0]!.data[0]!];
  if (fills !== undefined && moving.has(op.primitive)) return [fills[0]!.data[0]!];
  if (types.some((type) => sizeOf(type.shape) > mostElements)) return undefined;
  const values = all(inputs.map((input) => known(writer, input, precision)));
  return values && run(op, values, precision).map(({ data }) => (data.length === 1 ? data[0]! : [...data]));
};

/** Computes what depends on small constants only, by the reference, in the precision of the backend. */
export const fold: Pass = {
  name: 'fold constants',
  exact: true,
  run: (program, { precision }) =>
    everywhere((each) =>
      rewrite(each, (op, inputs, writer) => {
        if (!foldable.has(op.primitive)) return undefined;
        const types = op.outputs.map((output) => each.values[output]!);
        return folded(op, types, inputs, writer, precision)?.map(
          (data, index) =>
            writer.emit('constant', [], { type: types[index]!, data }, [types[index]!], op.origin)[0]!,
        );
      }),
    )(program),
};
