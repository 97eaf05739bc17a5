import type { Op, Program, TensorType, Value } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite, type Visit } from './rewrite.js';

const isSource = (op: Op): boolean => op.primitive === 'constant' || op.primitive === 'iota';

/** Which values of a scan's body are the same in every iteration: they depend on constants of the scan only. */
const invariantValues = ({ body, constants }: Op<'scan'>['attributes']): ReadonlySet<Value> => {
  const invariant = new Set(body.inputs.slice(0, constants).map((port) => port.value));
  for (const op of body.ops)
    if (op.inputs.every((input) => invariant.has(input)))
      op.outputs.forEach((output) => invariant.add(output));
  return invariant;
};

/** What a scan computes anew in each iteration although it is always the same. */
interface Split {
  readonly outside: readonly Op[];
  readonly inside: readonly Op[];
  /** Values of the body that are computed outside and read inside. */
  readonly handedIn: readonly Value[];
}

const split = (attributes: Op<'scan'>['attributes']): Split | undefined => {
  const { body } = attributes;
  const invariant = invariantValues(attributes);
  const isMoved = (op: Op): boolean => !isSource(op) && invariant.has(op.outputs[0]!);
  if (!body.ops.some(isMoved)) return undefined;
  const moved = body.ops.filter(isMoved);
  const read = new Set(moved.flatMap((op) => op.inputs));
  // Sources stay where they are read, and may be needed on both sides.
  const outside = body.ops.filter(
    (op) => isMoved(op) || (isSource(op) && op.outputs.some((output) => read.has(output))),
  );
  const inside = body.ops.filter((op) => !isMoved(op));
  const wanted = new Set([...inside.flatMap((op) => op.inputs), ...body.outputs.map((port) => port.value)]);
  return {
    outside,
    inside,
    handedIn: moved.flatMap((op) => op.outputs).filter((output) => wanted.has(output)),
  };
};

const hoistFrom: Visit = (op, inputs, writer) => {
  if (op.primitive !== 'scan') return undefined;
  const { body, constants, carries, length } = op.attributes;
  const parts = split(op.attributes);
  if (parts === undefined) return undefined;
  const fixed = body.inputs.slice(0, constants);
  const values = new Map<Value, Value>(fixed.map((port, index) => [port.value, inputs[index]!]));
  for (const each of parts.outside) {
    const types = each.outputs.map((output) => body.values[output]!);
    const made = writer.emit(
      each.primitive,
      each.inputs.map((input) => values.get(input)!),
      each.attributes,
      types,
      op.origin,
    );
    each.outputs.forEach((output, index) => values.set(output, made[index]!));
  }
  const ports = parts.handedIn.map((value) => ({
    name: `invariant ${value}`,
    role: 'residual' as const,
    value,
  }));
  const smaller: Program = Object.freeze({
    ...body,
    ops: parts.inside,
    inputs: [...fixed, ...ports, ...body.inputs.slice(constants)],
  });
  const types = body.outputs.map(({ value }, index): TensorType => {
    const type = body.values[value]!;
    return index < carries ? type : { ...type, shape: [length, ...type.shape] };
  });
  const operands = [
    ...inputs.slice(0, constants),
    ...parts.handedIn.map((value) => values.get(value)!),
    ...inputs.slice(constants),
  ];
  const attributes = { ...op.attributes, body: smaller, constants: constants + parts.handedIn.length };
  return writer.emit('scan', operands, attributes, types, op.origin);
};

/** Moves what does not change between iterations out of scans: a transposed kernel is transposed once. */
export const hoist: Pass = {
  name: 'hoist invariants out of scans',
  exact: true,
  run: everywhere((program) =>
    program.ops.some((op) => op.primitive === 'scan') ? rewrite(program, hoistFrom) : program,
  ),
};
