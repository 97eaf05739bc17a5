import {
  BackendError,
  OutOfMemory,
  type HostTensor,
  type Op,
  type Primitive,
  type Program,
} from '@neurite/contract';
import { reference, type Evaluator, type Precision } from '@neurite/program';

/** A program made ready: what is the same in every run is computed, and each value's last reader is known. */
export interface Prepared {
  /** Constants: computed once. */
  readonly sources: readonly HostTensor[];
  run(inputs: readonly HostTensor[]): readonly HostTensor[];
}

const evaluateOp = (
  program: Program,
  op: Op,
  inputs: readonly HostTensor[],
  precision: Precision,
): readonly HostTensor[] => {
  try {
    return (reference[op.primitive] as Evaluator<Primitive>)(op.attributes, inputs, precision);
  } catch (cause) {
    const origin = program.origins[op.origin];
    const types = inputs.map(({ dtype, shape }) => ({ dtype, shape }));
    const shown = types.map(({ dtype, shape }) => `${dtype}[${shape.join(', ')}]`).join(', ');
    const place = origin?.path ? ` of layer "${origin.path}"` : '';
    const reason = cause instanceof Error ? cause.message : String(cause);
    const Failure = isOutOfMemory(cause) ? OutOfMemory : BackendError;
    throw new Failure(`${op.primitive}(${shown})${place} failed: ${reason}`, origin, types, { cause });
  }
};

/** Whether an array was wanted that is larger than engines make them. */
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError && /array (buffer|length)/i.test(error.message);

const isSource = (op: Op): boolean => op.primitive === 'constant' || op.primitive === 'iota';

export const prepareProgram = (program: Program, precision: Precision): Prepared => {
  const sources = new Map<number, HostTensor>();
  for (const op of program.ops) {
    if (isSource(op)) sources.set(op.outputs[0]!, evaluateOp(program, op, [], precision)[0]!);
  }
  const ops = program.ops.filter((op) => !isSource(op));
  const kept = new Set([...program.inputs, ...program.outputs].map((port) => port.value));
  /** For each operation, the values that nothing reads after it. */
  const dying: number[][] = ops.map(() => []);
  const seen = new Set<number>();
  for (let index = ops.length - 1; index >= 0; index--) {
    const op = ops[index]!;
    for (const value of [...op.inputs, ...op.outputs]) {
      if (seen.has(value) || kept.has(value)) continue;
      seen.add(value);
      dying[index]!.push(value);
    }
  }
  return {
    sources: [...sources.values()],
    run: (inputs) => {
      const values = new Map(sources);
      program.inputs.forEach((port, index) => values.set(port.value, inputs[index]!));
      ops.forEach((op, index) => {
        const operands = op.inputs.map((value) => values.get(value)!);
        const results = evaluateOp(program, op, operands, precision);
        op.outputs.forEach((value, output) => values.set(value, results[output]!));
        for (const value of dying[index]!) values.delete(value);
      });
      return program.outputs.map((port) => values.get(port.value)!);
    },
  };
};
