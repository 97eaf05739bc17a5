import type { Capabilities, Op, Program, TensorType } from '@neurite/contract';
import { invariant } from '../invariant.js';
import { isTaken } from './inline-composites.js';
import { everywhere, withBodies, type Pass } from './pass.js';
import { rewrite, type Visit } from './rewrite.js';

/** No chain of sensible lowerings is longer; one that is longer undoes itself. */
const deepest = 32;

type AnyLowering = (op: Op, types: readonly TensorType[]) => Program | undefined;

const lowering = (capabilities: Capabilities, depth: number): Visit => {
  return (op, inputs, writer) => {
    const types = inputs.map(writer.type);
    // The table is keyed by primitive, so the entry takes this very operation.
    const lowered = (capabilities.lowerings[op.primitive] as AnyLowering | undefined)?.(op, types);
    // A lowering may answer with composites, which may be new to the backend as well.
    const answer =
      lowered ??
      (op.primitive === 'composite' && !isTaken(op, types, capabilities) ? op.attributes.body : undefined);
    if (answer === undefined) return undefined;
    invariant(
      depth < deepest,
      () => `the lowerings of "${capabilities.name}" never end: ${op.primitive} came back`,
    );
    const whole = withBodies(answer, (body) => lowerFrom(body, capabilities, depth + 1));
    return writer.inline(whole, inputs, op.origin, lowering(capabilities, depth + 1));
  };
};

const lowerFrom = (program: Program, capabilities: Capabilities, depth: number): Program =>
  everywhere((each) => rewrite(each, lowering(capabilities, depth)))(program);

/** Rewrites what the backend lacks or does slowly by its own table, until that table has nothing more to say. */
export const lower: Pass = {
  name: 'lower',
  exact: false,
  run: (program, capabilities) => lowerFrom(program, capabilities, 0),
};
