import type { Program } from '@neurite/contract';
import { type InputSignature, type OutputSignature, type Signature } from './artifact.js';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');

/** What a program takes or gives, for one example. */
export const signatures = (program: Program, side: 'inputs' | 'outputs'): readonly Signature[] => {
  const role = side === 'inputs' ? 'batch' : 'output';
  return program[side]
    .filter((port) => port.role === role)
    .map(({ name, value }) => {
      const { dtype, shape } = program.values[value]!;
      return { name, dtype, shape: shape.slice(1) };
    });
};

const plain = ({ name, dtype, shape }: Signature): string => JSON.stringify([name, dtype, shape]);

const agrees = (said: unknown, made: readonly Signature[]): said is readonly Signature[] =>
  Array.isArray(said) &&
  said.length === made.length &&
  said.every((each, index) => isObject(each) && plain(each as unknown as Signature) === plain(made[index]!));

/** Why a manifest cannot be that of a program: it is read by whoever asks what a model takes and gives. Undefined where it can. */
export const manifestProblem = (manifest: Json, program: Program): string | undefined => {
  const { model, classes, inputs, outputs } = manifest;
  if (typeof model !== 'string') return 'it names no model';
  if (!isObject(classes) || !Object.values(classes).every(isNames)) return 'its classes have no names';
  if (!agrees(inputs, signatures(program, 'inputs'))) return 'its inputs are not those of the program';
  if (!agrees(outputs, signatures(program, 'outputs'))) return 'its outputs are not those of the program';
  for (const { name, text, below } of inputs as readonly InputSignature[]) {
    if (text !== undefined && text !== true) return `it is not said whether "${name}" may be a text`;
    if (below !== undefined && !Number.isSafeInteger(below)) return `the limit of "${name}" is no number`;
  }
  for (const { name, shape, classes: names } of outputs as readonly OutputSignature[])
    if (names !== undefined && !(isNames(names) && names.length === shape.at(-1)))
      return `the classes of "${name}" are not as many as its scores`;
  return undefined;
};
