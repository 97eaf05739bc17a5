import type { Op, Program } from '@neurite/contract';
import type { Recorder, Reference } from '../record/index.js';
import { usefulThroughScan, variedThroughScan } from './activity.js';
import { hoist, type Term } from './hoist.js';
import type { Trace, TraceProgram } from './trace.js';

/** The body, which also gives the carries that it began with. The ports of bodies are named by their positions. */
const saving = (body: Program, constants: number, carries: number): Program =>
  Object.freeze({
    ...body,
    outputs: Object.freeze(
      [...body.outputs, ...body.inputs.slice(constants, constants + carries)].map(({ role, value }, index) =>
        Object.freeze({ name: `${index}`, role, value }),
      ),
    ),
  });

/**
 * The gradient of a scan is a scan in the other direction. The forward scan stacks the carries that each iteration began with;
 * the backward scan computes each iteration again from them, and carries the gradients of the carries. Gradients of constants
 * are sums over the iterations: parts that `hoist` can move out are computed by one operation after the scan, the rest is carried.
 */
export const traceScan = (
  traceBody: TraceProgram,
  recorder: Recorder,
  op: Op<'scan'>,
  inputs: readonly Reference[],
  variedInputs: readonly boolean[],
  usefulOutputs: readonly boolean[],
): Trace => {
  const { ops } = recorder;
  const { body, constants, carries, length, reverse } = op.attributes;
  const varied = variedThroughScan(op.attributes, variedInputs).inputs;
  const useful = usefulThroughScan(op.attributes, usefulOutputs).outputs;
  const outputs = recorder.emit('scan', inputs, { ...op.attributes, body: saving(body, constants, carries) });
  const saved = outputs.slice(body.outputs.length);

  const flagged = (from: number, to: number, isWanted: (index: number) => boolean): readonly number[] =>
    Array.from({ length: to - from }, (_, index) => from + index).filter(isWanted);
  // Positions among the body's inputs.
  const end = constants + carries;
  const variedConstants = flagged(0, constants, (index) => varied[index]!);
  const activeCarries = flagged(constants, end, (index) => varied[index]! && useful[index - constants]!);
  const variedSequences = flagged(end, inputs.length, (index) => varied[index]!);
  const zerosLike = (x: Reference): Reference => ops.zeros(ops.shape(x));

  const pull: Trace['pull'] = (gradients) => {
    const stackedGradients = flagged(carries, body.outputs.length, (index) => gradients[index] !== undefined);
    const sequences = [...saved, ...inputs.slice(end), ...stackedGradients.map((index) => gradients[index]!)];
    const terms: Term[][] = [];
    const isCarried: boolean[] = [];
    const hoisted: { readonly operand: Reference; readonly sequence: Reference | undefined }[] = [];

    const back = ops.scan(
      {
        constants: inputs.slice(0, constants),
        carries: [
          ...activeCarries.map((index) => gradients[index - constants] ?? zerosLike(inputs[index]!)),
          ...variedConstants.map((index) => zerosLike(inputs[index]!)),
        ],
        sequences,
        length,
        reverse: !reverse,
      },
      (fixed, carried, slices) => {
        const restored = [
          ...fixed,
          ...slices.slice(0, carries),
          ...slices.slice(carries, carries + inputs.length - end),
        ];
        const trace = traceBody(recorder, body, restored, varied, useful);
        const given = new Array<Reference | undefined>(body.outputs.length);
        activeCarries.forEach((index, i) => (given[index - constants] = carried[i]));
        stackedGradients.forEach((index, i) => (given[index] = slices[carries + inputs.length - end + i]));
        const found = trace.pull(given);

        const sums = variedConstants.map((index, i) => {
          const sum = carried[activeCarries.length + i]!;
          const gradient = found[index];
          const { parts, rest } =
            gradient === undefined ? { parts: [], rest: undefined } : hoist(gradient, recorder, fixed);
          terms.push([...parts]);
          isCarried.push(rest !== undefined);
          return rest === undefined ? sum : ops.add(sum, rest);
        });
        for (const { operands } of terms.flat()) {
          for (const operand of operands) {
            if (hoisted.some((known) => known.operand.value === operand.value)) continue;
            const slice = slices.findIndex((known) => known.value === operand.value);
            hoisted.push({ operand, sequence: sequences[slice] });
          }
        }
        return {
          carries: [...activeCarries.map((index) => found[index] ?? zerosLike(restored[index]!)), ...sums],
          stacked: [
            ...variedSequences.map((index) => found[index] ?? zerosLike(restored[index]!)),
            ...hoisted.filter(({ sequence }) => sequence === undefined).map(({ operand }) => operand),
          ],
        };
      },
    );

    let next = variedSequences.length;
    const stacks = new Map(
      hoisted.map(({ operand, sequence }) => [operand.value, sequence ?? back.stacked[next++]!] as const),
    );
    const result = new Array<Reference | undefined>(inputs.length);
    activeCarries.forEach((index, i) => (result[index] = back.carries[i]));
    variedSequences.forEach((index, i) => (result[index] = back.stacked[i]));
    variedConstants.forEach((index, i) => {
      const parts = terms[i]!.map((term) =>
        term.sum(term.operands.map((operand) => stacks.get(operand.value)!)),
      );
      const all = isCarried[i] ? [back.carries[activeCarries.length + i]!, ...parts] : parts;
      result[index] = all.length === 0 ? undefined : all.reduce((a, b) => ops.add(a, b));
    });
    return result;
  };

  return { outputs: outputs.slice(0, body.outputs.length), pull };
};
