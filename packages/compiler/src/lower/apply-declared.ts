import type { Span } from '@neurite/contract';
import type { Input } from '@neurite/language';
import { report } from '../diagnostics.js';
import { printHistory } from '../shapes/history.js';
import { printType } from '../shapes/type.js';
import { describe } from '../values/describe.js';
import { type Frame, childScope } from '../values/scope.js';
import { type DeclaredLayer, type FunctionLayer, type Value, isTensor, unknown } from '../values/value.js';
import { inputsOf } from './configure.js';
import { constantTensor } from './constants.js';
import { bindShape, dtypeOf, writesBatch } from './declared-shape.js';
import { makeParameter } from './param.js';
import { joinPath } from './paths.js';
import { segmentsFor } from './segments.js';
import { type Session, exhaust } from './session.js';
import { runStatements } from './statements.js';

const nested = (session: Session, span: Span, run: () => Value): Value => {
  const { used, limits } = session;
  if (used.depth >= limits.depth) {
    exhaust(session, report('blocks-too-deep', { limit: limits.depth }, { span }));
    return unknown;
  }
  used.depth += 1;
  const value = run();
  used.depth -= 1;
  return value;
};

/** Applies a block: its inputs are bound, its statements run, and its outputs and named values are what comes out. */
export const applyDeclared = (
  session: Session,
  layer: DeclaredLayer,
  positional: readonly Value[],
  path: string,
  span: Span,
): Value =>
  nested(session, span, () => {
    const frame: Frame = { scope: childScope(), module: layer.module, path, segments: new Map() };
    for (const [name, value] of layer.arguments) frame.scope.values.set(name, value);
    const inputs = inputsOf(layer.declaration);
    if (positional.length > inputs.length) {
      session.diagnostics.push(
        report(
          'too-many-inputs',
          { of: layer.declaration.name.name, inputs: inputs.map((input) => input.name.name) },
          { span },
        ),
      );
      return unknown;
    }
    let sound = true;
    inputs.forEach((input, index) => {
      const value = session.observed(
        input.name.span,
        () => inputValue(session, layer, input, positional[index], frame, span) ?? unknown,
      );
      if (value.kind === 'unknown') sound = false;
      frame.scope.values.set(input.name.name, value);
    });
    if (!sound) return unknown;
    const { outputs, names } = runStatements(session, layer.declaration.body, frame);
    const [first] = outputs;
    if (first === undefined || outputs.some(({ value }) => !isTensor(value))) return unknown;
    const members = new Map<string, Value>(names);
    for (const { name, value } of outputs) if (name !== undefined) members.set(name, value);
    return { ...(first.value as Extract<Value, { kind: 'tensor' }>), members };
  });

const inputValue = (
  session: Session,
  layer: DeclaredLayer,
  input: Input,
  positional: Value | undefined,
  frame: Frame,
  span: Span,
): Value | undefined => {
  const { name } = input.name;
  const of = layer.declaration.name.name;
  const given = positional ?? layer.inputs.get(name);
  if (given === undefined && input.value === undefined) {
    session.diagnostics.push(
      report(
        'missing-input',
        { input: name, of, doc: input.doc },
        { span, related: [{ message: 'declared here', span: input.span }] },
      ),
    );
    return undefined;
  }
  const value =
    given ??
    session.evaluate(input.value!, {
      ...frame,
      path: joinPath(frame.path, name),
      segments: segmentsFor(session, input.value!, frame.module),
    });
  const tensor =
    value.kind === 'number' || value.kind === 'boolean' ? constantTensor(session, value, [], span) : value;
  if (tensor === undefined || tensor.kind === 'unknown') return undefined;
  if (tensor.kind !== 'tensor') {
    const code = tensor.kind === 'list' ? 'list-into-layer' : 'layer-input';
    session.diagnostics.push(report(code, { input: name, of, found: describe(tensor) }, { span }));
    return undefined;
  }
  if (input.shape === undefined) return tensor;
  const dtype = dtypeOf(session, input.shape);
  if (dtype === undefined || writesBatch(session, input.shape)) return undefined;
  const history = [printHistory(tensor.history)];
  const related = [{ message: 'declared here', span: input.shape.span }];
  if (dtype !== tensor.type.dtype) {
    session.diagnostics.push(
      report(
        'dtype-mismatch',
        { what: `${name} of ${of}`, found: tensor.type.dtype, wanted: dtype },
        { span, related, history },
      ),
    );
    return undefined;
  }
  // A default such as `true` has no axes: it stands for a value of the declared shape.
  if (given === undefined && tensor.type.shape.length === 0) return tensor;
  const problem = bindShape(input.shape, tensor.type, frame.scope);
  if (problem === undefined) return tensor;
  session.diagnostics.push(
    report(
      'block-input-shape',
      { input: name, of, why: problem, type: printType(tensor.type) },
      { span, related, history },
    ),
  );
  return undefined;
};

/** Applies a function: of values of the network, or of numbers. */
export const applyFunction = (
  session: Session,
  layer: FunctionLayer,
  positional: readonly Value[],
  path: string,
  span: Span,
): Value =>
  nested(session, span, () => {
    const { declaration, module } = layer;
    const frame: Frame = {
      scope: childScope(),
      module,
      path,
      segments: segmentsFor(session, declaration.value, module),
    };
    for (const option of declaration.options) {
      const { name } = option.name;
      const value = layer.arguments.get(name) ?? unknown;
      const isParameter = option.type?.name === 'param' && value.kind === 'number';
      frame.scope.values.set(
        name,
        isParameter
          ? makeParameter(session, joinPath(path, name), { dtype: 'float32', shape: [] }, value, option.span)
          : value,
      );
    }
    let sound = true;
    declaration.inputs.forEach((input, index) => {
      const value = positional[index] ?? layer.inputs.get(input.name.name);
      if (value === undefined) {
        session.diagnostics.push(
          report(
            'missing-input',
            { input: input.name.name, of: declaration.name.name, doc: undefined },
            { span },
          ),
        );
        sound = false;
      }
      frame.scope.values.set(input.name.name, value ?? unknown);
    });
    if (positional.length > declaration.inputs.length) {
      session.diagnostics.push(
        report(
          'too-many-inputs',
          { of: declaration.name.name, inputs: declaration.inputs.map((input) => input.name.name) },
          { span },
        ),
      );
      return unknown;
    }
    return sound ? session.evaluate(declaration.value, frame) : unknown;
  });
