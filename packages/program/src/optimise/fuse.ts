import {
  sizeOf,
  type Capabilities,
  type Op,
  type Origin,
  type Port,
  type Primitive,
  type Program,
  type Value,
} from '@neurite/contract';
import { families } from '../primitives.js';
import { everywhere, type Pass } from './pass.js';

const elementwise: ReadonlySet<Primitive> = new Set<Primitive>([...families.unary, ...families.binary]);
const isFusible = (op: Op): boolean => elementwise.has(op.primitive);

/** Operations that become one: indices into `Program.ops`, in order. */
type Group = readonly number[];

/** The index of the operation that makes each value; −1 for inputs. */
const makersOf = (program: Program): Int32Array => {
  const makers = new Int32Array(program.values.length).fill(-1);
  program.ops.forEach((op, index) => op.outputs.forEach((output) => (makers[output] = index)));
  return makers;
};

/**
 * Partitions elementwise operations into groups such that merging each into one operation leaves no cycle.
 *
 * Each operation gets a level, as late as its readers allow: the same as a reader that it may merge with (elementwise, of the same
 * shape), and one less than any other reader, if it is elementwise itself. Whoever leaves a group therefore rises to a higher level and
 * cannot come back: neighbours on one level are convex. As late as possible, because what an update computes from old slots alone then
 * stands with the update, and a mask that only the backward pass reads stands there.
 */
const groupsOf = (program: Program, makers: Int32Array): readonly Group[] => {
  const { ops, values } = program;
  const shapes = ops.map((op) => (isFusible(op) ? values[op.outputs[0]!]!.shape.join() : undefined));
  const mayMerge = (a: number, b: number): boolean => shapes[a] !== undefined && shapes[a] === shapes[b];
  const levels = new Int32Array(ops.length);
  const leaders = ops.map((_, index) => index);
  const leaderOf = (index: number): number => {
    while (leaders[index] !== index) index = leaders[index] = leaders[leaders[index]!]!;
    return index;
  };
  for (let index = ops.length - 1; index >= 0; index--) {
    for (const input of ops[index]!.inputs) {
      const maker = makers[input]!;
      if (maker < 0) continue;
      const rise = shapes[maker] === undefined || mayMerge(maker, index) ? 0 : 1;
      levels[maker] = Math.min(levels[maker]!, levels[index]! - rise);
    }
  }
  ops.forEach((op, index) => {
    for (const input of op.inputs) {
      const maker = makers[input]!;
      if (maker >= 0 && mayMerge(maker, index) && levels[maker] === levels[index]) {
        leaders[leaderOf(maker)] = leaderOf(index);
      }
    }
  });
  const groups = new Map<number, number[]>();
  ops.forEach((_, index) => {
    if (shapes[index] === undefined) return;
    const leader = leaderOf(index);
    const members = groups.get(leader);
    if (members === undefined) groups.set(leader, [index]);
    else members.push(index);
  });
  return [...groups.values()].filter((members) => members.length > 1);
};

/** A group as a program of its own, the values it reads, and those that others read of it. */
interface Merged {
  readonly body: Program;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}

/** Constants of one element move into the body, where a backend can make them part of the code. */
const isScalarConstant = (op: Op | undefined): op is Op<'constant'> =>
  op?.primitive === 'constant' && sizeOf(op.attributes.type.shape) === 1;

const merge = (
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

/** The merged operation of each group that the backend accepts, by the index of every member. */
const mergedOps = (program: Program, capabilities: Capabilities): ReadonlyMap<number, Op> => {
  const makers = makersOf(program);
  const groups = groupsOf(program, makers);
  const groupOf = new Int32Array(program.ops.length).fill(-1);
  groups.forEach((group, number) => group.forEach((index) => (groupOf[index] = number)));
  const readers = new Set(program.outputs.map(({ value }) => value));
  program.ops.forEach((op, index) => {
    for (const input of op.inputs) {
      const maker = makers[input]!;
      if (maker >= 0 && (groupOf[maker] === -1 || groupOf[maker] !== groupOf[index])) readers.add(input);
    }
  });
  const merged = new Map<number, Op>();
  for (const group of groups) {
    const { body, inputs, outputs } = merge(program, group, makers, (value) => readers.has(value));
    const { origin } = program.ops[group.at(-1)!]!;
    const op: Op = {
      primitive: 'composite',
      inputs,
      outputs,
      attributes: { name: 'elementwise', body },
      origin,
    };
    const types = inputs.map((value) => program.values[value]!);
    if (capabilities.supports(op, types) === true) for (const index of group) merged.set(index, op);
  }
  return merged;
};

/** All operations in an order that can be run: each after what it reads, otherwise as they were. */
const ordered = (nodes: readonly Op[]): readonly Op[] => {
  const makers = new Map<Value, Op>();
  for (const op of nodes) for (const output of op.outputs) makers.set(output, op);
  const result: Op[] = [];
  const state = new Map<Op, 'open' | 'done'>();
  for (const root of nodes) {
    // Depth first without recursion: programs are thousands of operations deep.
    const stack = [root];
    while (stack.length > 0) {
      const op = stack.at(-1)!;
      if (state.get(op) === 'done') {
        stack.pop();
        continue;
      }
      const waiting = state.has(op)
        ? []
        : op.inputs.flatMap((input) => {
            const maker = makers.get(input);
            return maker === undefined || state.get(maker) === 'done' ? [] : [maker];
          });
      state.set(op, 'open');
      if (waiting.length > 0) {
        stack.push(...waiting.reverse());
        continue;
      }
      state.set(op, 'done');
      result.push(op);
      stack.pop();
    }
  }
  return result;
};

/**
 * Merges elementwise operations over one shape into `composite{name: 'elementwise'}`: memory is then read and written once for a whole
 * chain, and for the whole update of a parameter, which has several results. Operands may be of extent 1 where the shape is not.
 */
export const fuse: Pass = {
  name: 'fuse elementwise chains',
  exact: true,
  run: (program, capabilities) => {
    if (!capabilities.composites.includes('elementwise')) return program;
    return everywhere((each) => {
      const merged = mergedOps(each, capabilities);
      if (merged.size === 0) return each;
      const nodes = [...new Set(each.ops.map((op, index) => merged.get(index) ?? op))];
      return Object.freeze({ ...each, ops: ordered(nodes) });
    })(program);
  },
};
