import type { Op, Program, Value } from '@neurite/contract';
import type { Recorder, Reference } from '../record/index.js';
import { gradientRules, type Call, type GradientRule } from '../rules/index.js';
import { usefulValues, variedValues } from './activity.js';
import { traceScan } from './trace-scan.js';

export type MaybeGradients = readonly (Reference | undefined)[];

/** A program or operation that was run forwards, and can be gone back through. */
export interface Trace {
  readonly outputs: readonly Reference[];
  /** From gradients of the outputs to gradients of the inputs; undefined stands for zero. */
  pull(gradients: MaybeGradients): MaybeGradients;
}

/** Writes `program` into a recorder. `varied` says which inputs need gradients, `useful` which outputs will be given one. */
export type TraceProgram = (
  recorder: Recorder,
  program: Program,
  inputs: readonly Reference[],
  varied: readonly boolean[],
  useful: readonly boolean[],
) => Trace;

/** The forward run of an operation that gradients pass through. */
const traceOp = (
  recorder: Recorder,
  op: Op,
  inputs: readonly Reference[],
  varied: readonly boolean[],
  useful: readonly boolean[],
): Trace => {
  // Inlined, so that both directions share what the body computes.
  if (op.primitive === 'composite') return traceProgram(recorder, op.attributes.body, inputs, varied, useful);
  if (op.primitive === 'scan') return traceScan(traceProgram, recorder, op, inputs, varied, useful);
  const outputs = recorder.emit(op.primitive, inputs, op.attributes);
  const { through, pull } = gradientRules[op.primitive] as GradientRule<Op['primitive']>;
  const wanted = varied.map((flag, index) => flag && (through === 'all' || through.includes(index)));
  return {
    outputs,
    pull: (gradients) => {
      const call: Call<Op['primitive'], Reference> = {
        attributes: op.attributes,
        inputs,
        outputs,
        gradients,
        wanted,
      };
      return pull(call, recorder).map((gradient, index) => (wanted[index] ? gradient : undefined));
    },
  };
};

export const traceProgram: TraceProgram = (recorder, program, inputs, variedInputs, usefulOutputs) => {
  const varied = variedValues(program, variedInputs);
  const useful = usefulValues(program, usefulOutputs);
  const values = new Map<Value, Reference>();
  const steps: { readonly op: Op; readonly trace: Trace }[] = [];
  program.inputs.forEach((port, index) => values.set(port.value, inputs[index]!));

  for (const op of program.ops) {
    const from = op.inputs.map((value) => values.get(value)!);
    const isActive = op.outputs.some((value) => varied[value] && useful[value]);
    const outputs = recorder.origin(program.origins[op.origin]!, () => {
      if (!isActive) return recorder.emit(op.primitive, from, op.attributes);
      const flags = [
        op.inputs.map((value) => varied[value]!),
        op.outputs.map((value) => useful[value]!),
      ] as const;
      const trace = traceOp(recorder, op, from, ...flags);
      steps.push({ op, trace });
      return trace.outputs;
    });
    op.outputs.forEach((value, index) => values.set(value, outputs[index]!));
  }

  return {
    outputs: program.outputs.map((port) => values.get(port.value)!),
    pull: (gradients) => {
      const sums = new Map<Value, Reference>();
      const add = (value: Value, gradient: Reference | undefined): void => {
        if (gradient === undefined || !varied[value]) return;
        const sum = sums.get(value);
        sums.set(value, sum === undefined ? gradient : recorder.ops.add(sum, gradient));
      };
      program.outputs.forEach((port, index) => add(port.value, gradients[index]));
      for (const { op, trace } of steps.toReversed()) {
        const given = op.outputs.map((value) => sums.get(value));
        if (given.every((gradient) => gradient === undefined)) continue;
        recorder.origin(program.origins[op.origin]!, () => {
          const back = trace.pull(given);
          op.inputs.forEach((value, index) => add(value, back[index]));
        });
      }
      return program.inputs.map((port) => sums.get(port.value));
    },
  };
};
