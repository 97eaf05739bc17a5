import {
  sameShape,
  sizeOf,
  type Op,
  type Origin,
  type Port,
  type Primitive,
  type Program,
  type Value,
} from '@neurite/contract';
import type { Group } from './groups.js';

/** A group as a program of its own, the values it reads, and those that others read of it. */
export interface Merged {
  readonly body: Program;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** Constants of one element move into the body, where a backend can make them part of the code. */
const isScalarConstant = (op: Op | undefined): op is Op<'constant'> =>
  op?.primitive === 'constant' && sizeOf(op.attributes.type.shape) === 1;

/** Operations that cost less than reading their result. */
const cheap: ReadonlySet<Primitive> = new Set<Primitive>([
  ...(['neg', 'abs', 'relu', 'cast', 'logical_not', 'add', 'sub', 'mul', 'maximum', 'minimum'] as const),
  ...(['equal', 'less', 'logical_and', 'logical_or', 'select'] as const),
]);

/** What a group reads: values from outside, scalar constants, and values that it had better compute again than read. */
const sourcesOf = (program: Program, group: Group, makers: Int32Array) => {
  const makerOf = (value: Value): Op | undefined => program.ops[makers[value]!];
  const made = new Set(group.flatMap((index) => program.ops[index]!.outputs));
  const read = new Set(
    group.flatMap((index) => program.ops[index]!.inputs).filter((value) => !made.has(value)),
  );
  const shape = program.values[program.ops[group[0]!]!.outputs[0]!]!.shape;
  const isAtHand = (value: Value): boolean => read.has(value) || isScalarConstant(makerOf(value));
  const again: Op[] = [];
  for (const value of read) {
    const maker = makerOf(value);
    if (maker === undefined || !cheap.has(maker.primitive) || !sameShape(program.values[value]!.shape, shape))
      continue;
    // One that is computed again is no longer there to compute another from.
    if (!maker.inputs.every((input) => isAtHand(input) && !again.some((op) => op.outputs[0] === input)))
      continue;
    if (again.some((op) => op.inputs.includes(value))) continue;
    again.push(maker);
  }
  for (const op of again) {
    read.delete(op.outputs[0]!);
    for (const input of op.inputs) read.add(input);
  }
  const constants = [...read].map(makerOf).filter(isScalarConstant);
  const inputs = [...read].filter((value) => !isScalarConstant(makerOf(value)));
  return { made, inputs, ops: [...constants, ...again, ...group.map((index) => program.ops[index]!)] };
};

/** Makes one operation of a group. `isRead` says which of its values others read, or the program gives. */
export const merge = (
  program: Program,
  group: Group,
  makers: Int32Array,
  isRead: (value: Value) => boolean,
): Merged => {
  const sources = sourcesOf(program, group, makers);
  const values: Program['values'][number][] = [];
  const numbers = new Map<Value, Value>();
  const define = (value: Value): Value => {
    const number = values.push(program.values[value]!) - 1;
    numbers.set(value, number);
    return number;
  };
  const origins: Origin[] = [];
  const originOf = (origin: number): number => {
    const wanted = program.origins[origin]!;
    const known = origins.indexOf(wanted);
    return known >= 0 ? known : origins.push(wanted) - 1;
  };
  const port = (value: Value, index: number): Port => ({ name: String(index), role: 'residual', value });
  const inputs = sources.inputs.map((value, index) => port(define(value), index));
  const ops = sources.ops.map((op): Op => {
    const from = op.inputs.map((input) => numbers.get(input)!);
    return { ...op, inputs: from, outputs: op.outputs.map(define), origin: originOf(op.origin) };
  });
  const given = [...sources.made].filter(isRead);
  const outputs = given.map((value, index) => port(numbers.get(value)!, index));
  const body = Object.freeze({ values, ops, inputs, outputs, donated: [], origins });
  return { body, inputs: sources.inputs, outputs: given };
};
