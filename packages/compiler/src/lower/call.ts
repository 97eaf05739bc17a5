import { type LayerDefinition, inputDeclaration } from '@neurite/contract';
import type { Call, Expression } from '@neurite/language';
import { checkNamed } from '../options/bind.js';
import { type Given, givenOf } from '../options/given.js';
import { numberFunctions } from '../values/functions.js';
import { isValue } from '../values/is-value.js';
import { type Frame, lookupName } from '../values/scope.js';
import { type LayerValue, type Value, unknown } from '../values/value.js';
import { apply } from './apply.js';
import { callLayer } from './call-layer.js';
import { callNumbers, misuseNumbers } from './call-numbers.js';
import { configureDeclared, configureDefined, configureFunction, inputsOf } from './configure.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';
import { segmentsFor } from './segments.js';
import { asLayer } from './steps.js';
import { namesIn, reportUnknown } from './unknown-name.js';

/**
 * A call. If its first positional argument is a value, it is an application, and positional arguments fill inputs, then options;
 * otherwise it configures a layer.
 */
export const evaluateCall = (session: Session, call: Call, frame: Frame): Value => {
  const { callee } = call;
  if (callee.kind !== 'identifier') return callLayer(session, call, session.evaluate(callee, frame), frame);
  const local = lookupName(frame.scope, callee.name);
  if (local !== undefined) return callLayer(session, call, local, frame);
  const special = frame.calls?.(call, frame);
  if (special !== undefined) return special;
  const declared = frame.module.names.get(callee.name);
  if (declared?.declaration.kind === 'function') {
    const { declaration, module } = declared;
    // A function without options of its own is always applied: `divisible(filters)` is a number.
    return callWith(session, call, frame, declaration.inputs.length, 'all', (given) =>
      configureFunction(session, declaration, module, given, frame, call.span),
    );
  }
  if (declared?.declaration.kind === 'model') {
    const { declaration, module } = declared;
    return callWith(session, call, frame, inputsOf(declaration).length, 'values', (given) =>
      configureDeclared(session, declaration, module, given, frame, call.span),
    );
  }
  const computed = callNumbers(session, call, callee, frame);
  if (computed !== undefined) return computed;
  const definition = session.catalog.get('layer', callee.name);
  if (definition !== undefined) return callDefined(session, call, definition, frame);
  if (Object.hasOwn(numberFunctions, callee.name)) return misuseNumbers(session, call, callee.name, frame);
  reportUnknown(
    session,
    callee.name,
    callee.span,
    [...namesIn(frame), ...Object.keys(numberFunctions)],
    'layer or value',
  );
  for (const argument of call.arguments) quietly(session, argument.value, frame);
  return unknown;
};

/** Evaluates for its mistakes only; bare names may be words of whatever was meant. */
const quietly = (session: Session, expression: Expression, frame: Frame): void => {
  if (expression.kind !== 'identifier') session.evaluate(expression, frame);
};

/** The value of the first positional argument, where it may be one of the network. */
const firstValue = (session: Session, call: Call, frame: Frame): Value | undefined => {
  const first = call.arguments[0];
  if (first === undefined || first.name !== undefined) return undefined;
  if (first.value.kind === 'identifier') return lookupName(frame.scope, first.value.name);
  return session.evaluate(first.value, frame);
};

const callDefined = (session: Session, call: Call, definition: LayerDefinition, frame: Frame): Value => {
  const first =
    definition.ofWeights === true ? weightArgument(session, call, frame) : firstValue(session, call, frame);
  const weighted = definition.ofWeights === true && first !== undefined && asLayer(first, call.span);
  if (weighted) return reweightedLayer(session, call, definition, weighted, frame);
  if (first?.kind === 'unknown' && first.isPlain !== true)
    return absorbDefined(session, call, definition, frame);
  const given = withFirst(call, first);
  const inputs = Object.values(definition.inputs).map(inputDeclaration);
  const path = joinPath(frame.path, frame.segments.get(call) ?? definition.name);
  if (!isValue(first)) {
    const layer = configureDefined(session, definition, given, frame, call.span);
    // A layer without inputs is a value as soon as it is written: `range(n)`.
    return inputs.length === 0 && layer.kind === 'layer' ? apply(session, layer, [], path, call.span) : layer;
  }
  const variadic = inputs[0]?.variadic === true;
  const positional: Value[] = [];
  const rest: Given[] = [];
  for (const argument of given) {
    const open =
      rest.length === 0 && argument.name === undefined && (variadic || positional.length < inputs.length);
    const value = open ? (argument.value ?? session.evaluate(argument.expression, frame)) : undefined;
    if (value !== undefined && takes(value, definition, inputs[variadic ? 0 : positional.length]!))
      positional.push(value);
    else rest.push(value === undefined ? argument : { ...argument, value });
  }
  const layer = configureDefined(session, definition, rest, frame, call.span);
  return layer.kind === 'layer' ? apply(session, layer, positional, path, call.span) : unknown;
};

