import { failure, success, type Field, type Graph, type Outcome } from '@neurite/contract';
import { bindFields, type Binding, type BoundFields } from './bind-fields.js';
import { isTensorColumn, type TensorColumn } from './columns.js';
import { createDigester } from './digest-dataset.js';
import { chunkLength } from './windows.js';

/**
 * Reads columns that are not held once, from their first row to the last: what held columns are checked for when they are bound, and
 * their digest. So what is wrong with a file is said before training starts.
 */
export const surveyStreams = async (
  graph: Graph,
  fields: readonly Field[],
  columns: BoundFields,
  count: number,
  bound: ReadonlyMap<string, TensorColumn>,
  bindings: Map<string, Binding>,
): Promise<Outcome<ReadonlyMap<string, TensorColumn>>> => {
  const surveyed = new Map(bound);
  for (const [name, column] of bound) {
    const raw = columns.get(name)!;
    if (!isTensorColumn(raw) || raw.rows === undefined) continue;
    const only = { ...graph, inputs: graph.inputs.filter((port) => port.name === name) };
    const span = fields.find((field) => field.name === name)?.span;
    const digester = createDigester();
    const length = chunkLength(raw.type);
    for (let start = 0; start < count; start += length) {
      const rows = Int32Array.from({ length: Math.min(length, count - start) }, (_, at) => start + at);
      const data = await raw.rows(rows);
      if (!data.ok)
        return failure(...data.diagnostics.map((each) => (span === undefined ? each : { span, ...each })));
      const chunk = new Map([[name, { type: raw.type, data: data.value }]]);
      const checked = bindFields(only, fields, chunk, bindings, start);
      if (!checked.ok) return checked;
      await digester.add(checked.value.get(name)!.data);
    }
    surveyed.set(name, { ...column, digest: await digester.end() });
  }
  return success(surveyed);
};
