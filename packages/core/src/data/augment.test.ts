import {
  augmentation,
  createCatalog,
  sizeOf,
  type Augment,
  type Column,
  type HostArray,
} from '@neurite/contract';
import { catalog } from '@neurite/standard/catalog';
import { use } from '../test/use.js';
import { createAugmentation } from './augment.js';
import type { TensorColumn } from './columns.js';
import { fillBatch, type Part } from './dataset.js';

const images = (count: number): TensorColumn => ({
  type: { dtype: 'float32', shape: [3, 3, 1] },
  data: Float32Array.from({ length: count * 9 }, (_, index) => index),
});
const rowsOf = (...rows: number[]): Int32Array => Int32Array.from(rows);
const all = (count: number): Int32Array => Int32Array.from({ length: count }, (_, row) => row);

const partOf = (
  steps: Augment['steps'],
  columns: Readonly<Record<string, TensorColumn>>,
  rows: Int32Array,
): Part => {
  const known = new Map(Object.entries(columns));
  const augment = createAugmentation([{ field: 'image', steps }], known, rows, catalog);
  return { columns: known, rows, augment };
};
const batchOf = (
  part: Part,
  rows: Int32Array,
  epoch?: number,
  seed = 7,
): Readonly<Record<string, readonly number[]>> => {
  const arrays = new Map<string, HostArray>(
    [...part.columns].map(([name, { type }]) => [name, new Float32Array(rows.length * sizeOf(type.shape))]),
  );
  fillBatch(part, rows, arrays, epoch === undefined ? undefined : { seed, epoch });
  return Object.fromEntries([...arrays].map(([name, array]) => [name, [...array]]));
};

const steps = [
  use('augmentation', 'random_shift', { by: 1 }),
  use('augmentation', 'noise', { std: 0.1 }),
  use('augmentation', 'random_flip'),
];

describe('augmentation of batches', () => {
  const part = partOf(steps, { image: images(6) }, all(6));

  it('depends on seed, epoch and row, not on the batch', () => {
    const together = batchOf(part, rowsOf(0, 1, 2, 3, 4, 5), 2)['image']!;
    const apart = [5, 3, 0].map((row) => batchOf(part, rowsOf(row), 2)['image']!);
    expect(apart).toEqual([5, 3, 0].map((row) => together.slice(row * 9, row * 9 + 9)));
    expect(batchOf(part, rowsOf(4, 1, 4), 2)['image']!.slice(18)).toEqual(together.slice(36, 45));
    expect(batchOf(part, all(6), 3)['image']).not.toEqual(together);
    expect(batchOf(part, all(6), 2, 8)['image']).not.toEqual(together);
  });

  it('leaves everything alone that is no training batch', () => {
    expect(batchOf(part, all(6))['image']).toEqual([...images(6).data]);
    const before = [...images(6).data];
    batchOf(part, all(6), 1);
    expect([...part.columns.get('image')!.data]).toEqual(before);
  });

  it('takes the steps in their order', () => {
    const add = augmentation({
      name: 'add',
      summary: 'Adds one.',
      options: {},
      inputs: { x: '[batch, ...s]' },
      change: (x, into) => x.forEach((value, index) => (into[index] = value + 1)),
    });
    const double = augmentation({
      name: 'double',
      summary: 'Doubles.',
      options: {},
      inputs: { x: '[batch, ...s]' },
      change: (x, into) => x.forEach((value, index) => (into[index] = value * 2)),
    });
    const both = [add, double].map(({ name, kind }) => ({ kind, name, version: 1, options: {} }));
    const columns = new Map([['image', images(2)]]);
    const augment = createAugmentation(
      [{ field: 'image', steps: both }],
      columns,
      all(2),
      createCatalog([add, double]),
    );
    const array = new Float32Array(9);
    fillBatch({ columns, rows: all(2), augment }, rowsOf(1), new Map([['image', array]]), {
      seed: 0,
      epoch: 0,
    });
    expect([...array]).toEqual([20, 22, 24, 26, 28, 30, 32, 34, 36]);
  });
});

describe('mixup', () => {
  const target = (...data: number[]): TensorColumn => ({
    type: { dtype: 'float32', shape: [2] },
    data: Float32Array.from(data),
  });
  const count = 40;
  const columns: Readonly<Record<string, TensorColumn>> = {
    // Each image is filled with the number of its row.
    image: {
      type: { dtype: 'float32', shape: [2, 2, 1] },
      data: Float32Array.from({ length: count * 4 }, (_, index) => Math.floor(index / 4)),
    },
    label: target(...Array.from({ length: count }, (_, row) => [row, 1 - row]).flat()),
  };
  const mix = [use('augmentation', 'mixup', { alpha: 1 })];
  // Rows 30 to 39 are not for training.
  const part = partOf(mix, columns, all(30));

  it('mixes all fields with the same example by the same weight', () => {
    const { image, label } = batchOf(part, all(30), 1);
    for (let row = 0; row < 30; row++) {
      const mixed = image![4 * row]!;
      expect(image!.slice(4 * row, 4 * row + 4)).toEqual([mixed, mixed, mixed, mixed]);
      // Both fields are linear in the row, so their mixtures agree.
      expect(label![2 * row]).toBeCloseTo(mixed, 4);
      expect(label![2 * row + 1]).toBeCloseTo(1 - mixed, 4);
    }
    expect(image).not.toEqual([...columns['image']!.data.slice(0, 120)]);
  });

  it('never takes an example from outside of the training part', () => {
    for (let epoch = 0; epoch < 50; epoch++)
      expect(Math.max(...batchOf(part, rowsOf(29), epoch)['image']!)).toBeLessThanOrEqual(29);
    const hostile: Column = { ...columns['image']!, data: Float32Array.from(columns['image']!.data) };
    (hostile.data as Float32Array).fill(NaN, 30 * 4);
    const other = partOf(mix, { ...columns, image: hostile as TensorColumn }, all(30));
    expect(batchOf(other, all(30), 3)).toEqual(batchOf(part, all(30), 3));
  });

  it('does not depend on the batch', () => {
    const together = batchOf(part, all(30), 5);
    const alone = batchOf(part, rowsOf(17), 5);
    expect(alone['image']).toEqual(together['image']!.slice(68, 72));
    expect(alone['label']).toEqual(together['label']!.slice(34, 36));
  });

  it('draws weights from Beta(1, 1), and partners evenly', () => {
    const ends: TensorColumn = { type: { dtype: 'float32', shape: [1] }, data: Float32Array.of(0, 1) };
    const two = partOf(mix, { image: ends }, all(2));
    const values: number[] = [];
    for (let epoch = 0; epoch < 4000; epoch++) values.push(...batchOf(two, rowsOf(0), epoch)['image']!);
    // Half of the partners are row 0 itself and give 0; with row 1 the value is uniform.
    const mixed = values.filter((value) => value > 0);
    expect(Math.abs(mixed.length / 4000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 4000));
    const mean = mixed.reduce((sum, value) => sum + value, 0) / mixed.length;
    const square = mixed.reduce((sum, value) => sum + value * value, 0) / mixed.length;
    expect(Math.abs(mean - 1 / 2)).toBeLessThan(4 * Math.sqrt(1 / 12 / mixed.length));
    expect(Math.abs(square - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / mixed.length));
  });
});
