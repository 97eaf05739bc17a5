import { sizeOf, type Diagnostic, type Field, type Graph } from '@neurite/contract';
import { report } from '../diagnostics.js';
import type { TensorColumn } from './columns.js';

/**
 * Labels that a loss compares with classes must be among them: the int32 field that a loss node reads, against the last axis of
 * its first input. An index out of range would give NaN on the device.
 */
export const checkTargets = (
  graph: Graph,
  fields: readonly Field[],
  columns: ReadonlyMap<string, TensorColumn>,
  before: number,
): readonly Diagnostic[] => {
  const problems: Diagnostic[] = [];
  for (const node of graph.nodes) {
    if (node.use.kind !== 'loss') continue;
    const [prediction, target] = Object.values(node.inputs);
    if (typeof prediction !== 'number' || typeof target !== 'number') continue;
    const classes = graph.values[prediction]!.shape.at(-1);
    const port = graph.inputs.find(({ value }) => value === target);
    const column = port === undefined ? undefined : columns.get(port.name);
    // Labels of classes have one axis less than the scores that they are compared with.
    const isLabel = graph.values[target]!.shape.length === graph.values[prediction]!.shape.length - 1;
    if (column?.type.dtype !== 'int32' || typeof classes !== 'number' || !isLabel) continue;
    const wrong = column.data.findIndex((label) => label < 0 || label >= classes);
    if (wrong < 0) continue;
    const field = fields.find(({ name }) => name === port!.name);
    const row = before + Math.floor(wrong / sizeOf(column.type.shape)) + 1;
    problems.push(
      report(
        'target-range',
        { field: port!.name, row, label: column.data[wrong]!, classes, loss: node.use.name },
        field?.span === undefined ? {} : { span: field.span },
      ),
    );
  }
  return problems;
};
