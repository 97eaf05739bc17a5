import type { Kind, OptionTable, OptionValue, Span, Use } from '@neurite/contract';
import type { Expression } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { kindWords, reportUnknown } from '../lower/unknown-name.js';
import type { Frame } from '../values/scope.js';
import { coerce } from './coerce.js';
import { type Given, type Subject, givenOf } from './given.js';
import { placeArguments } from './place.js';
import { type Places, checkRelations } from './relations.js';

/** The arguments of a call, each at its option or input. */
export interface Bound {
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Initializers by the parameter that they are for. */
  readonly initializers: ReadonlyMap<string, Use>;
  /** Arguments that name inputs. */
  readonly inputs: ReadonlyMap<string, Given>;
  /** Where the options stand that were given. */
  readonly places: Places;
}

/** What arguments may be for. */
export interface Signature extends Subject {
  readonly options: OptionTable;
  readonly inputs: readonly string[];
}

/** Binds arguments to options: positional ones in order, then by name; checks all of them. Undefined where something was wrong. */
export const bindArguments = (
  session: Session,
  signature: Signature,
  given: readonly Given[],
  frame: Frame,
  span: Span,
): Bound | undefined => {
  const places = placeArguments(
    session,
    signature.name,
    Object.keys(signature.options),
    signature.inputs,
    given,
  );
  let sound = places !== undefined;
  const options: Record<string, OptionValue> = {};
  const initializers = new Map<string, Use>();
  for (const [name, option] of Object.entries(signature.options)) {
    const argument = places?.parameters.get(name);
    if (argument === undefined) {
      if (option.type === 'initializer') continue;
      if (option.default !== undefined) options[name] = option.default;
      else if (places !== undefined) {
        session.diagnostics.push(
          report('missing-argument', { option: name, of: signature.name, doc: option.doc }, { span }),
        );
        sound = false;
      }
    } else if (option.type === 'initializer') {
      const use = useOf(session, 'initializer', argument.expression, frame);
      if (use === undefined) sound = false;
      else initializers.set(option.parameter, use);
    } else {
      const value = coerce({ session, subject: signature, option: name, given: argument, frame }, option);
      if (value === undefined) sound = false;
      else options[name] = value;
    }
  }
  const spans: Places = new Map(
    [...(places?.parameters ?? [])].map(([name, { expression }]) => [name, expression.span]),
  );
  if (!checkRelations(session, signature, options, spans, span) || !sound) return undefined;
  return { options, initializers, inputs: places!.inputs, places: spans };
};

/** Checks arguments that are given by name, where what else the call has is not known. */
export const checkNamed = (
  session: Session,
  signature: Signature,
  given: readonly Given[],
  frame: Frame,
): void => {
  const places = placeArguments(
    session,
    signature.name,
    Object.keys(signature.options),
    signature.inputs,
    given,
  );
  for (const [name, argument] of places?.parameters ?? []) {
    const option = signature.options[name]!;
    if (option.type === 'initializer') useOf(session, 'initializer', argument.expression, frame);
    else coerce({ session, subject: signature, option: name, given: argument, frame }, option);
  }
};

/** An entry of the catalog with options, where a kind other than a layer is expected: `adam(rate: 1e-3)`, `he_normal`. */
export const useOf = (
  session: Session,
  kind: Exclude<Kind, 'layer'>,
  expression: Expression,
  frame: Frame,
): Use | undefined => {
  const callee = expression.kind === 'call' ? expression.callee : expression;
  if (callee.kind !== 'identifier') {
    if (callee.kind !== 'missing')
      session.diagnostics.push(
        report('entry-expected', { expected: kindWords[kind] }, { span: expression.span }),
      );
    return undefined;
  }
  const definition = session.catalog.get(kind, callee.name);
  if (definition === undefined) {
    reportUnknown(session, callee.name, callee.span, [], kind);
    return undefined;
  }
  const { name, version, options } = definition;
  const given = expression.kind === 'call' ? expression.arguments.map(givenOf) : [];
  const bound = bindArguments(
    session,
    { what: kindWords[kind], name, options, inputs: [] },
    given,
    frame,
    expression.span,
  );
  if (bound === undefined) return undefined;
  const use: Use = { kind, name, version, options: bound.options, span: expression.span };
  session.places.set(use, bound.places);
  return use;
};
