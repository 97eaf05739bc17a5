import { type DataPlan, type Field, type TransformDefinition, type Use } from '@neurite/contract';
import { parseShape } from '@neurite/language';
import { report } from '../diagnostics.js';
import { print, symbol } from '../extents/extent.js';
import { addInput, addNode } from '../lower/builder.js';
import { inputTensor } from '../lower/instantiate.js';
import { declare } from '../lower/parameters.js';
import type { Session } from '../lower/session.js';
import { declaredShape } from '../shapes/declaration.js';
import { isFailure, solveTypes } from '../shapes/solve.js';
import { batch, isDtype, printType, type ValueType } from '../shapes/type.js';
import { type Bindings, instantiateShape, matchShape, solveEquations } from '../shapes/unify.js';
import type { ShapeValue } from '../shapes/value.js';
import { isExtent } from '../shapes/value.js';
import type { TensorValue } from '../values/value.js';

/** The transforms of a field that run on the host, and those that become nodes. */
export const splitSteps = (
  session: Session,
  field: Field,
): { readonly host: readonly Use[]; readonly tensor: readonly Use[] } => {
  const isHost = (use: Use): boolean => session.catalog.get('transform', use.name)?.host !== undefined;
  return { host: field.steps.filter(isHost), tensor: field.steps.filter((use) => !isHost(use)) };
};

const definitionOf = (session: Session, use: Use): TransformDefinition =>
  session.catalog.get('transform', use.name)!;

/** The type that an input of a transform must have for its output to have a type; open dimensions become symbols. */
const typeBefore = (session: Session, use: Use, after: ValueType): ValueType => {
  const definition = definitionOf(session, use);
  const [output] = Object.values(definition.outputs);
  const [input] = Object.values(definition.inputs);
  const text = typeof input === 'string' ? input : input!.shape;
  const bindings: Bindings = new Map();
  const lookup = (name: string): ShapeValue | undefined =>
    bindings.get(name) ?? (use.options[name] as ShapeValue | undefined);
  const declared = declaredShape(output!);
  const { equations } = matchShape(declared, after.shape, bindings, lookup);
  solveEquations(equations, bindings, lookup);
  const shape = instantiateShape(declaredShape(text), (name) => lookup(name) ?? symbol(name));
  const dtype = declaredShape(text).dtype?.name ?? 'float32';
  return { dtype: isDtype(dtype) ? dtype : after.dtype, shape: Array.isArray(shape) ? shape : after.shape };
};

/** The type after the transforms on the host, where their declarations or the source say it. */
const hostType = (session: Session, plan: DataPlan, field: Field): ValueType | undefined => {
  const { host } = splitSteps(session, field);
  const last = host.at(-1);
  if (last === undefined) return columnType(session, plan, field);
  const [output] = Object.values(definitionOf(session, last).outputs);
  const declared = declaredShape(output!);
  const dtype = declared.dtype?.name ?? 'float32';
  const shape = instantiateShape(declared, (name) => last.options[name] as ShapeValue | undefined);
  return Array.isArray(shape) && isDtype(dtype) ? { dtype, shape } : undefined;
};

/** The type of a column, where its source declares it without open dimensions. */
const columnType = (session: Session, plan: DataPlan, field: Field): ValueType | undefined => {
  const columns = session.catalog.get('source', plan.source.name)?.columns ?? {};
  const text = Object.hasOwn(columns, field.column) ? columns[field.column] : undefined;
  if (text === undefined) return undefined;
  const { value: declared, diagnostics } = parseShape(text);
  const dtype = declared.dtype?.name ?? 'float32';
  const shape = diagnostics.length > 0 ? undefined : instantiateShape(declared, () => undefined);
  return Array.isArray(shape) && isDtype(dtype) ? { dtype, shape: [batch, ...shape] } : undefined;
};

