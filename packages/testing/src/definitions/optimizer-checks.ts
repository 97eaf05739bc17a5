import { sizeOf, type DefinitionOf, type HostTensor, type Shape } from '@neurite/contract';
import { evaluate } from '@neurite/program';
import { compare, compareBits, draw, flat, singlePrecision } from '../tensors/index.js';
import { onDevice, onReference, require, type Check } from './check.js';
import { documentationChecks } from './documentation.js';
import { optionsOf } from './example.js';
import { trialOf, type Tensors, type Trial } from './optimizer-trial.js';
import { named, runCleanly, type Results } from './runs.js';

const matrix: Shape = [3, 4];
/** Optimizers that look at a whole tensor may treat vectors, matrices and kernels of convolutions differently. */
const shapes: readonly Shape[] = [matrix, [5], [2, 1, 3, 2]];

const filled = (shape: Shape, value: number): HostTensor =>
  flat(shape, new Array<number>(sizeOf(shape)).fill(value));

const requireFinite = (state: Results, { title }: Trial, step: number): void => {
  for (const [name, { data }] of Object.entries(state)) {
    const bad = data.find((value) => !Number.isFinite(value));
    require(bad !== undefined && `${title}: at step ${step} ${name} becomes ${bad}.`);
  }
};

/** An update over one flat buffer, in another order, must be the same update: passes rely on it. */
const requireFlat = (
  trial: Trial,
  flatTrial: Trial,
  state: Tensors,
  gradient: HostTensor,
  expected: Results,
): void => {
  const order = [7, 2, 11, 0, 5, 9, 1, 10, 3, 8, 6, 4];
  const shuffled = ({ data }: HostTensor) =>
    flat(
      [12],
      order.map((index) => data[index]!),
    );
  const permuted = trial
    .inputs(state, gradient, 2)
    .map((value) => (value.shape.length === 0 ? value : shuffled(value)));
  const results = named(flatTrial.program, evaluate(flatTrial.program, permuted));
  for (const [name, value] of Object.entries(expected)) {
    const problem = compareBits(results[name]!, value.shape.length === 0 ? value : shuffled(value));
    require(problem && `In a permuted, flat update ${name} ${problem}.`);
  }
};

export const optimizerChecks = (definition: DefinitionOf['optimizer']): readonly Check[] => {
  // Its examples say which settings differ in what they do; without any, the defaults are all there is.
  const { examples = [] } = definition;
  const settings = (examples.length === 0 ? [undefined] : examples.map(({ options }) => options)).map(
    (given) => optionsOf(definition.options, given),
  );
  const trials = settings.flatMap((options) =>
    (definition.elementwise ? [matrix] : shapes).map((shape) => trialOf(definition, options, shape)),
  );
  return [
    ...documentationChecks(definition, false),
    onReference('scalars are finite', () => {
      for (const options of settings) {
        for (const step of [1, 2, 10, 1000, 1_000_000]) {
          const scalars = definition.scalars(step, Number(options['rate'] ?? 0.01), options as never);
          require(
            Object.keys(scalars).sort().join() !== definition.scalarNames.toSorted().join() &&
              `Step ${step} has scalars ${Object.keys(scalars).join(', ')}.`,
          );
          for (const [name, value] of Object.entries(scalars))
            require(!Number.isFinite(value) && `${name} of step ${step} is ${value}.`);
        }
      }
    }),
    onReference('types stay', () => {
      for (const { title, start, slope, stepOnReference } of trials) {
        const results = stepOnReference(start, slope(start['parameter']!), 1, 'float64');
        for (const [name, { shape, dtype }] of Object.entries(results)) {
          require(
            (shape.join() !== start[name]!.shape.join() || dtype !== 'float32') &&
              `${title}: ${name} becomes ${dtype}[${shape.join(', ')}].`,
          );
        }
      }
    }),
    onReference('comes closer to the minimum of a bowl in 100 steps', () => {
      for (const trial of trials) {
        const distance = ({ data }: HostTensor) =>
          Math.hypot(...Array.from(data, (value, index) => value - trial.target.data[index]!));
        let state: Tensors = trial.start;
        for (let step = 1; step <= 100; step++) {
          state = trial.stepOnReference(state, trial.slope(state['parameter']!), step, 'float32');
          requireFinite(state, trial, step);
        }
        const [before, after] = [distance(trial.start['parameter']!), distance(state['parameter']!)];
        require(!(after < before) && `${trial.title}: the distance was ${before}, and is ${after}.`);
      }
    }),
    onDevice('100 steps', async (device) => {
      for (const trial of trials) {
        await runCleanly(device, trial.program, async (run) => {
          let state: Tensors = trial.start;
          for (let step = 1; step <= 100; step++) {
            const gradient = trial.slope(state['parameter']!);
            const results = await run(trial.inputs(state, gradient, step));
            requireFinite(results, trial, step);
            const isCompared = step <= 3 || step % 20 === 0;
            const expected = isCompared ? trial.stepOnReference(state, gradient, step, 'float64') : {};
            for (const [name, value] of Object.entries(expected)) {
              const problem = compare(results[name]!, value, singlePrecision);
              require(problem && `${trial.title}: step ${step}: ${name} ${problem}.`);
            }
            state = results;
          }
        });
      }
    }),
    onDevice('gradients of 0, tiny, and large', async (device) => {
      for (const trial of trials) {
        await runCleanly(device, trial.program, async (run) => {
          for (const value of [0, 1e-30, -1e-30, 1e6, -1e6])
            requireFinite(await run(trial.inputs(trial.start, filled(trial.shape, value), 1)), trial, 1);
        });
      }
    }),
    onReference(
      definition.elementwise ? 'each element depends on itself only' : 'elements depend on each other',
      () => {
        const trial = trials[0]!;
        const { start, slope, stepOnReference } = trial;
        // From a state that is not all zeros.
        const state = stepOnReference(start, slope(start['parameter']!), 1, 'float64');
        const gradient = draw(7).floats(matrix);
        const poked = flat(matrix, [gradient.data[0]! + 0.5, ...gradient.data.slice(1)]);
        const [before, after] = [gradient, poked].map((each) => stepOnReference(state, each, 2, 'float64'));
        const rest = ({ data }: HostTensor) => flat([data.length - 1], [...data.slice(1)]);
        const isLocal = Object.keys(before!).every(
          (name) =>
            before![name]!.shape.length === 0 ||
            compareBits(rest(after![name]!), rest(before![name]!)) === undefined,
        );
        require(
          isLocal !== definition.elementwise && `elementwise is ${definition.elementwise}: that is not so.`,
        );
        if (definition.elementwise)
          requireFlat(trial, trialOf(definition, settings[0]!, [12]), state, gradient, before!);
      },
    ),
  ];
};
