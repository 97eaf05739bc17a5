import type { Augment, DataPlan, Graph, Use } from '@neurite/contract';
import { type Field as FieldTree, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import type { Session } from '../lower/session.js';
import { argumentSpan } from '../lower/shape-errors.js';
import { useOf } from '../options/bind.js';
import { isFailure, solveTypes } from '../shapes/solve.js';
import { printType, type ValueType } from '../shapes/type.js';
import type { Frame } from '../values/scope.js';

/** `augment image = random_shift(2) -> random_flip`, checked by itself; undefined where a step is wrong. */
export const planAugment = (
  session: Session,
  { name, value, span }: FieldTree,
  frame: Frame,
): Augment | undefined => {
  const steps = value.kind === 'pipe' ? value.steps : [value];
  const uses = steps.map((step) => useOf(session, 'augmentation', step, frame));
  if (uses.includes(undefined)) return undefined;
  return { field: name.name, steps: uses as readonly Use[], span };
};

const mixes = (session: Session, use: Use): boolean =>
  session.catalog.get('augmentation', use.name)?.mix !== undefined;

/** The augmentations of the fields that a graph reads, checked against their types there. */
export const augmentsOf = (session: Session, plan: DataPlan, graph: Graph): readonly Augment[] => {
  const columns = session.catalog.get('source', plan.source.name)?.columns ?? {};
  const known = [...new Set([...plan.fields.map((field) => field.name), ...Object.keys(columns)])];
  const used: Augment[] = [];
  let mixing: Use | undefined;
  const types = new Map(
    session.builder.inputs.map(({ name, value }) => [name, session.builder.types[value]!] as const),
  );
  for (const augment of plan.augment ?? []) {
    const port = graph.inputs.find(({ name }) => name === augment.field);
    const place = augment.span === undefined ? {} : { span: augment.span };
    if (port === undefined) {
      if (known.includes(augment.field)) continue;
      const suggestion = nearest(augment.field, known);
      session.diagnostics.push(report('augment-field', { name: augment.field, known, suggestion }, place));
      continue;
    }
    for (const [index, use] of augment.steps.entries()) {
      const at = use.span === undefined ? place : { span: use.span };
      checkStep(session, augment, use, types.get(augment.field)!);
      if (!mixes(session, use)) continue;
      if (mixing !== undefined || index < augment.steps.length - 1)
        session.diagnostics.push(report('augment-order', { name: use.name }, at));
      mixing ??= use;
    }
    used.push(augment);
  }
  if (mixing !== undefined) checkMixed(session, mixing, graph, types);
  return used;
};

const checkStep = (session: Session, { field, span }: Augment, use: Use, type: ValueType): void => {
  const definition = session.catalog.get('augmentation', use.name)!;
  const [input] = Object.keys(definition.inputs);
  const solution = solveTypes(
    { ...definition, outputs: {}, isOpen: true },
    use.options,
    new Map([[input!, type]]),
  );
  if (!isFailure(solution)) return;
  const at = argumentSpan(solution, session.places.get(use)) ?? use.span ?? span;
  if (solution.kind === 'assertion') {
    const { text: why, declared } = solution;
    session.diagnostics.push(
      report('assertion-failed', { of: use.name, why, declared }, at === undefined ? {} : { span: at }),
    );
    return;
  }
  session.diagnostics.push(
    report(
      'input-mismatch',
      { of: use.name, input: field, why: solution.text, declared: solution.declared },
      at === undefined ? {} : { span: at },
    ),
  );
};

/** Numbers of classes cannot be mixed: every field must be float32. */
const checkMixed = (
  session: Session,
  use: Use,
  graph: Graph,
  types: ReadonlyMap<string, ValueType>,
): void => {
  for (const { name } of graph.inputs) {
    const type = types.get(name)!;
    if (type.dtype === 'float32') continue;
    session.diagnostics.push(
      report(
        'augment-labels',
        { name: use.name, field: name, type: printType(type) },
        use.span === undefined ? {} : { span: use.span },
      ),
    );
  }
};
