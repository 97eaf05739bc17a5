import { failure, success, transform, type Column, type Outcome, type TensorType } from '@neurite/contract';
import { typeWords } from '../bytes/type-words.js';
import { report } from '../diagnostics.js';

/** Labels to class numbers: `one_of(10)` checks numbers, `one_of(["neg", "pos"])` looks texts up. */
export const oneOf = transform({
  name: 'one_of',
  summary: 'Labels of exclusive classes: whole numbers from 0, or texts by their names.',
  description: 'Everything that is none of the classes is refused, with its row.',
  options: {
    classes: {
      type: 'classes',
      doc: 'How many classes there are, or their names in order, or a file with one name on each line.',
    },
    names: {
      type: 'string',
      default: null,
      least: 1,
      needs: 'classes',
      doc: 'A file with the name of one class on each line, where `classes` is their number.',
    },
  },
  inputs: { x: 'dtype[batch]' },
  outputs: { y: 'int32[batch]' },
  host: async (column, { options, readFile }) => {
    const names = await namesOf(options.classes, options.names, readFile);
    if (!names.ok) return names;
    const classes = names.value?.length ?? (options.classes as number);
    if (column.type === 'list') return failure(report('label-type', { found: typeWords(column) }));
    const labels = column.type === 'string' ? byName(column.data, names.value) : byNumber(column, classes);
    if (!labels.ok) return labels;
    const converted: Column = { type: { dtype: 'int32', shape: [] }, data: labels.value };
    return success({ column: converted, ...(names.value === undefined ? {} : { names: names.value }) });
  },
});

type Read = (path: string) => Promise<Outcome<Uint8Array>>;

const namesOf = async (
  classes: number | string | readonly string[],
  file: string | null,
  readFile: Read,
): Promise<Outcome<readonly string[] | undefined>> => {
  const path = typeof classes === 'string' ? classes : file;
  if (path === null)
    return typeof classes === 'number' ? success(undefined) : unique(classes as readonly string[]);
  const bytes = await readFile(path);
  if (!bytes.ok) return bytes;
  const lines = new TextDecoder().decode(bytes.value).split(/\r?\n/);
  const names = unique(lines.map((line) => line.trim()).filter((line) => line !== ''));
  if (names.ok && typeof classes === 'number' && names.value.length !== classes)
    return failure(
      report('label-names', { reason: `${path} has ${names.value.length} names for ${classes} classes` }),
    );
  return names;
};

const unique = (names: readonly string[]): Outcome<readonly string[]> => {
  const seen = new Set<string>();
  const twice = names.find((name) => seen.size === seen.add(name).size);
  if (twice !== undefined) return failure(report('label-names', { reason: `"${twice}" is there twice` }));
  return names.length === 0 ? failure(report('label-names', { reason: 'there are none' })) : success(names);
};

const byName = (labels: readonly string[], names: readonly string[] | undefined): Outcome<Int32Array> => {
  if (names === undefined)
    return failure(report('label-type', { found: 'text, and the classes have no names' }));
  const numbers = new Map(names.map((name, index) => [name, index]));
  const data = new Int32Array(labels.length);
  for (const [row, label] of labels.entries()) {
    const number = numbers.get(label);
    if (number === undefined) return failure(report('label-unknown', { row: row + 1, label, names }));
    data[row] = number;
  }
  return success(data);
};

const byNumber = (column: Extract<Column, { type: TensorType }>, classes: number): Outcome<Int32Array> => {
  const { shape } = column.type;
  if (shape.some((extent) => extent !== 1))
    return failure(report('label-type', { found: typeWords(column) }));
  const wrong = column.data.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < classes));
  if (wrong >= 0)
    return failure(report('label-range', { row: wrong + 1, label: column.data[wrong]!, classes }));
  return success(Int32Array.from(column.data));
};
