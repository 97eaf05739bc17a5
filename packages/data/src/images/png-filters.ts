/** The one of left, above and their corner that is nearest to left + above − corner. */
const paeth = (left: number, above: number, corner: number): number => {
  const [toLeft, toAbove] = [Math.abs(above - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
};

/**
 * Undoes the filters of rows in place. Each row is one byte, which says the filter, and `stride` bytes.
 *
 * @param distance bytes from a sample to the same one of the pixel before.
 * @returns whether all filters are known.
 */
export const unfilter = (lines: Uint8Array, stride: number, distance: number): boolean => {
  for (let start = 0; start < lines.length; start += 1 + stride) {
    const filter = lines[start]!;
    if (filter > 4) return false;
    if (filter === 0) continue;
    for (let index = 0; index < stride; index++) {
      const at = start + 1 + index;
      const left = index < distance ? 0 : lines[at - distance]!;
      const above = start === 0 ? 0 : lines[at - 1 - stride]!;
      const corner = index < distance || start === 0 ? 0 : lines[at - 1 - stride - distance]!;
      const predicted =
        filter === 1
          ? left
          : filter === 2
            ? above
            : filter === 3
              ? (left + above) >> 1
              : paeth(left, above, corner);
      lines[at] = lines[at]! + predicted;
    }
  }
  return true;
};
