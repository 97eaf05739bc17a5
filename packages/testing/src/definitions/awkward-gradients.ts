import type { HostTensor, Program } from '@neurite/contract';
import { evaluate } from '@neurite/program';
import { onReference, require, type Check } from './check.js';
import { gradientProgram, objectiveProgram } from './gradients.js';
import { casesOf, named, type Case } from './runs.js';
import { counterTensor, subjectInputs, type Subject } from './subject.js';

/** Where functions like to have a corner, a jump or nothing left of a slope; besides, the numbers among the options. */
const places = [0, 0.5, -0.5, 1, -1, 3, -3, 6, -6, 30, -30, 1e4, -1e4];

/** Of so many elements of an input, since each costs four runs. */
const elements = 3;

const isFloat = (tensor: HostTensor | undefined): tensor is HostTensor => tensor?.dtype === 'float32';

const withInput = (subject: Subject, name: string, data: ArrayLike<number>): Subject => ({
  ...subject,
  tensors: {
    ...subject.tensors,
    [name]: { ...subject.tensors[name]!, data: Float64Array.from(data) },
  },
});

const isInput = (name: string): boolean => name.startsWith('input ');

const numbersAmong = (options: Subject['example']['options'] = {}): readonly number[] =>
  Object.values(options)
    .filter((value) => typeof value === 'number')
    .flatMap((value) => [value, -value]);

/** The subject where it is awkward by an input: as its example has it, at each place, and where the input is what another is. */
const awkwardSubjects = (
  subject: Subject,
  name: string,
  values: readonly number[],
): readonly (readonly [where: string, subject: Subject])[] => {
  const { shape, data } = subject.tensors[name]!;
  const others = Object.entries(subject.tensors).filter(
    ([other, tensor]) => other !== name && isFloat(tensor) && tensor.shape.join() === shape.join(),
  );
  return [
    ['of the example', subject],
    ...[...new Set(values)].map(
      (value) =>
        [
          `= ${value}`,
          withInput(
            subject,
            name,
            data.map(() => value),
          ),
        ] as const,
    ),
    ...others.map(([other, tensor]) => [`= ${other}`, withInput(subject, name, tensor.data)] as const),
  ];
};

interface Slopes {
  readonly below: number;
  readonly above: number;
  /** What rounding may have done to them. */
  readonly rounding: number;
}

/** The slopes on both sides, by differences of second order; at a jump, that of what it jumps to. */
const slopesBeside = (objective: Program, subject: Subject, name: string, element: number): Slopes => {
  const { data } = subject.tensors[name]!;
  const at = (step: number): number => {
    const moved = Float64Array.from(data);
    moved[element]! += step;
    const { tensors } = withInput(subject, name, moved);
    return evaluate(objective, [...Object.values(tensors), counterTensor])[0]!.data[0]!;
  };
  const x = Math.abs(data[element]!);
  // At 0 far below the square root of what keeps divisions finite there; elsewhere as small as float64 tells apart.
  const step = x === 0 ? 1e-9 : Math.max(1e-6, 1e-9 * x);
  const here = at(0);
  const slope = (h: number): number => {
    const [near, far] = [at(h), at(2 * h)];
    const jumps = Math.abs(far - near) < 1e-3 * Math.abs(near - here);
    return jumps ? (far - near) / h : (4 * near - far - 3 * here) / (2 * h);
  };
  const rounding = (16 * Number.EPSILON * Math.abs(here)) / step;
  return { below: slope(-step), above: slope(step), rounding };
};

const requireBetween = (each: Case, objective: Program, gradients: Program, name: string, where: string) => {
  const { subject, title } = each;
  const gradient = named(gradients, evaluate(gradients, subjectInputs(subject)))[`gradient:${name}`]!.data;
  const count = gradient.length;
  const chosen = new Set(
    Array.from({ length: Math.min(elements, count) }, (_, i) =>
      Math.round((i * (count - 1)) / Math.max(1, elements - 1)),
    ),
  );
  for (const element of chosen) {
    const { below, above, rounding } = slopesBeside(objective, subject, name, element);
    const found = gradient[element]!;
    // What overflows is told of elsewhere.
    if (![below, above, found].every(Number.isFinite)) continue;
    const slack = rounding + 1e-4 * Math.max(0.1, Math.min(Math.abs(below), Math.abs(above)));
    const isBetween = found >= Math.min(below, above) - slack && found <= Math.max(below, above) + slack;
    require(
      !isBetween &&
        `${title}, ${name} ${where}: the gradient is ${found} at [${element}], and slopes are ${below} and ${above}.`,
    );
  }
};

/**
 * At corners and jumps the gradient lies between the slopes on both sides, which finite differences give; where there is no corner they
 * are the same number.
 *
 * @param isFed which inputs or parameters; all inputs if not given.
 * @param values where else than usual.
 */
export const awkwardGradientChecks = (
  subjects: readonly Subject[],
  isFed: (name: string) => boolean = isInput,
  values: readonly number[] = places,
): readonly Check[] => {
  const fed = ({ tensors }: Subject) =>
    Object.keys(tensors).filter((name) => isFloat(tensors[name]) && isFed(name));
  if (subjects.every((subject) => fed(subject).length === 0)) return [];
  return [
    onReference('gradients at awkward places', () => {
      for (const subject of subjects)
        for (const each of casesOf([subject])) {
          const [objective, gradients] = [objectiveProgram(each), gradientProgram(each)];
          const given = [...values, ...numbersAmong(subject.example.options)];
          for (const name of fed(subject))
            for (const [where, awkward] of awkwardSubjects(subject, name, given))
              requireBetween({ ...each, subject: awkward }, objective, gradients, name, where);
        }
    }),
  ];
};
