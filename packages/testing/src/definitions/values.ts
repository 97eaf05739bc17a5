import type { Exceptions, HostTensor } from '@neurite/contract';
import { evaluate } from '@neurite/program';
import { compare, tensor, type Tolerance } from '../tensors/index.js';
import { onDevice, onReference, require, type Check } from './check.js';
import { gradientProgram } from './gradients.js';
import {
  casesOf,
  exampleCase,
  named,
  runCleanly,
  runOnDevice,
  runOnReference,
  type Case,
  type Results,
} from './runs.js';
import { subjectInputs, type Subject } from './subject.js';

const toleranceOf = ({ example }: Subject): Tolerance => ({
  absolute: example.tolerance ?? 1e-5,
  relative: 1e-5,
});

const requireExpected = (subject: Subject, results: Results): void => {
  for (const [name, value] of Object.entries(subject.example.expect ?? {})) {
    const result = results[name];
    require(
      result === undefined &&
        `${subject.example.code} expects "${name}", and gives ${Object.keys(results).join(', ')}.`,
    );
    const problem = compare(result!, tensor(value, result!.dtype), toleranceOf(subject));
    require(problem && `${subject.example.code}: ${name} ${problem}.`);
  }
};

/** Documented examples give what they say, by the reference and on every backend; both modes are like the reference. */
export const exampleChecks = (subjects: readonly Subject[]): readonly Check[] => [
  onReference('examples', () => {
    for (const subject of subjects) requireExpected(subject, runOnReference(exampleCase(subject)));
  }),
  onDevice('examples', async (device) => {
    for (const each of casesOf(subjects)) {
      const results = await runOnDevice(device, each);
      if (each.training === exampleCase(each.subject).training) requireExpected(each.subject, results);
      for (const [name, reference] of Object.entries(runOnReference(each))) {
        const problem = compare(results[name]!, reference, toleranceOf(each.subject));
        require(problem && `${each.title}: ${name} ${problem}.`);
      }
    }
  }),
];

/** The inputs, with one of them filled with a value. */
const filled = (subject: Subject, name: string, value: number): readonly HostTensor[] => {
  const before = subject.tensors[name]!;
  const tensors = {
    ...subject.tensors,
    [name]: { ...before, data: new Float64Array(before.data.length).fill(Math.fround(value)) },
  };
  return subjectInputs({ ...subject, tensors });
};

const fed = ({ tensors }: Subject): readonly string[] =>
  Object.entries(tensors)
    .filter(([name, { dtype, data }]) => name.startsWith('input ') && dtype === 'float32' && data.length > 0)
    .map(([name]) => name);

const requireFinite = (results: Results, what: string): void => {
  for (const [name, { data, dtype }] of Object.entries(results)) {
    const bad = dtype === 'float32' ? data.find((value) => !Number.isFinite(value)) : undefined;
    require(bad !== undefined && `${what}: ${name} is ${bad}.`);
  }
};

/** The names of the checks of promises that a definition may except. */
export const promises = {
  finite: 'finite at awkward values',
  finiteGradients: 'finite gradients at awkward values',
  visibleNaN: 'NaN stays visible',
} as const satisfies Record<keyof Exceptions, string>;

/**
 * Zeros, tiny and large finite inputs give finite results and gradients, and NaN stays visible.
 *
 * @param values what each float input is filled with, one input at a time.
 * @param isFed which inputs.
 */
export const awkwardChecks = (
  subjects: readonly Subject[],
  values: readonly number[],
  isFed: (name: string) => boolean = () => true,
): readonly Check[] => {
  const namesOf = (subject: Subject) => fed(subject).filter(isFed);
  const concerned = subjects.filter((subject) => namesOf(subject).length > 0);
  if (concerned.length === 0) return [];
  const hasFloatOutput = ({ program }: Case) =>
    program.outputs.some(({ value }) => program.values[value]!.dtype === 'float32');
  return [
    onReference(promises.finiteGradients, () => {
      for (const each of casesOf(concerned)) {
        const program = gradientProgram(each);
        for (const name of namesOf(each.subject)) {
          for (const value of values) {
            const gradients = evaluate(program, filled(each.subject, name, value), 'float32');
            requireFinite(named(program, gradients), `${each.title}, ${name} = ${value}`);
          }
        }
      }
    }),
    onDevice(promises.finite, async (device) => {
      for (const each of casesOf(concerned)) {
        await runCleanly(device, each.program, async (run) => {
          for (const name of namesOf(each.subject)) {
            for (const value of values) {
              requireFinite(
                await run(filled(each.subject, name, value)),
                `${each.title}, ${name} = ${value}`,
              );
            }
          }
        });
      }
    }),
    onDevice(promises.visibleNaN, async (device) => {
      for (const each of casesOf(concerned).filter(hasFloatOutput)) {
        await runCleanly(device, each.program, async (run) => {
          for (const name of namesOf(each.subject)) {
            const results = await run(filled(each.subject, name, NaN));
            const isVisible = Object.values(results).some(({ data }) => data.some(Number.isNaN));
            require(!isVisible && `${each.title}: NaN in ${name} is hidden.`);
          }
        });
      }
    }),
  ];
};
