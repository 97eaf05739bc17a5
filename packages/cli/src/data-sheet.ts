import { success, type HostArray, type Outcome } from '@neurite/contract';
import {
  eachWindow,
  gatherRows,
  isTensorColumn,
  placeOf,
  windowOf,
  type DataDescription,
  type FieldDescription,
  type Preview,
  type PreviewPart,
  type TensorColumn,
} from '@neurite/core';
import type { Pixels } from '@neurite/data/images';
import { contactSheet, isImage } from './picture/contact-sheet.js';

// A sheet is looked at, not read: ten rows of ten.
const ACROSS = 10;
const DOWN = 10;

/**
 * Pictures of training examples: a row for each class where there are classes, otherwise as they come. Augmented, a row shows one
 * example: first as it is, then as it is in one epoch after the other.
 */
export const dataSheet = async (
  preview: Preview,
  description: DataDescription,
  seed: number,
  augmented: boolean,
): Promise<Outcome<Pixels | undefined>> => {
  const field = description.fields.find(({ type, shape }) => type !== 'text' && isImage(shape));
  if (field === undefined) return success(undefined);
  const found = await groupsOf(preview, description, augmented ? 1 : ACROSS);
  if (!found.ok) return found;
  const groups = found.value;
  const sheet = (rows: readonly (readonly HostArray[])[]) =>
    success(contactSheet(rows, field.shape, field.numbers!));
  if (augmented) {
    const rows: (readonly HostArray[])[] = [];
    for (const row of groups.flat().slice(0, DOWN)) {
      const pictures = await variants(preview, field, row, seed);
      if (!pictures.ok) return pictures;
      rows.push(pictures.value);
    }
    return sheet(rows);
  }
  const shown = await windowOf(preview.parts.get('train')!, Int32Array.from(groups.flat()));
  if (!shown.ok) return shown;
  return sheet(groups.map((group) => group.map((row) => imageOf(shown.value, field, row))));
};

const imageOf = (
  { columns }: Pick<PreviewPart, 'columns'>,
  { name, shape }: FieldDescription,
  row: number,
): HostArray => {
  const column = columns.get(name)!;
  const image = new Float32Array(shape.reduce((product, extent) => product * extent, 1));
  if (isTensorColumn(column)) gatherRows(column, Int32Array.of(row), image);
  return image;
};

/** Rows of the training part: up to so many of each class, or as they come. */
const groupsOf = async (
  { parts }: Preview,
  { fields }: DataDescription,
  most: number,
): Promise<Outcome<readonly (readonly number[])[]>> => {
  const { columns, rows } = parts.get('train')!;
  const labels = fields.find(({ classes }) => classes !== undefined);
  if (labels === undefined) {
    const first = [...rows.slice(0, most * DOWN)];
    return success(
      Array.from({ length: Math.ceil(first.length / most) }, (_, at) =>
        first.slice(at * most, (at + 1) * most),
      ),
    );
  }
  const groups = new Map<unknown, number[]>();
  const only = { columns: new Map([[labels.name, columns.get(labels.name)!]]), rows };
  const seen = await eachWindow(only, (window) => {
    const column = window.columns.get(labels.name)!;
    if (column.type === 'list') return;
    for (const row of window.rows) {
      const label = column.data[placeOf(column, row)];
      const group = groups.get(label) ?? [];
      if (group.length < most) groups.set(label, [...group, row]);
    }
  });
  if (!seen.ok) return seen;
  return success(
    [...groups]
      .sort(([a], [b]) => ((a as number | string) < (b as number | string) ? -1 : 1))
      .map(([, group]) => group)
      .slice(0, DOWN),
  );
};

const variants = async (
  { parts, augment }: Preview,
  field: FieldDescription,
  row: number,
  seed: number,
): Promise<Outcome<readonly HostArray[]>> => {
  const part = { ...parts.get('train')!, ...(augment === undefined ? {} : { augment }) };
  const rows = Int32Array.of(row);
  const images: HostArray[] = [];
  for (let epoch = 0; epoch < ACROSS - 1; epoch++) {
    const window = await windowOf(part, rows, { seed, epoch });
    if (!window.ok) return window;
    const { columns } = window.value;
    const image = imageOf(window.value, field, row);
    if (epoch === 0) images.push(image.slice());
    const from = new Map<string, TensorColumn>(
      [...columns].flatMap(([name, each]) => (isTensorColumn(each) ? [[name, each]] : [])),
    );
    augment?.change(new Map([[field.name, image]]), rows, { seed, epoch }, from);
    images.push(image);
  }
  return success(images);
};
