import type { GraphParameter, ParameterDeclaration, Span, Use } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { type Extent, print, product } from '../extents/extent.js';
import { useOf } from '../options/bind.js';
import { declaredExpression, declaredShape } from '../shapes/declaration.js';
import { type Lookup, evaluateShape } from '../shapes/evaluate.js';
import { type ValueType, printType } from '../shapes/type.js';
import { instantiateShape } from '../shapes/unify.js';
import { isExtent } from '../shapes/value.js';
import { childScope } from '../values/scope.js';
import type { DefinedLayer } from '../values/value.js';
import type { ParameterDraft } from './builder.js';
import { emptyModule } from '../modules/empty.js';
import { joinPath } from './paths.js';
import type { Session } from './session.js';

/** The weights and statistics of a layer at a path, by the definition's names. Undefined where one cannot be. */
export const declareParameters = (
  session: Session,
  layer: DefinedLayer,
  lookup: Lookup,
  path: string,
  span: Span,
  /** The path of the parameter that an input is, where it is one. */
  parameterAt: (input: string) => string | undefined = () => undefined,
): { readonly parameters: Record<string, string>; readonly state: Record<string, string> } | undefined => {
  const result = { parameters: {} as Record<string, string>, state: {} as Record<string, string> };
  for (const [table, role] of [
    ['parameters', 'parameter'],
    ['state', 'statistic'],
  ] as const) {
    for (const [name, declaration] of Object.entries(layer.definition[table])) {
      if (!exists(declaration, lookup)) continue;
      const at = joinPath(path, name);
      const of = declaration.of === undefined ? undefined : parameterAt(declaration.of);
      if (!declareOne(session, layer, { name, declaration, role, path: at, of }, lookup, span))
        return undefined;
      result[table][name] = at;
    }
  }
  return result;
};

const exists = ({ when }: ParameterDeclaration, lookup: Lookup): boolean =>
  when === undefined || ![false, null].includes(evaluateShape(declaredExpression(when), lookup) as null);

interface Wanted {
  readonly name: string;
  readonly declaration: ParameterDeclaration;
  readonly role: GraphParameter['role'];
  readonly path: string;
  readonly of: string | undefined;
}

const declareOne = (
  session: Session,
  layer: DefinedLayer,
  wanted: Wanted,
  lookup: Lookup,
  span: Span,
): boolean => {
  const { name, declaration, path, role, of } = wanted;
  const shape = instantiateShape(declaredShape(declaration.shape), lookup);
  if ('pending' in shape || 'problem' in shape) {
    const why = 'pending' in shape ? `${shape.pending} is not known` : shape.problem;
    session.diagnostics.push(
      report(
        'unsolved-parameter',
        { parameter: name, of: layer.definition.name, why, shape: declaration.shape },
        { span },
      ),
    );
    return false;
  }
  const type: ValueType = { dtype: 'float32', shape };
  const written = layer.initializers.get(name);
  const initializer: Use | 'auto' =
    written ?? (declaration.initializer === 'auto' ? 'auto' : declaredUse(session, declaration.initializer));
  return declare(
    session,
    {
      path,
      type,
      role,
      initializer,
      because: written === undefined ? `the default of ${layer.definition.name}` : 'written',
      fanIn: fan(declaration.fanIn, lookup, shape.slice(0, -1)),
      fanOut: fan(declaration.fanOut, lookup, shape.slice(-1)),
      ...(of === undefined ? {} : { of }),
      span: layer.span,
    },
    span,
  );
};

/** Adds a parameter; one that is there already is shared, where it is the same layer's and has the same type. */
export const declare = (session: Session, draft: ParameterDraft, span: Span): boolean => {
  const symbolic = draft.type.shape.find((extent) => typeof extent !== 'number');
  if (symbolic !== undefined) {
    session.diagnostics.push(
      report(
        'symbolic-parameter',
        { path: draft.path, type: printType(draft.type), extent: print(symbolic) },
        { span },
      ),
    );
    return false;
  }
  const size = product(draft.type.shape) as number;
  if (size > session.limits.elements) {
    session.diagnostics.push(
      report('parameter-too-large', { path: draft.path, size, limit: session.limits.elements }, { span }),
    );
    return false;
  }
  const known = session.builder.parameters.get(draft.path);
  if (known === undefined) {
    session.builder.parameters.set(draft.path, draft);
    return true;
  }
  const related = known.span === undefined ? [] : [{ message: 'here first', span: known.span }];
  if (known.span?.start.offset !== draft.span?.start.offset || known.span?.source !== draft.span?.source) {
    session.diagnostics.push(report('duplicate-path', { path: draft.path }, { span, related }));
    return false;
  }
  if (printType(known.type) === printType(draft.type)) return true;
  session.diagnostics.push(
    report(
      'shared-shape',
      { path: draft.path, first: printType(known.type), second: printType(draft.type) },
      { span, related },
    ),
  );
  return false;
};

/** A declared fan, or the product of the axes that usually make it. */
export const fan = (text: string | undefined, lookup: Lookup, axes: readonly Extent[]): number => {
  const value = text === undefined ? product(axes) : evaluateShape(declaredExpression(text), lookup);
  return isExtent(value) && typeof value === 'number' ? value : 1;
};

/** An initializer as a definition writes it. */
const declaredUse = (session: Session, text: string): Use => {
  const frame = { scope: childScope(), module: emptyModule, path: '', segments: new Map() };
  const use = useOf(session, 'initializer', declaredExpression(text), frame);
  if (use === undefined)
    throw new Error(`A definition asks for the initializer "${text}", which the catalog does not have.`);
  const { kind, name, version, options } = use;
  return { kind, name, version, options };
};