/** What a layer of weights is given: a weight, or the layer whose weights it changes. */
const weightArgument = (session: Session, call: Call, frame: Frame): Value | undefined => {
  const first = call.arguments[0];
  if (first === undefined || first.name !== undefined) return undefined;
  // As for any layer that is an argument: its steps are numbered by themselves.
  const segments = segmentsFor(session, first.value, frame.module);
  return session.evaluate(first.value, { ...frame, segments });
};

/** `weight_norm(dense(64))`: a layer whose weights go through another. */
const reweightedLayer = (
  session: Session,
  call: Call,
  definition: LayerDefinition,
  layer: LayerValue,
  frame: Frame,
): Value => {
  const by = configureDefined(session, definition, call.arguments.slice(1).map(givenOf), frame, call.span);
  return by.kind === 'unknown' ? by : { kind: 'layer', form: 'reweighted', layer, by, span: call.span };
};

/** Whether a positional argument goes to an input: values do, and numbers where no option could be meant. */
const takes = (
  value: Value,
  definition: LayerDefinition,
  input: { readonly optional?: true; readonly variadic?: true },
): boolean => {
  if (isValue(value) || value.kind === 'unknown') return true;
  if (value.kind !== 'number' && value.kind !== 'boolean') return false;
  return input.variadic === true ? Object.keys(definition.options).length === 0 : input.optional !== true;
};

const withFirst = (call: Call, first: Value | undefined): readonly Given[] =>
  call.arguments.map((argument, index) => ({
    ...givenOf(argument),
    ...(index === 0 && first !== undefined ? { value: first } : {}),
  }));

/** What the call is cannot be told, but options that are given by name mean the same either way. */
const absorbDefined = (session: Session, call: Call, definition: LayerDefinition, frame: Frame): Value => {
  const named = call.arguments.filter((argument) => argument.name !== undefined).map(givenOf);
  const { name, options, inputs } = definition;
  checkNamed(session, { what: 'layer', name, options, inputs: Object.keys(inputs) }, named, frame);
  for (const argument of call.arguments.slice(1))
    if (argument.name === undefined) quietly(session, argument.value, frame);
  return unknown;
};

const absorb = (session: Session, call: Call, frame: Frame): Value => {
  for (const argument of call.arguments.slice(1)) quietly(session, argument.value, frame);
  return unknown;
};

/** Splits positional arguments into those for inputs and those for options, and applies where there are any for inputs. */
const callWith = (
  session: Session,
  call: Call,
  frame: Frame,
  inputs: number,
  applies: 'all' | 'values',
  configure: (given: readonly Given[]) => Value,
): Value => {
  const first = firstValue(session, call, frame);
  if (first?.kind === 'unknown' && applies === 'all') return absorb(session, call, frame);
  const given = withFirst(call, first);
  const positional = given.filter((argument) => argument.name === undefined);
  const isApplication = applies === 'all' ? positional.length > 0 : isValue(first);
  if (!isApplication) return configure(given);
  const flowing = positional
    .slice(0, inputs)
    .map(({ value, expression }) => value ?? session.evaluate(expression, frame));
  const layer = configure(given.filter((argument) => !positional.slice(0, inputs).includes(argument)));
  if (layer.kind !== 'layer' || flowing.some((value) => value.kind === 'unknown')) return unknown;
  const segment = call.callee.kind === 'identifier' ? call.callee.name : 'call';
  return apply(session, layer, flowing, joinPath(frame.path, frame.segments.get(call) ?? segment), call.span);
};
