import type { Attributes, Op, Primitive, Program, TensorType, Value } from '@neurite/contract';

/** What may replace an operation: written anew, over values of the program that comes out. */
export interface Writer {
  type(value: Value): TensorType;
  /** The operation that made a value; undefined for inputs of the program. */
  maker(value: Value): Op | undefined;
  emit<P extends Primitive>(
    primitive: P,
    inputs: readonly Value[],
    attributes: Attributes[P],
    types: readonly TensorType[],
    origin: number,
  ): readonly Value[];
  /** Writes the operations of another program, all of them with one origin; gives its outputs. */
  inline(program: Program, inputs: readonly Value[], origin: number, visit?: Visit): readonly Value[];
}

/** Gives the values that stand for the outputs of `op`, or undefined to copy it. `inputs` are values of the new program. */
export type Visit = (op: Op, inputs: readonly Value[], writer: Writer) => readonly Value[] | undefined;

/** Builds a program from an old one, operation by operation, in order. Ports, donations and origins stay as they are. */
export const rewrite = (program: Program, visit: Visit): Program => {
  const types: TensorType[] = [];
  const makers: (Op | undefined)[] = [];
  const ops: Op[] = [];
  const define = (type: TensorType, maker?: Op): Value => {
    makers.push(maker);
    return types.push(type) - 1;
  };

  const writer: Writer = {
    type: (value) => types[value]!,
    maker: (value) => makers[value],
    emit: (primitive, inputs, attributes, outputTypes, origin) => {
      const first = types.length;
      const outputs = outputTypes.map((_, index) => first + index);
      const op = { primitive, inputs, attributes, outputs, origin } as unknown as Op;
      for (const type of outputTypes) define(type, op);
      ops.push(op);
      return outputs;
    },
    inline: (inner, inputs, origin, innerVisit) => {
      const values: Value[] = [];
      inner.inputs.forEach((port, index) => (values[port.value] = inputs[index]!));
      copy(inner, values, innerVisit, origin);
      return inner.outputs.map((port) => values[port.value]!);
    },
  };

  const copy = (source: Program, values: Value[], sourceVisit: Visit | undefined, origin?: number): void => {
    for (const op of source.ops) {
      const inputs = op.inputs.map((input) => values[input]!);
      const placed = origin === undefined ? op : ({ ...op, origin } as Op);
      const outputs =
        sourceVisit?.(placed, inputs, writer) ??
        writer.emit(
          op.primitive,
          inputs,
          op.attributes,
          op.outputs.map((output) => source.values[output]!),
          placed.origin,
        );
      op.outputs.forEach((output, index) => (values[output] = outputs[index]!));
    }
  };

  const values: Value[] = [];
  const inputs = program.inputs.map((port) => {
    values[port.value] ??= define(program.values[port.value]!);
    return { ...port, value: values[port.value]! };
  });
  copy(program, values, visit);
  const outputs = program.outputs.map((port) => ({ ...port, value: values[port.value]! }));
  return Object.freeze({ ...program, values: types, ops, inputs, outputs });
};
