import type { Capabilities, Op, Program } from '@neurite/contract';
import { everywhere, type Pass } from '../pass.js';
import { groupsOf, makersOf } from './groups.js';
import { merge } from './merge.js';
import { sorted } from './sorted.js';

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
      return Object.freeze({ ...each, ops: sorted(nodes) });
    })(program);
  },
};
