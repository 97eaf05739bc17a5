import type { LossDefinition, LossTerm } from '@neurite/contract';
import type { Call, Expression, Identifier, Setting } from '@neurite/language';
import { report } from '../diagnostics.js';
import { addNode } from '../lower/builder.js';
import { joinPath } from '../lower/paths.js';
import { segmentsFor } from '../lower/segments.js';
import type { Session } from '../lower/session.js';
import { reportUnknown } from '../lower/unknown-name.js';
import { type Bound, bindArguments } from '../options/bind.js';
import { givenOf } from '../options/given.js';
import { printHistory } from '../shapes/history.js';
import { batch, isBatched, printType } from '../shapes/type.js';
import { describe } from '../values/describe.js';
import { type Frame, lookupName } from '../values/scope.js';
import { type FieldValue, type TensorValue, type Value, isTensor, unknown } from '../values/value.js';
import { reportAmbiguous } from './ambiguous.js';
import { type Readable, onlyPair } from './pairing.js';
import { fitSignature } from './signatures.js';

/** The name of a term that has none of its own. */
const soleTerm = 'main';

/** The terms of a `loss` setting: one value, or several by name. `frame` knows the model's values and the data's fields, and its path is that of the terms. */
export const lossTerms = (
  session: Session,
  setting: Setting,
  readable: Readable,
  frame: Frame,
  ambiguous: ReadonlySet<string>,
): readonly LossTerm[] => {
  const terms: (readonly [string, Expression])[] = [];
  if (setting.value !== undefined) terms.push([soleTerm, setting.value]);
  for (const statement of setting.settings ?? []) {
    if (statement.kind === 'setting' && statement.key.length === 1 && statement.value !== undefined) {
      const { name } = statement.key[0]!;
      if (terms.some(([known]) => known === name))
        session.diagnostics.push(report('duplicate-setting', { name }, { span: statement.key[0]!.span }));
      else terms.push([name, statement.value]);
    } else
      session.diagnostics.push(
        report('misplaced-setting', { what: statement.kind, of: 'loss' }, { span: statement.span }),
      );
  }
  if (terms.length === 0) session.diagnostics.push(report('no-terms', {}, { span: setting.span }));
  return terms.flatMap(([name, expression]) => {
    const value = reportAmbiguous(session, expression, ambiguous)
      ? undefined
      : termValue(session, name, expression, readable, frame);
    return value === undefined ? [] : [{ name, value: value.id, span: expression.span }];
  });
};

const termValue = (
  session: Session,
  name: string,
  expression: Expression,
  readable: Readable,
  outer: Frame,
): TensorValue | undefined => {
  const frame: Frame = {
    ...outer,
    path: joinPath(outer.path, name),
    segments: segmentsFor(session, expression, outer.module),
    calls: (call, inside) => callLoss(session, call, readable, inside),
  };
  const bare =
    expression.kind === 'identifier' && lookupName(frame.scope, expression.name) === undefined
      ? session.catalog.get('loss', expression.name)
      : undefined;
  if (bare === undefined && isCatalogWord(session, expression, frame)) {
    reportUnknown(session, expression.name, expression.span, [], 'loss');
    return undefined;
  }
  const value =
    bare === undefined
      ? session.evaluate(expression, frame)
      : callLoss(
          session,
          { kind: 'call', callee: expression, arguments: [], span: expression.span },
          readable,
          frame,
        )!;
  if (value.kind === 'unknown') return undefined;
  if (!isTensor(value)) {
    session.diagnostics.push(report('not-a-value', { found: describe(value) }, { span: expression.span }));
    return undefined;
  }
  if (value.type.dtype === 'float32' && value.type.shape.length === 1 && isBatched(value.type)) return value;
  session.diagnostics.push(
    report(
      'loss-shape',
      { name, type: printType(value.type) },
      { span: expression.span, history: [printHistory(value.history)] },
    ),
  );
  return undefined;
};

/** Whether an expression is one bare word that the recipe does not know: an entry of the catalog is meant. */
const isCatalogWord = (session: Session, expression: Expression, frame: Frame): expression is Identifier =>
  expression.kind === 'identifier' &&
  lookupName(frame.scope, expression.name) === undefined &&
  session.catalog.get('loss', expression.name) === undefined &&
  !frame.module.names.has(expression.name);

const isData = (value: Value): value is TensorValue | FieldValue =>
  value.kind === 'tensor' || value.kind === 'field';

/** `cross_entropy(scores, label)`, or `cross_entropy` for the only pair; undefined where the callee is no loss. */
const callLoss = (session: Session, call: Call, readable: Readable, frame: Frame): Value | undefined => {
  if (call.callee.kind !== 'identifier') return undefined;
  const definition = session.catalog.get('loss', call.callee.name);
  if (definition === undefined || frame.module.names.has(definition.name)) return undefined;
  const inputs = Object.keys(definition.signatures[0] ?? {});
  const given = call.arguments.map(givenOf).map((argument) => ({
    ...argument,
    value: valueIn(session, argument.expression, argument.name?.name, inputs, frame),
  }));
  const flowing = given.filter(
    ({ name, value }) => (name === undefined || inputs.includes(name.name)) && value !== undefined,
  );
  if (flowing.some(({ value }) => value!.kind === 'unknown')) return unknown;
  const rest = given.filter((argument) => !flowing.includes(argument));
  const bound = bindArguments(
    session,
    { what: 'a loss', name: definition.name, options: definition.options, inputs },
    rest.map(({ name, expression, span }) => ({ ...(name === undefined ? {} : { name }), expression, span })),
    frame,
    call.span,
  );
  if (bound === undefined) return unknown;
  const values = flowing.map(({ value }) => value!).filter(isData);
  const pair = values.length === 0 ? onlyPair(session, definition.name, readable, call.span) : values;
  if (pair === undefined) return unknown;
  return emitLoss(session, definition, bound, pair, call, frame);
};

/** The value of an argument that may be for an input: values of the model and fields, not options. */
const valueIn = (
  session: Session,
  expression: Expression,
  name: string | undefined,
  inputs: readonly string[],
  frame: Frame,
): Value | undefined => {
  if (name !== undefined && !inputs.includes(name)) return undefined;
  if (
    expression.kind === 'identifier' &&
    lookupName(frame.scope, expression.name) === undefined &&
    name === undefined
  )
    return session.evaluate(expression, frame);
  const value = session.evaluate(expression, frame);
  return isData(value) || value.kind === 'unknown' ? value : undefined;
};

const emitLoss = (
  session: Session,
  definition: LossDefinition,
  { options, places }: Bound,
  values: readonly (TensorValue | FieldValue)[],
  call: Call,
  frame: Frame,
): Value => {
  const inputs = fitSignature(session, definition, options, values, call.span, places);
  if (inputs === undefined) return unknown;
  const type = { dtype: 'float32', shape: [batch] } as const;
  const { loss } = addNode(
    session.builder,
    {
      path: joinPath(frame.path, frame.segments.get(call) ?? definition.name),
      use: { kind: 'loss', name: definition.name, version: definition.version, options, span: call.span },
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, value.id])),
      parameters: {},
      state: {},
      span: call.span,
    },
    { loss: type },
  );
  return {
    kind: 'tensor',
    id: loss!,
    type,
    history: { label: definition.name, line: call.span.start.line, type },
    members: new Map(),
  };
};
