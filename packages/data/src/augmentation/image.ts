import type { Shape } from '@neurite/contract';

/** The axes that augmentations of images take. */
export const imageInput = { x: '[batch, h, w, c]' } as const;

/** Height, width and channels of an example `[h, w, c]`. */
export const extentsOf = (shape: Shape): readonly [height: number, width: number, channels: number] =>
  shape as unknown as readonly [number, number, number];

export const fillOption = {
  type: 'float',
  default: 0,
  doc: 'The value of pixels that come from outside of the image.',
} as const;

/**
 * From where in an image a pixel comes, rows and columns counted from 0 at the centre of the first pixel:
 * `start + down · r + across · c` is the row that the pixel in row r, column c is read at, and its column likewise.
 */
export interface PixelMap {
  readonly row: Affine;
  readonly column: Affine;
}
interface Affine {
  readonly start: number;
  readonly down: number;
  readonly across: number;
}

/**
 * Moves an image: each pixel is read at its place in `image`, between the four pixels around it. What lies outside is `fill`, or the
 * nearest pixel where that is undefined.
 */
export const resample = (
  image: Float32Array,
  into: Float32Array,
  shape: Shape,
  from: PixelMap,
  fill?: number,
): void => {
  const [height, width, channels] = extentsOf(shape);
  const clamps = fill === undefined;
  /** Where a pixel lies in memory; −1 where it lies outside of the image. */
  const offsetOf = (row: number, column: number): number => {
    const isInside = row >= 0 && row < height && column >= 0 && column < width;
    if (isInside) return (row * width + column) * channels;
    if (!clamps) return -1;
    const inRow = Math.min(height - 1, Math.max(0, row));
    return (inRow * width + Math.min(width - 1, Math.max(0, column))) * channels;
  };
  let to = 0;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const y = from.row.start + from.row.down * row + from.row.across * column;
      const x = from.column.start + from.column.down * row + from.column.across * column;
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [down, right] = [y - top, x - left];
      const [a, b] = [offsetOf(top, left), offsetOf(top, left + 1)];
      const [c, d] = [offsetOf(top + 1, left), offsetOf(top + 1, left + 1)];
      for (let channel = 0; channel < channels; channel++) {
        const upperLeft = a < 0 ? fill! : image[a + channel]!;
        const upperRight = b < 0 ? fill! : image[b + channel]!;
        const lowerLeft = c < 0 ? fill! : image[c + channel]!;
        const lowerRight = d < 0 ? fill! : image[d + channel]!;
        const above = upperLeft * (1 - right) + upperRight * right;
        const below = lowerLeft * (1 - right) + lowerRight * right;
        into[to++] = above * (1 - down) + below * down;
      }
    }
};
