import type { Value } from '@neurite/contract';
import { everywhere, type Pass } from './pass.js';
import { rewrite } from './rewrite.js';
import { fillOf } from './simplify/index.js';

/**
 * Asks whether relu(x) is positive instead of whether x is: the answers are the same, NaN and −0 included. The gradient of relu then
 * needs only what the layer after it keeps anyway, and x dies at once.
 */
export const reuseRelu: Pass = {
  name: 'reuse relu',
  exact: true,
  run: everywhere((program) => {
    const rectified = new Map<Value, Value>();
    return rewrite(program, (op, inputs, writer) => {
      const types = op.outputs.map((output) => program.values[output]!);
      if (op.primitive === 'relu') {
        const outputs = writer.emit('relu', inputs, {}, types, op.origin);
        rectified.set(inputs[0]!, outputs[0]!);
        return outputs;
      }
      if (op.primitive !== 'less' || fillOf(writer, inputs[0]!) !== 0) return undefined;
      const positive = rectified.get(inputs[1]!);
      return positive === undefined
        ? undefined
        : writer.emit('less', [inputs[0]!, positive], {}, types, op.origin);
    });
  }),
};
