import { sizeOf, type HostTensor, type Ops, type Program } from '@neurite/contract';
import { differentiate } from '../differentiate/index.js';
import { record, type Recorder, type Reference } from '../record/index.js';
import { verify } from '../shapes/index.js';
import { numbers, runByName, spreadOver } from './tensors.js';

export interface GradientCheck {
  /** Which inputs to differentiate by; all float inputs by default. */
  readonly by?: readonly number[];
  /** Highest order; 2 by default. */
  readonly order?: 1 | 2;
  /** Largest error, relative to 1 + |expected|. */
  readonly tolerance?: number;
}

export type Build = (
  inputs: readonly Reference[],
  ops: Ops<Reference>,
  recorder: Recorder,
) => Reference | readonly Reference[];

const step = 1e-5;

/** Σ wᵢ·yᵢ with unlike weights, so that no error can cancel. */
const weighted = (ys: readonly Reference[], ops: Ops<Reference>, seed: number): Reference =>
  ys
    .map((y, index) => {
      const shape = ops.shape(y);
      const weights = ops.constant(numbers(spreadOver(shape, 0.5, 2, seed + index)), shape);
      return ops.sum(ops.mul(y, weights));
    })
    .reduce((a, b) => ops.add(a, b));

const compare = (
  program: Program,
  inputs: readonly HostTensor[],
  by: readonly number[],
  tolerance: number,
): void => {
  const named = Object.fromEntries(inputs.map((tensor, index) => [`${index}`, tensor]));
  const differentiated = differentiate(program, { of: 'objective', by: by.map(String) });
  verify(differentiated);
  const outputs = runByName(differentiated, named);
  for (const index of by) {
    const gradient = outputs[`gradient:${index}`]!;
    const tensor = inputs[index]!;
    expect(gradient.shape).toEqual(tensor.shape);
    const at = (element: number, offset: number): number => {
      const data = Float64Array.from(tensor.data);
      data[element]! += offset;
      return runByName(program, { ...named, [index]: { ...tensor, data } })['objective']!.data[0]!;
    };
    for (let element = 0; element < sizeOf(tensor.shape); element++) {
      const expected = (at(element, step) - at(element, -step)) / (2 * step);
      const error = Math.abs(gradient.data[element]! - expected) / (1 + Math.abs(expected));
      if (!(error <= tolerance)) {
        throw new Error(
          `The gradient by input ${index}, element ${element}, is ${gradient.data[element]}; differences give ${expected}.`,
        );
      }
    }
  }
};

/**
 * Holds gradients against central differences in float64, first and second order: the second differentiates the weighted sum
 * of the first gradients again.
 */
export const checkGradients = (
  inputs: readonly HostTensor[],
  build: Build,
  { by, order = 2, tolerance = 2e-8 }: GradientCheck = {},
): void => {
  const wanted = by ?? inputs.flatMap(({ dtype }, index) => (dtype === 'float32' ? [index] : []));
  const program = record((recorder) => {
    const { ops, input, output } = recorder;
    const references = inputs.map((tensor, index) => input(`${index}`, 'batch', tensor));
    const result = build(references, ops, recorder);
    output('objective', 'output', weighted(Array.isArray(result) ? result : [result as Reference], ops, 1));
  });
  verify(program);
  compare(program, inputs, wanted, tolerance);
  if (order === 1) return;
  const first = differentiate(program, { of: 'objective', by: wanted.map(String), keep: [] });
  const again = record(({ ops, input, output, inline }) => {
    const gradients = inline(
      first,
      inputs.map((tensor, index) => input(`${index}`, 'batch', tensor)),
    );
    output('objective', 'output', weighted(gradients, ops, 7));
  });
  compare(again, inputs, wanted, tolerance);
};
