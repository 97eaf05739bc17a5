import type { GraphPort, GraphValue } from '@neurite/contract';
import type { ModelDeclaration } from '@neurite/language';
import { report } from '../diagnostics.js';
import { symbol } from '../extents/extent.js';
import type { Module } from '../modules/module.js';
import { type ValueType, withBatch } from '../shapes/type.js';
import { type Frame, childScope } from '../values/scope.js';
import { type TensorValue, type Value, isTensor, numberValue, unknown } from '../values/value.js';
import { addInput } from './builder.js';
import { inputsOf } from './configure.js';
import { declaredType } from './declared-shape.js';
import type { Session } from './session.js';
import { runStatements } from './statements.js';

/** A model that has been run through with values of its own: what a Graph is made of. */
export interface Instance {
  /** Undefined where a mistake was reported. */
  readonly outputs: readonly GraphPort[] | undefined;
  readonly names: ReadonlyMap<string, Value>;
  readonly frame: Frame;
}

/** Gives the value of a model's input of a type; by default an input of the graph. */
export type ProvideInput = (
  name: string,
  type: ValueType,
  input: ReturnType<typeof inputsOf>[number],
) => TensorValue | undefined;

export const inputTensor = (id: GraphValue, name: string, type: ValueType): TensorValue => ({
  kind: 'tensor',
  id,
  type,
  history: { label: name, type },
  members: new Map(),
});

/** Runs a model as the whole graph: declared shapes are those of its inputs, their names symbols. */
export const instantiateModel = (
  session: Session,
  declaration: ModelDeclaration,
  module: Module,
  args: ReadonlyMap<string, Value>,
  provide: ProvideInput = (name, type, input) =>
    inputTensor(addInput(session.builder, name, type, input.span), name, type),
): Instance => {
  const frame: Frame = { scope: childScope(), module, path: '', segments: new Map() };
  for (const [name, value] of args) frame.scope.values.set(name, value);
  const inputs = new Map<string, Value>();
  for (const input of inputsOf(declaration)) {
    const value = session.observed(input.name.span, () => modelInput(session, input, frame, provide));
    frame.scope.values.set(input.name.name, value);
    inputs.set(input.name.name, value);
  }
  const { outputs, names } = runStatements(session, declaration.body, frame);
  const ports = outputs.flatMap(({ name = 'output', value, statement }) =>
    isTensor(value) ? [{ name, value: value.id, span: statement.span }] : [],
  );
  const sound = ports.length === outputs.length && [...inputs.values()].every(isTensor);
  return { outputs: sound ? ports : undefined, names: new Map([...inputs, ...names]), frame };
};

const modelInput = (
  session: Session,
  input: ReturnType<typeof inputsOf>[number],
  frame: Frame,
  provide: ProvideInput,
): Value => {
  const { name } = input.name;
  if (input.shape === undefined) {
    session.diagnostics.push(report('untyped-input', { name }, { span: input.span }));
    return unknown;
  }
  if (input.shape.items.some((item) => item.kind === 'pack' && item.value === undefined)) {
    session.diagnostics.push(report('open-input', { name }, { span: input.shape.span }));
    return unknown;
  }
  // The names of a model's input shapes are symbols: one size, whatever it is, wherever the name stands.
  for (const item of input.shape.items) {
    if (item.kind !== 'dimension' || item.value.kind !== 'identifier' || item.value.name === 'batch')
      continue;
    const { name: dimension } = item.value;
    if (!frame.scope.values.has(dimension)) frame.scope.values.set(dimension, numberValue(symbol(dimension)));
  }
  const type = declaredType(session, input.shape, frame, () => undefined);
  if (type === undefined) return unknown;
  return provide(name, withBatch(type.dtype, type.shape), input) ?? unknown;
};

/** The names of a model's values as ports. */
export const namedPorts = (names: ReadonlyMap<string, Value>): readonly GraphPort[] =>
  [...names].flatMap(([name, value]) => (isTensor(value) ? [{ name, value: value.id }] : []));
