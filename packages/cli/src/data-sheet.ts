import type { HostArray } from '@neurite/contract';
import type { DataDescription, FieldDescription, Preview } from '@neurite/core';
import type { Pixels } from '@neurite/data/images';
import { contactSheet, isImage } from './picture/contact-sheet.js';

// A sheet is looked at, not read: ten rows of ten.
const ACROSS = 10;
const DOWN = 10;

/**
 * Pictures of training examples: a row for each class where there are classes, otherwise as they come. Augmented, a row shows one
 * example: first as it is, then as it is in one epoch after the other.
 */
export const dataSheet = (
  preview: Preview,
  description: DataDescription,
  seed: number,
  augmented: boolean,
): Pixels | undefined => {
  const field = description.fields.find(({ type, shape }) => type !== 'text' && isImage(shape));
  if (field === undefined) return undefined;
  const groups = groupsOf(preview, description, augmented ? 1 : ACROSS);
  const rows = augmented
    ? groups
        .flat()
        .slice(0, DOWN)
        .map((row) => variants(preview, field, row, seed))
    : groups.map((group) => group.map((row) => imageOf(preview, field, row)));
  return contactSheet(rows, field.shape, field.numbers!);
};

const imageOf = ({ parts }: Preview, { name, shape }: FieldDescription, row: number): HostArray => {
  const column = parts.get('train')!.columns.get(name)!;
  const size = shape.reduce((product, extent) => product * extent, 1);
  return Float32Array.from(column.data.slice(row * size, (row + 1) * size) as HostArray);
};

/** Rows of the training part: up to so many of each class, or as they come. */
const groupsOf = (
  { parts }: Preview,
  { fields }: DataDescription,
  most: number,
): readonly (readonly number[])[] => {
  const { columns, rows } = parts.get('train')!;
  const labels = fields.find(({ classes }) => classes !== undefined);
  if (labels === undefined) {
    const first = [...rows.slice(0, most * DOWN)];
    return Array.from({ length: Math.ceil(first.length / most) }, (_, at) =>
      first.slice(at * most, (at + 1) * most),
    );
  }
  const groups = new Map<unknown, number[]>();
  const { data } = columns.get(labels.name)!;
  for (const row of rows) {
    const label = data[row];
    const group = groups.get(label) ?? [];
    if (group.length < most) groups.set(label, [...group, row]);
  }
  return [...groups]
    .sort(([a], [b]) => ((a as number | string) < (b as number | string) ? -1 : 1))
    .map(([, group]) => group)
    .slice(0, DOWN);
};

const variants = (
  preview: Preview,
  field: FieldDescription,
  row: number,
  seed: number,
): readonly HostArray[] => {
  const plain = imageOf(preview, field, row);
  const changed = Array.from({ length: ACROSS - 1 }, (_, epoch) => {
    const image = plain.slice();
    preview.augment?.(new Map([[field.name, image]]), Int32Array.of(row), { seed, epoch });
    return image;
  });
  return [plain, ...changed];
};
