import type { DefinitionOf, HostTensor, Program, Shape } from '@neurite/contract';
import { evaluate, record } from '@neurite/program';
import { compare, compareBits, draw, flat, singlePrecision, tensor } from '../tensors/index.js';
import { onDevice, onReference, require, type Check } from './check.js';
import { documentationChecks } from './documentation.js';
import { named, runCleanly, type Results } from './runs.js';
import { optionsOf } from './example.js';

type Optimizer = DefinitionOf['optimizer'];
type Tensors = Readonly<Record<string, HostTensor>>;

const float = (shape: Shape) => ({ dtype: 'float32', shape }) as const;

const updateProgram = (definition: Optimizer, options: never, shape: Shape): Program =>
  record(({ ops, input, output }) => {
    const parameter = input('parameter', 'parameter', float(shape));
    const gradient = input('gradient', 'gradient', float(shape));
    const slots = Object.fromEntries(
      definition.slots.map((slot) => [slot, input(slot, 'slot', float(shape))]),
    );
    const scalars = Object.fromEntries(
      definition.scalarNames.map((name) => [name, input(name, 'scalar', float([]))]),
    );
    const next = definition.update({ parameter, gradient, slots, scalars }, { ops, options });
    output('parameter', 'parameter', next.parameter);
    for (const slot of definition.slots) output(slot, 'slot', next.slots[slot]!);
  });

export const optimizerChecks = (definition: Optimizer): readonly Check[] => {
  const [example] = definition.examples ?? [];
  const given = optionsOf(definition.options, example?.options);
  const options = given as never;
  const rate = typeof given['rate'] === 'number' ? given['rate'] : 0.01;
  const shape = [3, 4];
  const program = updateProgram(definition, options, shape);
  const zeros = flat(shape, new Array<number>(12).fill(0));
  const start: Tensors = {
    parameter: draw(5).floats(shape),
    ...Object.fromEntries(definition.slots.map((slot) => [slot, zeros])),
  };
  const target = draw(6).floats(shape);

  /** The gradient of ½‖parameter − target‖². */
  const slope = (parameter: HostTensor): HostTensor =>
    flat(
      parameter.shape,
      Array.from(parameter.data, (value, index) => Math.fround(value - target.data[index]!)),
    );
  const inputs = (state: Tensors, gradient: HostTensor, step: number): readonly HostTensor[] => {
    const scalars = definition.scalars(step, rate, options);
    const numbers = definition.scalarNames.map((name) => tensor(scalars[name]!));
    return [state['parameter']!, gradient, ...definition.slots.map((slot) => state[slot]!), ...numbers];
  };
  const stepOnReference = (
    state: Tensors,
    gradient: HostTensor,
    step: number,
    precision: 'float32' | 'float64',
  ): Results => named(program, evaluate(program, inputs(state, gradient, step), precision));
  const requireFinite = (state: Results, step: number): void => {
    for (const [name, { data }] of Object.entries(state)) {
      const bad = data.find((value) => !Number.isFinite(value));
      require(bad !== undefined && `At step ${step} ${name} becomes ${bad}.`);
    }
  };

  /** An update over one flat buffer, in another order, must be the same update: passes rely on it. */
  const requireFlat = (state: Tensors, gradient: HostTensor, expected: Results): void => {
    const order = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4];
    const shuffled = ({ data }: HostTensor) =>
      flat(
        [12],
        order.map((index) => data[index]!),
      );
    const flatProgram = updateProgram(definition, options, [12]);
    const permuted = inputs(state, gradient, 2).map((value) =>
      value.shape.length === 0 ? value : shuffled(value),
    );
    const results = named(flatProgram, evaluate(flatProgram, permuted));
    for (const [name, value] of Object.entries(expected)) {
      const problem = compareBits(results[name]!, shuffled(value));
      require(problem && `In a permuted, flat update ${name} ${problem}.`);
    }
  };

  return [
    ...documentationChecks(definition, false),
    onReference('scalars are finite', () => {
      for (const step of [1, 2, 10, 1000, 1_000_000]) {
        const scalars = definition.scalars(step, rate, options);
        require(
          Object.keys(scalars).sort().join() !== definition.scalarNames.toSorted().join() &&
            `Step ${step} has scalars ${Object.keys(scalars).join(', ')}.`,
        );
        for (const [name, value] of Object.entries(scalars))
          require(!Number.isFinite(value) && `${name} of step ${step} is ${value}.`);
      }
    }),
    onReference('types stay', () => {
      const results = stepOnReference(start, slope(start['parameter']!), 1, 'float64');
      for (const [name, { shape: after, dtype }] of Object.entries(results)) {
        require(
          (after.join() !== shape.join() || dtype !== 'float32') &&
            `${name} becomes ${dtype}[${after.join(', ')}].`,
        );
      }
    }),
    onReference('comes closer to the minimum of a bowl in 100 steps', () => {
      const distance = ({ data }: HostTensor) =>
        Math.hypot(...Array.from(data, (value, index) => value - target.data[index]!));
      let state: Tensors = start;
      for (let step = 1; step <= 100; step++) {
        state = stepOnReference(state, slope(state['parameter']!), step, 'float32');
        requireFinite(state, step);
      }
      const [before, after] = [distance(start['parameter']!), distance(state['parameter']!)];
      require(!(after < before) && `The distance was ${before}, and is ${after}.`);
    }),
    onDevice('100 steps', (device) =>
      runCleanly(device, program, async (run) => {
        let state: Tensors = start;
        for (let step = 1; step <= 100; step++) {
          const gradient = slope(state['parameter']!);
          const results = await run(inputs(state, gradient, step));
          requireFinite(results, step);
          const isCompared = step <= 3 || step % 20 === 0;
          const expected = isCompared ? stepOnReference(state, gradient, step, 'float64') : {};
          for (const [name, value] of Object.entries(expected)) {
            const problem = compare(results[name]!, value, singlePrecision);
            require(problem && `Step ${step}: ${name} ${problem}.`);
          }
          state = results;
        }
      }),
    ),
    onDevice('gradients of 0, tiny, and large', (device) =>
      runCleanly(device, program, async (run) => {
        for (const value of [0, 1e-30, -1e-30, 1e6, -1e6]) {
          requireFinite(await run(inputs(start, flat(shape, new Array<number>(12).fill(value)), 1)), 1);
        }
      }),
    ),
    onReference(
      definition.elementwise ? 'each element depends on itself only' : 'elements depend on each other',
      () => {
        // From a state that is not all zeros.
        const state = stepOnReference(start, slope(start['parameter']!), 1, 'float64');
        const gradient = draw(7).floats(shape);
        const poked = flat(shape, [gradient.data[0]! + 0.5, ...gradient.data.slice(1)]);
        const [before, after] = [gradient, poked].map((each) => stepOnReference(state, each, 2, 'float64'));
        const rest = ({ data }: HostTensor) => flat([11], [...data.slice(1)]);
        const isLocal = Object.keys(before!).every(
          (name) => compareBits(rest(after![name]!), rest(before![name]!)) === undefined,
        );
        require(
          isLocal !== definition.elementwise && `elementwise is ${definition.elementwise}: that is not so.`,
        );
        if (definition.elementwise) requireFlat(state, gradient, before!);
      },
    ),
  ];
};