/** A field as an input of the graph that has a type after all its transforms; makes their nodes. */
export const fieldOfType = (
  session: Session,
  plan: DataPlan,
  field: Field,
  wanted: ValueType,
): TensorValue | undefined => {
  const { host, tensor } = splitSteps(session, field);
  const before = [...tensor].reverse().reduce((type, use) => typeBefore(session, use, type), wanted);
  const known = host.length > 0 || tensor.length > 0 ? hostType(session, plan, field) : undefined;
  const type = known !== undefined && known.dtype === before.dtype ? known : before;
  const result = throughTransforms(session, field, tensor, type);
  if (result === undefined) return undefined;
  if (printType(result.type) === printType(wanted) && (known === undefined || known.dtype === before.dtype))
    return result;
  const found =
    known !== undefined && known.dtype !== before.dtype ? printType(known) : printType(result.type);
  session.diagnostics.push(
    report(
      'field-shape',
      { field: field.name, found, wanted: printType(wanted) },
      field.span === undefined ? {} : { span: field.span },
    ),
  );
  return undefined;
};

/** A field whose type its transforms or its source say; undefined where they do not. */
export const fieldByItself = (session: Session, plan: DataPlan, field: Field): TensorValue | undefined => {
  const type = hostType(session, plan, field);
  return type && throughTransforms(session, field, splitSteps(session, field).tensor, type);
};

const throughTransforms = (
  session: Session,
  field: Field,
  tensor: readonly Use[],
  type: ValueType,
): TensorValue | undefined => {
  const id = addInput(session.builder, field.name, type, field.span);
  let value: TensorValue | undefined = inputTensor(id, field.name, type);
  const counts = new Map<string, number>();
  for (const use of tensor) {
    const count = (counts.get(use.name) ?? 0) + 1;
    counts.set(use.name, count);
    value =
      value && applyTransform(session, field, use, value, count === 1 ? use.name : `${use.name}_${count}`);
  }
  return value;
};

const applyTransform = (
  session: Session,
  field: Field,
  use: Use,
  value: TensorValue,
  segment: string,
): TensorValue | undefined => {
  const definition = definitionOf(session, use);
  const span = use.span ?? field.span;
  const [input] = Object.keys(definition.inputs);
  const solution = solveTypes(definition, use.options, new Map([[input!, value.type]]));
  if (isFailure(solution)) {
    session.diagnostics.push(
      report(
        'input-mismatch',
        { of: use.name, input: field.name, why: solution.text, declared: solution.declared },
        span === undefined ? {} : { span },
      ),
    );
    return undefined;
  }
  const path = `data.${field.name}.${segment}`;
  const state: Record<string, string> = {};
  for (const [name, text] of Object.entries(definition.fitted ?? {})) {
    // Statistics are without the batch, so `s` is the shape of one example.
    const shape = instantiateShape(declaredShape(text), (wanted) => withoutBatch(solution.lookup(wanted)));
    if (!Array.isArray(shape))
      throw new Error(`The transform "${use.name}" declares "${text}", which its input does not decide.`);
    const at = `${path}.${name}`;
    const step = field.steps.indexOf(use);
    const initializer = { kind: 'initializer', name: 'zeros', version: 1, options: {} } as const;
    const fitted = { field: field.name, step, name };
    const draft = {
      path: at,
      type: { dtype: 'float32', shape },
      role: 'statistic',
      initializer,
      because: 'fitted on the training part',
      fanIn: 1,
      fanOut: 1,
      fitted,
      ...(span === undefined ? {} : { span }),
    } as const;
    if (!declare(session, draft, span!)) return undefined;
    state[name] = at;
  }
  const outputs = addNode(
    session.builder,
    {
      path,
      use,
      inputs: { [input!]: value.id },
      parameters: {},
      state,
      ...(span === undefined ? {} : { span }),
    },
    solution.outputs,
  );
  const [[name, id]] = Object.entries(outputs) as [[string, number]];
  const type = solution.outputs[name]!;
  return {
    kind: 'tensor',
    id,
    type,
    history: {
      label: use.name,
      type,
      previous: value.history,
      ...(span === undefined ? {} : { line: span.start.line }),
    },
    members: new Map(),
  };
};

const withoutBatch = (value: ShapeValue | undefined): ShapeValue | undefined =>
  Array.isArray(value) && isExtent(value[0] as ShapeValue) && print(value[0] as never) === 'batch'
    ? value.slice(1)
    : value;
