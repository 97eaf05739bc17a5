import {
  failure,
  hostArray,
  sizeOf,
  success,
  type Diagnostic,
  type Dtype,
  type HostArray,
  type HostTensor,
  type Nested,
  type Outcome,
  type Shape,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { InputSignature } from './artifact.js';

/**
 * What a prediction takes for one input: nested lists, or the elements in row-major order; or texts, where the numbers are made of
 * texts. One example alone, or several with a batch axis in front.
 */
export type PredictionInput = Nested | HostArray | string | readonly string[];

/** What makes numbers of texts, by input. */
export type TextReaders = ReadonlyMap<string, (text: string) => Int32Array>;

/** Checked inputs: `[count, …shape]` each. `single` says that the one example came without a batch axis. */
export interface Examples {
  readonly count: number;
  readonly single: boolean;
  readonly tensors: ReadonlyMap<string, HostTensor>;
}

/** Checks inputs against what a model takes. `count` is for models that take none. */
export const readInputs = (
  signatures: readonly InputSignature[],
  inputs: Readonly<Record<string, PredictionInput>>,
  { count, readers = new Map() }: { readonly count?: number; readonly readers?: TextReaders } = {},
): Outcome<Examples> => {
  const known = signatures.map(({ name }) => name);
  const given = Object.keys(inputs);
  const unknown = given.filter((name) => !known.includes(name));
  const missing = known.filter((name) => !given.includes(name));
  const problems: Diagnostic[] = [
    ...unknown.map((name) => report('input-unknown', { name, known })),
    ...missing.map((name) => report('input-missing', { name, given })),
  ];
  if (problems.length > 0) return failure(...problems);
  if (count !== undefined && (known.length > 0 || !Number.isSafeInteger(count) || count < 1))
    return failure(report('prediction-count', { found: String(count), inputs: known }));
  if (known.length === 0)
    return success({ count: count ?? 1, single: count === undefined, tensors: new Map() });
  const read = new Map<string, { readonly single: boolean; readonly tensor: HostTensor }>();
  for (const signature of signatures) {
    const outcome = readInput(signature, asNumbers(inputs[signature.name]!, readers.get(signature.name)));
    if (!outcome.ok) problems.push(...outcome.diagnostics);
    else read.set(signature.name, outcome.value);
  }
  if (problems.length > 0) return failure(...problems);
  const [[other, first]] = read as unknown as [[string, { single: boolean; tensor: HostTensor }]];
  const otherCount = first.tensor.shape[0]!;
  for (const [name, { tensor }] of read) {
    const count = tensor.shape[0]!;
    if (count !== otherCount) return failure(report('input-count', { name, count, other, otherCount }));
  }
  return success({
    count: otherCount,
    single: [...read.values()].every(({ single }) => single),
    tensors: new Map([...read].map(([name, { tensor }]) => [name, tensor])),
  });
};

const isText = (input: PredictionInput): input is string => typeof input === 'string';

/** Texts as the numbers that they are made into; everything else as it is. */
const asNumbers = (input: PredictionInput, reader: ReturnType<TextReaders['get']>): PredictionInput => {
  if (reader === undefined) return input;
  if (isText(input)) return [...reader(input)];
  const isTexts =
    Array.isArray(input) && input.length > 0 && (input as readonly PredictionInput[]).every(isText);
  return isTexts ? (input as readonly string[]).map((text) => [...reader(text)]) : input;
};

const readInput = (
  { name, dtype, shape, below }: InputSignature,
  input: PredictionInput,
): Outcome<{ readonly single: boolean; readonly tensor: HostTensor }> => {
  const unfit = (found: string) => failure(report('input-shape', { name, expected: words(shape), found }));
  const flat = ArrayBuffer.isView(input);
  const found = flat ? undefined : shapeOf(input as Nested);
  if (!flat && found === undefined) return unfit('lists of different lengths');
  const size = sizeOf(shape);
  if (flat ? input.length === 0 || size === 0 || input.length % size !== 0 : !fits(found!, shape))
    return unfit(flat ? `${input.length} elements` : words(found!));
  const single = flat ? input.length === size : found!.length === shape.length;
  const count = flat ? input.length / size : single ? 1 : found![0]!;
  const elements: ArrayLike<unknown> = flat ? input : flatten(input as Nested);
  const data = hostArray(dtype, count * size);
  for (let index = 0; index < data.length; index++) {
    const element: unknown = elements[index];
    if (!accepts[dtype](element) || (below !== undefined && !isBelow(element, below)))
      return failure(
        report('input-type', {
          name,
          place: `element ${index + 1}`,
          expected: below === undefined ? content[dtype] : `whole numbers from 0 to ${below - 1}`,
          found: describe(element),
        }),
      );
    data[index] = Number(element);
  }
  return success({ single, tensor: { dtype, shape: [count, ...shape], data } });
};

const isBelow = (element: unknown, below: number): boolean =>
  (element as number) >= 0 && (element as number) < below;

const accepts: Readonly<Record<Dtype, (element: unknown) => boolean>> = {
  float32: (element) => typeof element === 'number',
  int32: (element) => Number.isInteger(element) && (element as number) === ((element as number) | 0),
  bool: (element) => typeof element === 'boolean' || element === 0 || element === 1,
};
const content: Readonly<Record<Dtype, string>> = {
  float32: 'numbers',
  int32: 'whole numbers of 32 bits',
  bool: 'true and false',
};

const describe = (element: unknown): string =>
  typeof element === 'number' || typeof element === 'boolean'
    ? String(element)
    : element === null
      ? 'null'
      : `a ${typeof element}`;

const flatten = (value: Nested): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly Nested[]).flatMap(flatten) : [value];

/** The shape of nested lists, or undefined where they are ragged. */
const shapeOf = (value: Nested): Shape | undefined => {
  if (!Array.isArray(value)) return [];
  const [first, ...rest] = (value as readonly Nested[]).map(shapeOf);
  if (first === undefined) return value.length === 0 ? [0] : undefined;
  if (rest.some((shape) => shape?.join() !== first.join())) return undefined;
  return [value.length, ...first];
};

const fits = (found: Shape, shape: Shape): boolean => {
  const example = found.length === shape.length ? found : found.slice(1);
  return found.length - shape.length <= 1 && example.join() === shape.join() && found[0] !== 0;
};

const words = (shape: Shape): string => `[${shape.join(', ')}]`;
