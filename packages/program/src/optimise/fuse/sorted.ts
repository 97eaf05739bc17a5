import type { Op, Value } from '@neurite/contract';

/** All operations in an order that can be run: each after what it reads, otherwise as they were. */
export const sorted = (nodes: readonly Op[]): readonly Op[] => {
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
