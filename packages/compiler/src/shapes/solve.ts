import {
  type Dtype,
  type InputTable,
  type Option,
  type OptionTable,
  type OptionValue,
  type OutputTable,
  axesProblem,
  inputDeclaration,
} from '@neurite/contract';
import type { ShapeExpression } from '@neurite/language';
import { type Extent, print, symbol } from '../extents/extent.js';
import { declaredExpression, declaredShape } from './declaration.js';
import { type Lookup, evaluateShape } from './evaluate.js';
import { type ValueType, isDtype, printType } from './type.js';
import { type Bindings, instantiateShape, matchShape, solveEquations } from './unify.js';
import { type ShapeValue, isPending, isProblem } from './value.js';

/** What shapes are declared by: layers, transforms and the signatures of losses and metrics. */
export interface Declared {
  readonly options: OptionTable;
  readonly inputs: InputTable;
  readonly outputs: OutputTable;
  readonly assert?: readonly string[];
  /** Whether conditions on what is not known are passed over. */
  readonly isOpen?: true;
}

export type InputTypes = ReadonlyMap<string, ValueType | readonly ValueType[]>;

/** The types that follow from the types of the inputs. `lookup` knows everything that was solved on the way. */
export interface Solution {
  readonly outputs: Readonly<Record<string, ValueType>>;
  readonly lookup: Lookup;
}

/** Why there is no solution. `input` is the one that does not fit, where it is one. */
export interface Failure {
  readonly kind: 'rank' | 'dtype' | 'shape' | 'batch' | 'elements' | 'assertion' | 'unsolved' | 'output';
  readonly input?: string;
  /** The options that it is about, where it is about some. */
  readonly options?: readonly string[];
  readonly text: string;
  /** The declaration or equation that failed. */
  readonly declared: string;
}

/** The dtype variable that stands for every dtype but bool. */
const numbers = 'number';

export const isFailure = (result: Solution | Failure): result is Failure => 'kind' in result;

/** Solves the shape equations of one application to a fixed point. */
export const solveTypes = (
  declared: Declared,
  options: Readonly<Record<string, OptionValue>>,
  inputs: InputTypes,
): Solution | Failure => {
  const bindings: Bindings = new Map();
  const dtypeNames = new Map<string, Dtype>();
  const lookup: Lookup = (name) => bindings.get(name) ?? optionIn(declared.options, options, name);
  const failed = matchInputs(declared, options, inputs, bindings, dtypeNames, lookup);
  if (failed !== undefined) return failed;
  const broken =
    axesFailure(declared, options, lookup) ??
    packFailure(declared, inputs, bindings, lookup) ??
    assertionFailure(declared, lookup);
  if (broken !== undefined) return broken;
  const outputs: Record<string, ValueType> = {};
  for (const [name, text] of Object.entries(declared.outputs)) {
    const shape = declaredShape(text);
    const extents = instantiateShape(shape, lookup);
    if ('pending' in extents)
      return { kind: 'unsolved', text: `${extents.pending} is not known`, declared: text };
    if ('problem' in extents) return { kind: 'output', text: extents.problem, declared: text };
    const dtype = dtypeOf(shape, options, dtypeNames);
    if (dtype === undefined) return { kind: 'unsolved', text: 'its dtype is not known', declared: text };
    const empty = extents.find((extent) => typeof extent === 'number' && extent < 1);
    if (empty !== undefined)
      return {
        kind: 'output',
        text: `the result would be ${printType({ dtype, shape: extents })}`,
        declared: text,
      };
    outputs[name] = { dtype, shape: extents };
  }
  return { outputs, lookup };
};

/** A list that has not as many elements as the inputs have spatial axes. */
const axesFailure = (
  declared: Declared,
  options: Readonly<Record<string, OptionValue>>,
  lookup: Lookup,
): Failure | undefined => {
  for (const [name, option] of Object.entries(declared.options)) {
    if ((option.type !== 'extents' && option.type !== 'padding') || typeof option.axes !== 'string') continue;
    const pack = lookup(option.axes);
    const text = Array.isArray(pack) ? axesProblem(pack.length, options[name] ?? null) : undefined;
    if (text !== undefined) return { kind: 'elements', options: [name], text, declared: option.doc };
  }
  return undefined;
};

const assertionFailure = (declared: Declared, lookup: Lookup): Failure | undefined => {
  for (const condition of declared.assert ?? []) {
    const value = evaluateShape(declaredExpression(condition), lookup);
    if (value === true) continue;
    if (declared.isOpen === true && (isPending(value) || (isProblem(value) && value.isOpen === true)))
      continue;
    if (isPending(value))
      return { kind: 'unsolved', text: `${value.pending} is not known`, declared: condition };
    return {
      kind: 'assertion',
      options: namesIn(condition).filter((name) => Object.hasOwn(declared.options, name)),
      text: isProblem(value) ? value.problem : valuesIn(condition, lookup),
      declared: condition,
    };
  }
  return undefined;
};

