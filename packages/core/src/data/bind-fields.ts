import {
  failure,
  sizeOf,
  success,
  type Column,
  type Diagnostic,
  type Dimension,
  type Field,
  type Graph,
  type HostArray,
  type Outcome,
  type RowReader,
  type Shape,
} from '@neurite/contract';
import { report } from '../diagnostics.js';
import { isTensorColumn, type TensorColumn } from './columns.js';
import { checkLimits } from './check-limits.js';
import { checkTargets } from './check-targets.js';

/** The size of a symbolic dimension, and the field that said so first. */
export interface Binding {
  readonly size: number;
  readonly field: string;
}

export type BoundFields = ReadonlyMap<string, Column>;

/**
 * Checks the columns of fields against the graph's inputs of the same names, converts whole numbers where an input is float32, and
 * binds symbolic dimensions. Fields that the graph does not read are left out. Of columns that are read by rows this checks the type;
 * their numbers are checked by `surveyStreams`.
 *
 * @param before how many rows lie before these, for the messages.
 */
export const bindFields = (
  graph: Graph,
  fields: readonly Field[],
  columns: BoundFields,
  bindings: Map<string, Binding>,
  before = 0,
): Outcome<ReadonlyMap<string, TensorColumn>> => {
  const bound = new Map<string, TensorColumn>();
  const problems: Diagnostic[] = [];
  for (const port of graph.inputs) {
    const field = fields.find(({ name }) => name === port.name);
    const column = columns.get(port.name);
    if (field === undefined || column === undefined)
      throw new Error(`The graph reads "${port.name}", which is no field of the data.`);
    const type = graph.values[port.value]!;
    const outcome = bindColumn(port.name, column, type.dtype, type.shape.slice(1), bindings, before);
    if (outcome.ok) bound.set(port.name, outcome.value);
    else problems.push(...outcome.diagnostics.map((diagnostic) => ({ ...spanOf(field), ...diagnostic })));
  }
  if (problems.length > 0) return failure(...problems);
  problems.push(...checkTargets(graph, fields, bound, before), ...checkLimits(graph, fields, bound, before));
  return problems.length > 0 ? failure(...problems) : success(bound);
};

const spanOf = (field: Field) => (field.span === undefined ? {} : { span: field.span });

const bindColumn = (
  field: string,
  column: Column,
  dtype: TensorColumn['type']['dtype'],
  expected: readonly Dimension[],
  bindings: Map<string, Binding>,
  before: number,
): Outcome<TensorColumn> => {
  if (!isTensorColumn(column)) {
    const found = column.type === 'list' ? 'lists of any length' : 'text';
    return failure(report('data-type', { field, expected: dtype, found }));
  }
  const converted = convert(column, dtype);
  if (converted === undefined)
    return failure(report('data-type', { field, expected: dtype, found: column.type.dtype }));
  const shape = fitShape(converted.type.shape, expected);
  if (shape === undefined)
    return failure(
      report('data-shape', { field, expected: words(expected), found: words(converted.type.shape) }),
    );
  for (const [axis, dimension] of expected.entries()) {
    const size = shape[axis]!;
    if (typeof dimension === 'number' || !isSymbol(dimension)) continue;
    const known = bindings.get(dimension);
    if (known === undefined) bindings.set(dimension, { size, field });
    else if (known.size !== size)
      return failure(
        report('data-symbol', { field, symbol: dimension, size, other: known.field, otherSize: known.size }),
      );
  }
  const result: TensorColumn = { ...converted, type: { dtype, shape } };
  const odd = dtype === 'float32' ? firstNotFinite(converted.data) : -1;
  if (odd < 0) return success(result);
  const row = before + Math.floor(odd / sizeOf(shape)) + 1;
  return failure(report('data-not-finite', { field, row, value: converted.data[odd]! }));
};

// A plain loop: millions of pixels pass through here, and a callback for each would take a noticeable time.
const firstNotFinite = (data: HostArray): number => {
  for (let index = 0; index < data.length; index++) if (!Number.isFinite(data[index])) return index;
  return -1;
};

/** Whole numbers and conditions may feed a float32 input: nothing is lost below 2²⁴. The other way something would be. */
const convert = (column: TensorColumn, dtype: TensorColumn['type']['dtype']): TensorColumn | undefined => {
  if (column.type.dtype === dtype) return column;
  if (dtype !== 'float32' || column.data.some((value) => Math.abs(value) > 2 ** 24)) return undefined;
  const { data, rows } = column;
  const converted = { type: { dtype, shape: column.type.shape }, data: Float32Array.from(data) };
  if (rows === undefined) return converted;
  const read: RowReader = async (wanted) => {
    const values = await rows(wanted);
    return values.ok ? success(Float32Array.from(values.value)) : values;
  };
  return { ...converted, rows: read };
};

/** The shape as the graph wants it, or undefined. One number per example is also a list of one: `[]` fits `[1]` and the other way. */
const fitShape = (found: Shape, expected: readonly Dimension[]): Shape | undefined => {
  const fits = (shape: Shape): boolean =>
    shape.length === expected.length &&
    shape.every((extent, axis) => typeof expected[axis] === 'string' || expected[axis] === extent);
  if (fits(found)) return found;
  if (found.length === 0 && fits([1])) return [1];
  if (found.length === 1 && found[0] === 1 && fits([])) return [];
  return undefined;
};

const isSymbol = (dimension: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(dimension);

const words = (shape: readonly Dimension[]): string => `[${shape.join(', ')}]`;
