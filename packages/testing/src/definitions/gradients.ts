import type { HostTensor, Program } from '@neurite/contract';
import { differentiate, evaluate, record } from '@neurite/program';
import { centralDifferences, compare, draw, singlePrecision, type Tolerance } from '../tensors/index.js';
import { onDevice, onReference, require, type Check } from './check.js';
import { casesOf, named, runCleanly, type Case } from './runs.js';
import { counterTensor, subjectInputs, type Subject } from './subject.js';

/** What rounding in float64 and the differences themselves may cost. */
const differences: Tolerance = { absolute: 1e-6, relative: 1e-5 };
/** Gradients are sums of many terms: on devices they may be a little less precise than values. */
const onDevices: Tolerance = {
  absolute: 10 * singlePrecision.absolute,
  relative: 10 * singlePrecision.relative,
};

/**
 * Moves float inputs off the places where a documented example likes to sit, and a function may have a kink: 0, ±1, whole numbers,
 * ties. Values between 0 and 1 stay there, so that probabilities remain probabilities.
 */
const moved = (subject: Subject): Subject => {
  const { data: noise } = draw(97).floats([4096], 0.01, 0.06);
  let next = 0;
  const jitter = (value: number): number => {
    const part = noise[next++ % noise.length]!;
    return value === 0 ? part : value * (1 - part);
  };
  const tensors = Object.entries(subject.tensors).map(([name, tensor]): readonly [string, HostTensor] =>
    tensor.dtype === 'float32'
      ? [name, { ...tensor, data: Float64Array.from(tensor.data, jitter) }]
      : [name, tensor],
  );
  return { ...subject, tensors: Object.fromEntries(tensors) };
};

const floatNames = ({ tensors }: Subject): readonly string[] =>
  Object.entries(tensors)
    .filter(([name, { dtype }]) => dtype === 'float32' && !name.startsWith('state '))
    .map(([name]) => name);

/** Σ output · c over all float outputs but renewed state, with fixed coefficients c: a scalar that every output matters to. */
export const objectiveProgram = ({ program }: Case): Program =>
  record((recorder) => {
    const { ops } = recorder;
    const inputs = program.inputs.map(({ name, role, value }) =>
      recorder.input(name, role, program.values[value]!),
    );
    const outputs = recorder.inline(program, inputs);
    const random = draw(53);
    const terms = program.outputs.flatMap(({ name }, index) => {
      const output = outputs[index]!;
      if (name.startsWith('state ') || ops.dtype(output) !== 'float32') return [];
      const shape = ops.shape(output);
      return [ops.sum(ops.mul(output, ops.constant([...random.floats(shape, 0.5, 1.5).data], shape)))];
    });
    const sum = terms.reduce((total, term) => ops.add(total, term), ops.constant(0));
    recorder.output('objective', 'metric', sum);
  });

/** The gradients of that scalar by all float inputs and parameters. */
export const gradientProgram = (each: Case): Program =>
  differentiate(objectiveProgram(each), { of: 'objective', by: floatNames(each.subject), keep: [] });

const slopes = ({ tensors }: Subject, objective: Program, name: string): HostTensor =>
  centralDifferences(
    (tensor) =>
      evaluate(objective, [...Object.values({ ...tensors, [name]: tensor }), counterTensor])[0]!.data[0]!,
    tensors[name]!,
    1e-4,
  );

/** Gradients of every float input and parameter against central differences, and of every backend against those in float64. */
export const gradientChecks = (subjects: readonly Subject[]): readonly Check[] => {
  const withFloats = (name?: string) =>
    subjects
      .map(moved)
      .filter((subject) =>
        name === undefined ? floatNames(subject).length > 0 : floatNames(subject).includes(name),
      );
  const names = [...new Set(subjects.flatMap(floatNames))];
  if (names.length === 0) return [];
  return [
    ...names.map((name) =>
      onReference(`gradient of ${name}`, () => {
        for (const each of casesOf(withFloats(name))) {
          const program = gradientProgram(each);
          const gradients = named(program, evaluate(program, subjectInputs(each.subject)));
          const expected = slopes(each.subject, objectiveProgram(each), name);
          const problem = compare(gradients[`gradient:${name}`]!, expected, differences);
          require(problem && `${each.title}: the gradient ${problem}.`);
        }
      }),
    ),
    onDevice('gradients', async (device) => {
      for (const each of casesOf(withFloats())) {
        const program = gradientProgram(each);
        const inputs = subjectInputs(each.subject);
        const actual = await runCleanly(device, program, (run) => run(inputs));
        for (const [name, expected] of Object.entries(named(program, evaluate(program, inputs)))) {
          const problem = compare(actual[name]!, expected, onDevices);
          require(problem && `${each.title}: ${name} ${problem}.`);
        }
      }
    }),
  ];
};