const matchInputs = (
  declared: Declared,
  options: Readonly<Record<string, OptionValue>>,
  inputs: InputTypes,
  bindings: Bindings,
  dtypeNames: Map<string, Dtype>,
  lookup: Lookup,
): Failure | undefined => {
  const equations: (Parameters<typeof solveEquations>[0][number] & {
    readonly input: string;
    readonly text: string;
  })[] = [];
  for (const [input, entry] of Object.entries(declared.inputs)) {
    const given = inputs.get(input);
    if (given === undefined) continue;
    const { shape: text } = inputDeclaration(entry);
    const shape = declaredShape(text);
    const list = Array.isArray(given) ? (given as readonly ValueType[]) : [given as ValueType];
    if (Array.isArray(given))
      bindings.set(
        input,
        list.map((type) => type.shape),
      );
    for (const type of list) {
      const wanted = dtypeOf(shape, options, dtypeNames);
      if (wanted === undefined && shape.dtype!.name === numbers && type.dtype === 'bool')
        return { kind: 'dtype', input, text: 'is bool, not float32', declared: text };
      if (wanted === undefined) dtypeNames.set(shape.dtype!.name, type.dtype);
      else if (wanted !== type.dtype)
        return { kind: 'dtype', input, text: `is ${type.dtype}, not ${wanted}`, declared: text };
      const matched = matchShape(shape, type.shape, bindings, lookup);
      if (matched.problem !== undefined)
        return { kind: 'rank', input, text: matched.problem, declared: text };
      equations.push(...matched.equations.map((equation) => ({ ...equation, input, text })));
    }
  }
  // One by one first, so that what fails is known; then together, because a later input may solve an earlier one.
  const open: (typeof equations)[number][] = [];
  for (const equation of equations) {
    const { problem: text, waiting } = solveEquations([equation], bindings, lookup);
    if (text !== undefined) return failureOf(equation, text);
    if (waiting.length > 0) open.push(equation);
  }
  const { problem: text, waiting } = solveEquations(open, bindings, lookup);
  if (text !== undefined) return failureOf(open[0]!, text);
  if (waiting.length > 0)
    return {
      ...failureOf(open[0]!, `${print(waiting[0]!.actual)} leaves its dimensions unknown`),
      kind: 'unsolved',
    };
  return undefined;
};

/** Rank packs that are made of what a later input has solved: `...windows(space, …)` before `...space`. */
const packFailure = (
  declared: Declared,
  inputs: InputTypes,
  bindings: Bindings,
  lookup: Lookup,
): Failure | undefined => {
  for (const [input, entry] of Object.entries(declared.inputs)) {
    const { shape: text } = inputDeclaration(entry);
    const shape = declaredShape(text);
    const given = inputs.get(input);
    if (given === undefined || Array.isArray(given) || !isMade(shape)) continue;
    const { problem } = matchShape(shape, (given as ValueType).shape, bindings, lookup);
    if (problem !== undefined) return failureOf({ input, text }, problem);
  }
  return undefined;
};

const isMade = ({ items }: ShapeExpression): boolean =>
  items.some((item) => item.kind === 'pack' && item.value !== undefined && item.value.kind !== 'identifier');

const failureOf = (equation: { readonly input: string; readonly text: string }, text: string): Failure => ({
  kind: text === 'has no batch axis' ? 'batch' : 'shape',
  input: equation.input,
  text,
  declared: equation.text,
});

/** The dtype of a declaration; undefined for a variable that nothing has bound. */
const dtypeOf = (
  shape: ShapeExpression,
  options: Readonly<Record<string, OptionValue>>,
  names: ReadonlyMap<string, Dtype>,
): Dtype | undefined => {
  const name = shape.dtype?.name ?? 'float32';
  if (isDtype(name)) return name;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  return typeof option === 'string' && isDtype(option) ? option : names.get(name);
};

const optionIn = (
  table: OptionTable,
  options: Readonly<Record<string, OptionValue>>,
  name: string,
): ShapeValue | undefined => {
  if (!Object.hasOwn(options, name)) return undefined;
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  return shapeValueOf(option, options[name]!);
};

const holdsExtents = (option: Option | undefined): boolean =>
  option !== undefined &&
  (option.type === 'int' || option.type === 'extents' || (option.type === 'list' && option.of === 'int'));

/** An option's value as shapes see it; a symbolic extent travels in options as its text. */
const shapeValueOf = (option: Option | undefined, value: OptionValue): ShapeValue => {
  if (typeof value === 'object' && value !== null) return value.map((item) => shapeValueOf(option, item));
  return typeof value === 'string' && holdsExtents(option)
    ? evaluateShape(declaredExpression(value), symbol)
    : value;
};

const namesIn = (condition: string): readonly string[] => [
  ...new Set(condition.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []),
];

/** `c mod groups == 0 (c = 64, groups = 3)`: an equation with the values of its names. */
const valuesIn = (condition: string, lookup: Lookup): string => {
  const values = namesIn(condition).flatMap((name) => {
    const value = lookup(name);
    return value === undefined || isPending(value) || isProblem(value)
      ? []
      : [`${name} = ${printValue(value)}`];
  });
  return values.length === 0 ? condition : `${condition} does not hold with ${values.join(', ')}`;
};

const printValue = (value: ShapeValue): string => {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  return typeof value === 'object' && value !== null && 'terms' in value
    ? print(value as Extent)
    : String(value);
};
