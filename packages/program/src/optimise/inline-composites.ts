import type { Capabilities, Op, TensorType } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite, type Visit } from './rewrite.js';

/** Whether the backend takes this composite whole: it lists the name, and does not refuse this very one. */
export const isTaken = (
  op: Op<'composite'>,
  types: readonly TensorType[],
  capabilities: Capabilities,
): boolean =>
  capabilities.composites.includes(op.attributes.name) && capabilities.supports(op, types) === true;

/** Replaces composites that the backend does not take with their bodies. */
export const inlineComposites: Pass = {
  name: 'inline composites',
  exact: true,
  run: (program, capabilities) => {
    const visit: Visit = (op, inputs, writer) =>
      op.primitive !== 'composite' || isTaken(op, inputs.map(writer.type), capabilities)
        ? undefined
        : writer.inline(op.attributes.body, inputs, op.origin, visit);
    return everywhere((each) => rewrite(each, visit))(program);
  },
};
