import type { Op, Origin, Program, TensorType } from '@neurite/contract';
import type { Global, Statement } from '../encoder/index.js';
import { i32 } from '../encoder/index.js';

/** An operation that a failure can be in. */
export interface Site {
  readonly primitive: string;
  readonly origin?: Origin;
  readonly inputs: readonly TensorType[];
}

/** Numbers the operations of a module. The number of the one that runs is kept in a global: one instruction for each. */
export interface Sites {
  enter(op: Op, program: Program): Statement;
  readonly list: readonly Site[];
}

export const createSites = (current: Global): Sites => {
  const list: Site[] = [];
  return {
    list,
    enter: (op, program) => {
      const origin = program.origins[op.origin];
      const site = {
        primitive: op.primitive,
        inputs: op.inputs.map((value) => program.values[value]!),
        ...(origin === undefined ? {} : { origin }),
      };
      return current.set(i32.constant(list.push(site) - 1));
    },
  };
};
