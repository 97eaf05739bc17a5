import {
  type GraphValue,
  type InputDeclaration,
  type OptionValue,
  type Span,
  inputDeclaration,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { product } from '../extents/extent.js';
import type { History } from '../shapes/history.js';
import { type Solution, isFailure, solveTypes } from '../shapes/solve.js';
import { type ValueType, inner, isBatched, printType } from '../shapes/type.js';
import { describe } from '../values/describe.js';
import {
  type DefinedLayer,
  type TensorValue,
  type Value,
  isTensor,
  isTensorList,
  unknown,
} from '../values/value.js';
import { alignInputs } from './align.js';
import { normaliseAxes } from './axes.js';
import { addNode } from './builder.js';
import { constantTensor } from './constants.js';
import { labelOf } from './history.js';
import { declareParameters } from './parameters.js';
import { computedWeights } from './reweight.js';
import { type Session, exhaust } from './session.js';
import { reportFailure } from './shape-errors.js';

/** What flows into each input of a layer: a value, or the list of a variadic one. */
export type Inputs = ReadonlyMap<string, TensorValue | readonly TensorValue[]>;

/** Applies an entry of the catalog: places its inputs, solves its shapes, declares its weights, and makes a node. */
export const applyDefined = (
  session: Session,
  layer: DefinedLayer,
  positional: readonly Value[],
  path: string,
  span: Span,
  /** The operands' places, where an operator stands for the layer. */
  places: {
    readonly operator?: string;
    readonly names?: readonly (string | undefined)[];
    readonly spans?: readonly Span[];
    readonly span?: Span;
  } = {},
): Value => {
  const placed = placeInputs(session, layer, positional, span);
  if (placed === undefined) return unknown;
  const inputs = alignInputs(session, layer, placed, path, span);
  if (inputs === undefined) return unknown;
  if (layer.definition.ofWeights === true && !areWeights(session, layer, inputs, span)) return unknown;
  const options = normaliseAxes(session, layer, inputs);
  if (options === undefined) return unknown;
  const solution = solveTypes(layer.definition, options, typesOf(inputs));
  if (isFailure(solution)) {
    reportFailure(session, solution, { layer, inputs, span, ...places });
    return unknown;
  }
  if (session.builder.nodes.length >= session.limits.nodes) {
    exhaust(session, report('too-many-nodes', { limit: session.limits.nodes }, { span }));
    return unknown;
  }
  return emit(session, layer, { options, inputs, solution, path, span });
};

/** Whether values that a layer of weights takes are weights: examples of a batch are none. */
const areWeights = (session: Session, { definition }: DefinedLayer, inputs: Inputs, span: Span): boolean => {
  const [[input, value] = []] = inputs;
  if (value === undefined || !('kind' in value) || !isBatched(value.type)) return true;
  session.diagnostics.push(
    report('weights-expected', { of: definition.name, input: input!, type: printType(value.type) }, { span }),
  );
  return false;
};

const typesOf = (inputs: Inputs): ReadonlyMap<string, ValueType | readonly ValueType[]> =>
  new Map(
    [...inputs].map(([name, value]) => [name, 'kind' in value ? value.type : value.map((item) => item.type)]),
  );

interface Application {
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly inputs: Inputs;
  readonly solution: Solution;
  readonly path: string;
  readonly span: Span;
}

const emit = (
  session: Session,
  layer: DefinedLayer,
  { options, inputs, solution, path, span }: Application,
): Value => {
  const { definition } = layer;
  const tensors = declareParameters(session, layer, solution.lookup, path, span, (input) =>
    parameterOf(session, inputs.get(input)),
  );
  if (tensors === undefined) return unknown;
  const large = Object.values(solution.outputs).find((type) => isTooLarge(session, type));
  if (large !== undefined) {
    const parts = { of: definition.name, type: printType(large), limit: session.limits.elements };
    session.diagnostics.push(report('value-too-large', parts, { span }));
    return unknown;
  }
  const computed = computedWeights(session, tensors.parameters, layer.span, (by, weights, at, place) =>
    applyDefined(session, by, weights, at, place),
  );
  const values = addNode(
    session.builder,
    {
      path,
      use: { kind: 'layer', name: definition.name, version: definition.version, options, span: layer.span },
      inputs: Object.fromEntries(
        [...inputs].map(([name, value]) => [name, 'kind' in value ? value.id : value.map((item) => item.id)]),
      ),
      ...tensors,
      ...(computed === undefined ? {} : { computed }),
      span,
    },
    solution.outputs,
  );
  for (const [name, entry] of Object.entries(definition.inputs)) {
    const [value, below] = [inputs.get(name), options[inputDeclaration(entry).below ?? '']];
    if (value !== undefined && 'kind' in value && typeof below === 'number')
      session.builder.limits.push({ value: value.id, below, of: path });
  }
  const previous = firstInput(inputs)?.history;
  const label = labelOf(definition.name, definition.options, options);
  const tensor = (name: string, id: GraphValue, members: ReadonlyMap<string, Value>): TensorValue => {
    const type = solution.outputs[name]!;
    const history: History = {
      label,
      line: span.start.line,
      type,
      ...(previous === undefined ? {} : { previous }),
    };
    return { kind: 'tensor', id, type, history, members };
  };
  const members = new Map<string, Value>(
    Object.entries(values).map(([name, id]) => [name, tensor(name, id, new Map())]),
  );
  const [first] = Object.entries(values);
  return tensor(first![0], first![1], members);
};

/** Whether one example of a value has more elements than there may be; dimensions that are not known count nothing. */
const isTooLarge = ({ limits }: Session, type: ValueType): boolean => {
  const size = product(inner(type));
  return typeof size === 'number' && size > limits.elements;
};

/** The path of the parameter that a value is. */
const parameterOf = (session: Session, value: ReturnType<Inputs['get']>): string | undefined =>
  value === undefined || !('kind' in value)
    ? undefined
    : [...session.builder.parameterValues].find(([, id]) => id === value.id)?.[0];

const firstInput = (inputs: Inputs): TensorValue | undefined => {
  const [first] = inputs.values();
  return first === undefined || 'kind' in first ? first : first[0];
};

/** Positional values at the inputs in order, then those given by name. Undefined where that cannot be. */
const placeInputs = (
  session: Session,
  layer: DefinedLayer,
  positional: readonly Value[],
  span: Span,
): Inputs | undefined => {
  const { definition } = layer;
  const declared = Object.entries(definition.inputs).map(
    ([name, entry]) => [name, inputDeclaration(entry)] as const,
  );
  const values = new Map<string, Value | readonly Value[]>();
  const [first] = declared;
  if (first?.[1].variadic === true)
    values.set(
      first[0],
      positional.flatMap((value) => (value.kind === 'list' ? flat(value) : [value])),
    );
  else {
    if (positional.length > declared.length) {
      session.diagnostics.push(
        report('too-many-inputs', { of: definition.name, inputs: declared.map(([name]) => name) }, { span }),
      );
      return undefined;
    }
    positional.forEach((value, index) => values.set(declared[index]![0], value));
  }
  for (const [name, value] of layer.inputs) {
    if (values.has(name)) {
      session.diagnostics.push(
        report('duplicate-argument', { name, of: definition.name }, { span: layer.span }),
      );
      return undefined;
    }
    values.set(name, value);
  }
  const inputs = new Map<string, TensorValue | readonly TensorValue[]>();
  for (const [name, input] of declared) {
    const value = values.get(name);
    const placed = placeInput(session, layer, name, input, value, others(values), span);
    if (placed === undefined) return undefined;
    if (placed !== 'absent') inputs.set(name, placed);
  }
  return inputs;
};

const flat = (list: Extract<Value, { kind: 'list' }>): readonly Value[] =>
  list.items.flatMap((item) => (item.kind === 'list' ? flat(item) : [item]));

const others = (values: ReadonlyMap<string, Value | readonly Value[]>): readonly TensorValue[] =>
  [...values.values()].flatMap((value) => ('kind' in value ? [value] : value)).filter(isTensor);

const placeInput = (
  session: Session,
  layer: DefinedLayer,
  name: string,
  input: InputDeclaration,
  value: Value | readonly Value[] | undefined,
  tensors: readonly TensorValue[],
  span: Span,
): TensorValue | readonly TensorValue[] | 'absent' | undefined => {
  const { name: of } = layer.definition;
  if (
    value === undefined ||
    (!Array.isArray(value) && (value as Value).kind === 'none' && input.optional === true)
  ) {
    if (input.optional === true) return 'absent';
    session.diagnostics.push(report('missing-input', { input: name, of, doc: input.doc }, { span }));
    return undefined;
  }
  const list = Array.isArray(value) ? (value as readonly Value[]) : [value as Value];
  const placed: TensorValue[] = [];
  for (const item of list) {
    if (item.kind === 'unknown') return undefined;
    if (item.kind === 'number' || item.kind === 'boolean') {
      const constant = constantTensor(session, item, tensors, span);
      if (constant === undefined) return undefined;
      placed.push(constant);
    } else if (isTensor(item)) placed.push(item);
    else if (item.kind === 'field') {
      session.diagnostics.push(report('field-type', { field: item.name }, { span }));
      return undefined;
    } else {
      const code = isTensorList(item) ? 'list-into-layer' : 'layer-input';
      session.diagnostics.push(report(code, { input: name, of, found: describe(item) }, { span }));
      return undefined;
    }
  }
  if (placed.length === 0) {
    session.diagnostics.push(report('missing-input', { input: name, of, doc: input.doc }, { span }));
    return undefined;
  }
  return input.variadic === true ? placed : placed[0]!;
};
