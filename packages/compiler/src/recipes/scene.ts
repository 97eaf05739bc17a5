import type { DataPlan, Field } from '@neurite/contract';
import { report } from '../diagnostics.js';
import { addInput } from '../lower/builder.js';
import { type Instance, inputTensor, instantiateModel } from '../lower/instantiate.js';
import type { Session } from '../lower/session.js';
import type { ValueType } from '../shapes/type.js';
import { type Frame, childScope } from '../values/scope.js';
import { type FieldValue, type TensorValue, type Value, isTensor, unknown } from '../values/value.js';
import type { PlannedData } from './data.js';
import { fieldByItself, fieldOfType } from './fields.js';
import type { Readable } from './pairing.js';
import type { ModelReference } from './references.js';

/** A model fed by data: what losses, metrics and codes speak of. */
export interface Scene extends Readable {
  readonly instance: Instance;
  readonly frame: Frame;
  /** Names of the model that are also fields, and not the same thing. */
  readonly ambiguous: ReadonlySet<string>;
}

/** A column that the source says it has is a field without steps, unless the data declares fields of that name. */
const implicitField = (session: Session, plan: DataPlan, name: string): Field | undefined => {
  const columns = session.catalog.get('source', plan.source.name)?.columns ?? {};
  return Object.hasOwn(columns, name) ? { name, column: name, steps: [] } : undefined;
};

/** Feeds the model's inputs with the fields of their names, and runs it. Undefined where that is a mistake. */
export const setScene = (
  session: Session,
  model: ModelReference,
  { plan, broken }: PlannedData,
): { readonly scene: Scene; readonly plan: DataPlan } | undefined => {
  const fields = new Map(plan.fields.map((field) => [field.name, field]));
  const fed = new Set<string>();
  const instance = instantiateModel(
    session,
    model.declaration,
    model.module,
    model.arguments,
    (name, type, input) => {
      const field = fields.get(name) ?? implicitField(session, plan, name);
      fed.add(name);
      if (field === undefined && broken.has(name)) return undefined;
      if (field === undefined) {
        session.diagnostics.push(
          report(
            'missing-field',
            { input: name, data: plan.name, known: [...fields.keys()] },
            { span: plan.span ?? input.span, related: [{ message: 'the input', span: input.span }] },
          ),
        );
        return undefined;
      }
      fields.set(name, field);
      return fieldOfType(session, plan, field, type);
    },
  );
  if (instance.outputs === undefined) return undefined;
  for (const name of targetColumns(session, plan, fields))
    fields.set(name, { name, column: name, steps: [] });
  const targets = new Map<string, TensorValue | FieldValue>();
  for (const field of fields.values())
    if (!fed.has(field.name)) targets.set(field.name, targetValue(session, plan, field));
  const outputs = new Map<string, TensorValue>();
  for (const { name, value } of instance.outputs) {
    const found = instance.names.get(name);
    outputs.set(
      name,
      found !== undefined && isTensor(found)
        ? found
        : inputTensor(value, name, session.builder.types[value]!),
    );
  }
  const ambiguous = new Set([...targets.keys()].filter((name) => instance.names.has(name)));
  const scope = childScope();
  const inputs = new Map([...fed].map((name) => [name, instance.names.get(name)!]));
  scope.values.set('model', {
    kind: 'record',
    what: 'the model',
    entries: new Map([...instance.names, ...outputs]),
  });
  scope.values.set('data', {
    kind: 'record',
    what: 'the data',
    entries: new Map<string, Value>([...inputs, ...targets]),
  });
  for (const name of broken) scope.values.set(name, unknown);
  for (const [name, value] of [...targets, ...instance.names, ...outputs]) scope.values.set(name, value);
  const frame: Frame = { scope, module: model.module, path: '', segments: new Map() };
  const used = { ...plan, fields: [...fields.values()] };
  return {
    scene: { instance, outputs, targets, isIncomplete: broken.size > 0, frame, ambiguous },
    plan: used,
  };
};

/** Without any declared field, all columns that the source says it has are fields. */
const targetColumns = (
  session: Session,
  plan: DataPlan,
  fields: ReadonlyMap<string, Field>,
): readonly string[] => {
  if (plan.fields.length > 0) return [];
  return Object.keys(session.catalog.get('source', plan.source.name)?.columns ?? {}).filter(
    (name) => !fields.has(name),
  );
};

const targetValue = (session: Session, plan: DataPlan, field: Field): TensorValue | FieldValue => {
  const known = fieldByItself(session, plan, field);
  if (known !== undefined) return known;
  // One value, however often it is read.
  let taken: TensorValue | undefined;
  return {
    kind: 'field',
    name: field.name,
    take: (type: ValueType) => {
      taken ??=
        field.steps.length === 0
          ? inputTensor(addInput(session.builder, field.name, type, field.span), field.name, type)
          : fieldOfType(session, plan, field, type);
      return taken;
    },
  };
};
