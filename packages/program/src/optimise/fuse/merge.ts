import { sizeOf, type Op, type Origin, type Port, type Program, type Value } from '@neurite/contract';
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

export const merge = (
  program: Program,
  group: Group,
  makers: Int32Array,
  isRead: (value: Value) => boolean,
): Merged => {
  const values: Program['values'][number][] = [];
  const numbers = new Map<Value, Value>();
  const define = (value: Value): Value => {
    const number = values.push(program.values[value]!) - 1;
    numbers.set(value, number);
    return number;
  };
  const made = new Set(group.flatMap((index) => program.ops[index]!.outputs));
  const read = [...new Set(group.flatMap((index) => program.ops[index]!.inputs))].filter(
    (value) => !made.has(value),
  );
  const constants = read.filter((value) => isScalarConstant(program.ops[makers[value]!]));
  const inputs = read.filter((value) => !constants.includes(value));
  const port = (value: Value, index: number): Port => ({ name: String(index), role: 'residual', value });
  const inputPorts = inputs.map((value, index) => port(define(value), index));
  const origins: Origin[] = [];
  const originOf = (origin: number): number => {
    const wanted = program.origins[origin]!;
    const known = origins.indexOf(wanted);
    return known >= 0 ? known : origins.push(wanted) - 1;
  };
  const ops = [
    ...constants.map((value) => program.ops[makers[value]!]!),
    ...group.map((index) => program.ops[index]!),
  ].map((op): Op => {
    const from = op.inputs.map((input) => numbers.get(input)!);
    return { ...op, inputs: from, outputs: op.outputs.map(define), origin: originOf(op.origin) };
  });
  const outputs = [...made].filter(isRead);
  const outputPorts = outputs.map((value, index) => port(numbers.get(value)!, index));
  const body = Object.freeze({ values, ops, inputs: inputPorts, outputs: outputPorts, donated: [], origins });
  return { body, inputs, outputs };
};
