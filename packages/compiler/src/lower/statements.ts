import type { Body, Output, Statement } from '@neurite/language';
import { report } from '../diagnostics.js';
import { describe } from '../values/describe.js';
import type { Frame } from '../values/scope.js';
import { type Value, unknown } from '../values/value.js';
import { bind } from './bindings.js';
import { checkShape } from './declared-shape.js';
import { recordLoad } from './load.js';
import { noiseValue } from './noise.js';
import { paramValue } from './param.js';
import { joinPath } from './paths.js';
import { segmentsFor } from './segments.js';
import type { Session } from './session.js';

/** What the statements of a model or block come to. */
export interface BodyResult {
  /** In order; an unnamed one is the only one. */
  readonly outputs: readonly { readonly name?: string; readonly value: Value; readonly statement: Output }[];
  /** All named values, outputs included. */
  readonly names: ReadonlyMap<string, Value>;
}

/** Runs the statements of a model or block in order; its inputs and arguments are in the frame's scope. */
export const runStatements = (session: Session, body: Body, frame: Frame): BodyResult => {
  const outputs: { name?: string; value: Value; statement: Output }[] = [];
  const names = new Map<string, Value>();
  const at = (name: string | undefined, root: Parameters<typeof segmentsFor>[1]): Frame => ({
    ...frame,
    path: name === undefined ? frame.path : joinPath(frame.path, name),
    segments: segmentsFor(session, root, frame.module),
  });
  const rules: {
    readonly [K in Statement['kind']]: (statement: Extract<Statement, { readonly kind: K }>) => void;
  } = {
    // Bound before the statements run.
    input: () => undefined,
    binding: (statement) => {
      names.set(statement.name.name, bind(session, statement, at(statement.name.name, statement.value)));
    },
    output: (statement) => {
      const name = statement.name?.name;
      const value = outputValue(session, statement, at(name, statement.value));
      if (name !== undefined) {
        frame.scope.values.set(name, value);
        names.set(name, value);
      }
      outputs.push({ ...(name === undefined ? {} : { name }), value, statement });
    },
    param: (statement) => {
      const value =
        statement.keyword === 'noise'
          ? noiseValue(session, statement, frame)
          : paramValue(session, statement, frame);
      frame.scope.values.set(statement.name.name, value);
      names.set(statement.name.name, value);
    },
    // Checked when the whole graph is there.
    expect: () => undefined,
    load: (statement) => {
      recordLoad(session, statement, frame, names);
    },
    'expression-statement': (statement) => {
      session.diagnostics.push(report('unused-value', {}, { span: statement.span }));
    },
  };
  for (const statement of body.statements)
    (rules[statement.kind] as (statement: Statement) => void)(statement);
  return { outputs, names };
};

const outputValue = (session: Session, statement: Output, frame: Frame): Value => {
  const value = session.evaluate(statement.value, frame);
  const checked =
    statement.shape === undefined
      ? value
      : checkShape(session, value, statement.shape, statement.value.span, frame);
  if (checked.kind === 'tensor' || checked.kind === 'unknown') return checked;
  session.diagnostics.push(
    report('output-type', { found: describe(checked) }, { span: statement.value.span }),
  );
  return unknown;
};
