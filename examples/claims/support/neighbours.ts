type Rows = readonly ArrayLike<number>[];

const squaredDistance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at]! - b[at]!) ** 2;
  return sum;
};

/** How many of the `count` rows nearest to each query are of its kind: a part of all. */
export const shareOfKind = (
  queries: { readonly rows: Rows; readonly kinds: readonly number[] },
  among: { readonly rows: Rows; readonly kinds: readonly number[] },
  count: number,
): number => {
  let right = 0;
  queries.rows.forEach((query, index) => {
    const nearest = among.rows
      .map((row, place) => ({ place, distance: squaredDistance(query, row) }))
      .sort((a, b) => a.distance - b.distance)
      .slice(0, count);
    right += nearest.filter(({ place }) => among.kinds[place] === queries.kinds[index]).length;
  });
  return right / (queries.rows.length * count);
};

/** The coordinates of rows along axes. */
export const alongAxes = (rows: Rows, axes: readonly Float64Array[]): Rows =>
  rows.map((row) => axes.map((axis) => axis.reduce((sum, value, at) => sum + value * row[at]!, 0)));
