import type { Op, Primitive, Program } from '@neurite/contract';
import { families } from '../../primitives.js';

const elementwise: ReadonlySet<Primitive> = new Set<Primitive>([...families.unary, ...families.binary]);
const isFusible = (op: Op): boolean => elementwise.has(op.primitive);

/** Operations that become one: indices into `Program.ops`, in order. */
export type Group = readonly number[];

/** The index of the operation that makes each value; −1 for inputs. */
export const makersOf = (program: Program): Int32Array => {
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
export const groupsOf = (program: Program, makers: Int32Array): readonly Group[] => {
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
