import type { HostRandom, Table } from '@neurite/contract';

/** How many examples, and how much normal noise on their coordinates. */
export interface GeneratorOptions {
  readonly count: number;
  readonly noise: number;
}

/** A table of labelled points in the plane: columns `point` `[2]` and `label`. Classes take turns, so any prefix is balanced. */
export const pointTable = (
  { count, noise }: GeneratorOptions,
  classes: number,
  random: HostRandom,
  place: (label: number) => readonly [number, number],
): Table => {
  const point = new Float32Array(2 * count);
  const label = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    label[row] = row % classes;
    const [x, y] = place(row % classes);
    point[2 * row] = x + noise * random.normal();
    point[2 * row + 1] = y + noise * random.normal();
  }
  return {
    count,
    columns: {
      point: { type: { dtype: 'float32', shape: [2] }, data: point },
      label: { type: { dtype: 'int32', shape: [] }, data: label },
    },
  };
};
