import {
  sizeOf,
  slotShapeOf,
  type DefinitionOf,
  type HostTensor,
  type OptionValue,
  type Program,
  type Shape,
} from '@neurite/contract';
import { evaluate, record } from '@neurite/program';
import { draw, flat, tensor } from '../tensors/index.js';
import { named, type Results } from './runs.js';

type Optimizer = DefinitionOf['optimizer'];
export type Tensors = Readonly<Record<string, HostTensor>>;

/** An optimizer with its options on one parameter that is to become a target: a bowl. */
export interface Trial {
  readonly title: string;
  readonly shape: Shape;
  /** In: parameter, gradient, slots, scalars. Out: parameter and slots. */
  readonly program: Program;
  readonly start: Tensors;
  readonly target: HostTensor;
  /** The gradient of ½‖parameter − target‖². */
  slope(parameter: HostTensor): HostTensor;
  inputs(state: Tensors, gradient: HostTensor, step: number): readonly HostTensor[];
  stepOnReference(
    state: Tensors,
    gradient: HostTensor,
    step: number,
    precision: 'float32' | 'float64',
  ): Results;
}

const float = (shape: Shape) => ({ dtype: 'float32', shape }) as const;

const updateProgram = (definition: Optimizer, options: never, shape: Shape): Program =>
  record(({ ops, input, output }) => {
    const parameter = input('parameter', 'parameter', float(shape));
    const gradient = input('gradient', 'gradient', float(shape));
    const slots = Object.fromEntries(
      definition.slots.map((slot) => [
        slot,
        input(slot, 'slot', float(slotShapeOf(definition, slot, shape, options))),
      ]),
    );
    const scalars = Object.fromEntries(
      definition.scalarNames.map((name) => [name, input(name, 'scalar', float([]))]),
    );
    const next = definition.update({ parameter, gradient, slots, scalars }, { ops, options });
    output('parameter', 'parameter', next.parameter);
    for (const slot of definition.slots) output(slot, 'slot', next.slots[slot]!);
  });

export const trialOf = (
  definition: Optimizer,
  given: Readonly<Record<string, OptionValue>>,
  shape: Shape,
): Trial => {
  const options = given as never;
  const rate = typeof given['rate'] === 'number' ? given['rate'] : 0.01;
  const program = updateProgram(definition, options, shape);
  const target = draw(6).floats(shape);
  const zeros = (slot: string) => {
    const slotShape = slotShapeOf(definition, slot, shape, options);
    return flat(slotShape, new Array<number>(sizeOf(slotShape)).fill(0));
  };
  const inputs: Trial['inputs'] = (state, gradient, step) => {
    const scalars = definition.scalars(step, rate, options);
    const numbers = definition.scalarNames.map((name) => tensor(scalars[name]!));
    return [state['parameter']!, gradient, ...definition.slots.map((slot) => state[slot]!), ...numbers];
  };
  return {
    title: `${JSON.stringify(given)} on [${shape.join(', ')}]`,
    shape,
    program,
    start: {
      parameter: draw(5).floats(shape),
      ...Object.fromEntries(definition.slots.map((slot) => [slot, zeros(slot)])),
    },
    target,
    slope: (parameter) =>
      flat(
        parameter.shape,
        Array.from(parameter.data, (value, index) => Math.fround(value - target.data[index]!)),
      ),
    inputs,
    stepOnReference: (state, gradient, step, precision) =>
      named(program, evaluate(program, inputs(state, gradient, step), precision)),
  };
};
