import type { AnyDefinition, Example, HostTensor, Kind, Nested } from '@neurite/contract';
import { differentiate, evaluate, record, type Reference } from '@neurite/program';
import { typeOf } from '../primitives/case-of.js';
import { compare, tensor } from '../tensors/index.js';
import { require } from './check.js';
import { named } from './runs.js';
import { layerSubject, lossSubject } from './node-subject.js';
import { constraintSubject, pretrainingSubject, regularizerSubject } from './plain-subject.js';
import { counterTensor, subjectInputs, type Subject } from './subject.js';

/** An example of an independent source, with the gradients that cotangents of its outputs give. */
export interface GoldenCase extends Example {
  readonly definition: string;
  /** By output. */
  readonly cotangents?: Readonly<Record<string, Nested>>;
  /** By input or parameter. */
  readonly gradients?: Readonly<Record<string, Nested>>;
}

/** What an oracle wrote. */
export interface Golden {
  readonly source: string;
  readonly cases: readonly GoldenCase[];
}

// Both sides work in float64; the file has ten digits.
const tolerance = { absolute: 1e-8, relative: 1e-7 };

const portOf = (subject: Subject, name: string): string => {
  const found = Object.keys(subject.tensors).find((port) => port.endsWith(` ${name}`));
  if (found === undefined) throw new Error(`The golden case has no tensor "${name}".`);
  return found;
};

const requireEqual = (what: string, actual: HostTensor | undefined, expected: Nested): void => {
  require(actual === undefined && `${what} does not exist.`);
  const problem = compare(actual!, tensor(expected, actual!.dtype), tolerance);
  require(problem && `${what} ${problem}.`);
};

type SubjectOf = (definition: never, golden: GoldenCase) => Subject;

/** The kinds that oracles have cases of. */
const subjects = {
  layer: layerSubject,
  loss: lossSubject,
  regularizer: regularizerSubject,
  constraint: constraintSubject,
  pretraining: pretrainingSubject,
} as const satisfies { readonly [K in Kind]?: SubjectOf };

const run = (definition: AnyDefinition, golden: GoldenCase): void => {
  const subjectOf = subjects[definition.kind as keyof typeof subjects] as SubjectOf;
  const subject = subjectOf(definition as never, golden);
  const program = record((recorder) => {
    const { ops } = recorder;
    const tensors = Object.fromEntries(
      Object.entries(subject.tensors).map(([name, value]) => [
        name,
        recorder.input(name, 'batch', typeOf(value)),
      ]),
    );
    const counter = recorder.input('counter', 'counter', typeOf(counterTensor));
    const outputs = subject.run(recorder, tensors, counter, golden.training ?? false);
    for (const [name, output] of Object.entries(outputs)) recorder.output(name, 'output', output);
    const terms = Object.entries(golden.cotangents ?? {}).map(([name, nested]): Reference => {
      const { data, shape } = tensor(nested, 'float32');
      return ops.sum(ops.mul(outputs[name]!, ops.constant([...data], shape)));
    });
    recorder.output(
      'objective',
      'metric',
      terms.reduce((sum, term) => ops.add(sum, term), ops.constant(0)),
    );
  });
  const gradients = Object.entries(golden.gradients ?? {});
  const by = gradients.map(([name]) => portOf(subject, name));
  const whole = by.length === 0 ? program : differentiate(program, { of: 'objective', by });
  const results = named(whole, evaluate(whole, subjectInputs(subject)));
  for (const [name, expected] of Object.entries(golden.expect ?? {}))
    requireEqual(name, results[name], expected);
  gradients.forEach(([name, expected], index) =>
    requireEqual(`the gradient of ${name}`, results[`gradient:${by[index]!}`], expected),
  );
};

/** Registers one test for each case of an oracle: values and gradients, in float64. */
export const describeGolden = (
  definitions: Readonly<Record<string, AnyDefinition>>,
  { source, cases }: Golden,
): void => {
  const byName = new Map(Object.values(definitions).map((definition) => [definition.name, definition]));
  describe(`like ${source}`, () => {
    cases.forEach((golden, index) => {
      it(`${golden.definition} ${JSON.stringify(golden.options ?? {})} (case ${index})`, () => {
        const definition = byName.get(golden.definition);
        require(definition === undefined && `There is no "${golden.definition}".`);
        run(definition!, golden);
      });
    });
  });
};
