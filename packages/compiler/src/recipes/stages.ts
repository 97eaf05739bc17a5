import type { Graph, GraphValue, PretrainStage } from '@neurite/contract';
import { type Expression, nearest } from '@neurite/language';
import { report } from '../diagnostics.js';
import { valuesOf } from '../lower/builder.js';
import type { Session } from '../lower/session.js';
import type { Frame } from '../values/scope.js';
import { isTensor } from '../values/value.js';
import type { Scene } from './scene.js';
import { wrongSetting } from './simple.js';

/** A value of the model that a stage ends with. */
export interface Code {
  readonly name: string;
  readonly id: GraphValue;
  readonly expression: Expression;
}

/** The values that `codes` names. */
export const codesOf = (
  session: Session,
  expression: Expression,
  { instance }: Scene,
): readonly Code[] | undefined => {
  const items = expression.kind === 'list' ? expression.items : [expression];
  const known = [...instance.names].flatMap(([name, value]) => (isTensor(value) ? [name] : []));
  const codes = items.map((item): Code | undefined => {
    const name = item.kind === 'identifier' ? item.name : undefined;
    const value = name === undefined ? undefined : instance.names.get(name);
    if (name !== undefined && value !== undefined && isTensor(value))
      return { name, id: value.id, expression: item };
    const shown = name ?? 'this';
    session.diagnostics.push(
      report('unknown-code', { name: shown, known, suggestion: nearest(shown, known) }, { span: item.span }),
    );
    return undefined;
  });
  return codes.includes(undefined) ? undefined : (codes as readonly Code[]);
};

/** The epochs of each stage: one number for all of them, or a list. */
export const epochsOf = (
  session: Session,
  expression: Expression,
  stages: number,
  frame: Frame,
): readonly number[] | undefined => {
  const value = session.evaluate(expression, frame);
  if (value.kind === 'unknown') return undefined;
  const items = value.kind === 'list' ? value.items : Array.from({ length: stages }, () => value);
  const numbers = items.flatMap((item) =>
    item.kind === 'number' &&
    typeof item.value === 'number' &&
    Number.isSafeInteger(item.value) &&
    item.value >= 1
      ? [item.value]
      : [],
  );
  if (numbers.length !== items.length) {
    wrongSetting(
      session,
      'epochs',
      'a number of at least 1, or a list with one for each stage',

      expression,
    );
    return undefined;
  }
  if (numbers.length === stages) return numbers;
  session.diagnostics.push(
    report('stage-epochs', { stages, found: numbers.length }, { span: expression.span }),
  );
  return undefined;
};

/** The nodes between each code and the one before it, the first from the model's input. */
export const stagesOf = (
  session: Session,
  graph: Graph,
  codes: readonly Code[],
  { instance }: Scene,
  numbers: ReadonlyMap<GraphValue, GraphValue>,
  epochs: readonly number[],
  model: readonly string[],
): readonly PretrainStage[] | undefined => {
  // The model's first input that the codes need is what the first stage encodes.
  const first = model.flatMap((name) => {
    const value = instance.names.get(name);
    const id = value !== undefined && isTensor(value) ? numbers.get(value.id) : undefined;
    return id === undefined ? [] : [{ name, id }];
  })[0];
  if (first === undefined) return undefined;
  const stages: PretrainStage[] = [];
  let from: { readonly name: string; readonly id: GraphValue } = first;
  for (const [index, code] of codes.entries()) {
    const nodes = nodesBetween(graph, from.id, code.id);
    if (nodes === undefined) {
      session.diagnostics.push(
        report('stage-input', { code: code.name, from: from.name }, { span: code.expression.span }),
      );
      return undefined;
    }
    stages.push({ name: code.name, input: from.id, code: code.id, nodes, epochs: epochs[index] ?? 1 });
    from = code;
  }
  return stages;
};

/** Indices of the nodes that lead from one value to another; undefined where something else is needed as well. */
const nodesBetween = (graph: Graph, from: GraphValue, to: GraphValue): readonly number[] | undefined => {
  const needed = new Set<GraphValue>([to]);
  const nodes: number[] = [];
  for (let index = graph.nodes.length - 1; index >= 0; index--) {
    const node = graph.nodes[index]!;
    const gives = Object.values(node.outputs).filter((value) => needed.has(value) && value !== from);
    if (gives.length === 0) continue;
    nodes.unshift(index);
    for (const value of gives) needed.delete(value);
    for (const value of valuesOf(node)) needed.add(value);
  }
  needed.delete(from);
  for (const value of Object.values(graph.parameterValues)) needed.delete(value);
  return needed.size === 0 && nodes.length > 0 ? nodes : undefined;
};
