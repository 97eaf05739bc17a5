import { sizeOf, type HostTensor, type Program } from '@neurite/contract';
import { allocate, type Evaluators, type Precision } from './evaluator.js';

type Run = (program: Program, inputs: readonly HostTensor[], precision: Precision) => readonly HostTensor[];

/** Scan and composite run their bodies by `run`, which is `evaluate`: an argument, so that the files form no cycle. */
export const structureReference = (run: Run): Evaluators<'structure'> => ({
  scan: ({ body, constants, carries, length, reverse }, inputs, precision) => {
    const fixed = inputs.slice(0, constants);
    const sequences = inputs.slice(constants + carries);
    let carried = inputs.slice(constants, constants + carries);
    const stacked = body.outputs.slice(carries).map((port): HostTensor => {
      const { dtype, shape } = body.values[port.value]!;
      const type = { dtype, shape: [length, ...shape] };
      return { ...type, data: allocate(type, precision) };
    });
    for (let step = 0; step < length; step++) {
      const index = reverse ? length - 1 - step : step;
      const slices = sequences.map(({ dtype, shape, data }): HostTensor => {
        const size = sizeOf(shape.slice(1));
        return { dtype, shape: shape.slice(1), data: data.subarray(index * size, (index + 1) * size) };
      });
      const results = run(body, [...fixed, ...carried, ...slices], precision);
      carried = results.slice(0, carries);
      stacked.forEach(({ data }, i) => {
        const slice = results[carries + i]!.data;
        data.set(slice, index * slice.length);
      });
    }
    return [...carried, ...stacked];
  },
  composite: ({ body }, inputs, precision) => run(body, inputs, precision),
});
